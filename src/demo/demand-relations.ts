import { dayFromNumber, dayNumber } from '../platform/period.ts';
import { inventChild } from './demand-child.ts';
import { type Desk, tell, workday } from './demand-desk.ts';
import { contraIndications, duplicates, regionShares } from './demand-plan.ts';
import { inventRequest } from './demand-request.ts';
import type { Child, HelpRequest } from './demand-types.ts';
import { apartReasons } from './demand-words.ts';

/** Children who may not be where another is, or not in one unit. */
export function setSomeApart(desk: Desk, requests: readonly HelpRequest[]): void {
  const { random } = desk;
  for (let n = 0; n < contraIndications; n++) {
    const request = random.pick(requests);
    const { child } = request;
    const others = requests.filter(
      (other) =>
        other !== request &&
        other.child.region === child.region &&
        (child.group === null || other.child.group !== child.group),
    );
    const units = desk.units.get(`${child.region} ${request.wishes[0]?.module ?? ''}`) ?? [];
    const unit = n % 5 === 0 && units.length > 0 ? random.pick(units) : null;
    if (request.apart.length > 0 || (!unit && others.length === 0)) continue;
    request.apart.push(unit ? { other: null, unit } : { other: random.pick(others), unit: null });
    request.notes.push({ kind: 'APART_REASON', words: random.pick(apartReasons) });
    tell(desk, {
      at: request.steps.at(-1)!.at + 200,
      kind: 'request.apart',
      region: child.region,
      subject: request.id,
      details: { count: 1 },
    });
  }
}

/** A slip of the hand: two letters of the family name change places. */
const mistyped = (name: string) => `${name.slice(0, 2)}${name[3]}${name[2]}${name.slice(4)}`;

/** The day with one figure typed otherwise. */
function otherDay(day: number): number {
  const text = dayFromNumber(day);
  if (text[8] === '3') return dayNumber(`${text.slice(0, 8)}2${text[9]}`);
  return dayNumber(`${text.slice(0, 9)}${text.endsWith('5') ? '6' : '5'}`);
}

const slips: readonly ((child: Child) => Partial<Child>)[] = [
  ({ familyName }) => ({ familyName: mistyped(familyName) }),
  ({ familyName, givenName }) => ({ familyName: givenName, givenName: familyName }),
  ({ bornOn }) => ({ bornOn: otherDay(bornOn) }),
  () => ({}),
];

/** Children who were entered a second time: the name or the day typed otherwise, or the number in another region. */
export function plantDuplicates(
  desk: Desk,
  requests: readonly HelpRequest[],
): { of: Child; request: HelpRequest }[] {
  const { random, today } = desk;
  const waiting = requests.filter(
    ({ child, since, steps }) =>
      child.group === null &&
      !child.unborn &&
      since !== null &&
      since < today - 60 &&
      steps.at(-1)!.to === 'WAITING' &&
      (child.sex === 'F' || child.sex === 'M'),
  );
  return random
    .shuffled(waiting)
    .slice(0, duplicates)
    .map(({ child: of, group, band }, n) => {
      const repeated = n % 4 === 3;
      const region = repeated
        ? random.pick(regionShares.map(([code]) => code).filter((code) => code !== of.region))
        : of.region;
      const since = workday(today - random.between(4, 50));
      const made = inventChild(desk, { region, bornOn: of.bornOn, registeredOn: since - 20 });
      const { givenName, familyName, sex, bornOn } = of;
      const child: Child = repeated
        ? { ...made, fileNumber: of.fileNumber, sex }
        : { ...made, givenName, familyName, sex, ...slips[n % 4]!({ ...of, bornOn }) };
      const ending = { kind: 'ON_LIST', since, state: 'WAITING' } as const;
      return { of, request: inventRequest(desk, { child, group, band, ending, helped: false }) };
    });
}
