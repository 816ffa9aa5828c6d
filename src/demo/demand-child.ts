import { type DayNo, dayText } from './calendar.ts';
import { birthDateOf, type Desk, isNewName, newPseudonym } from './demand-desk.ts';
import { ageShares } from './demand-plan.ts';
import type { Child } from './demand-types.ts';
import { childFamilyName, childGivenName } from './names.ts';

const year = 365.25;

/** A day of birth, by the shares of ages on a day. */
export function bornBefore(desk: Desk, on: DayNo): DayNo {
  const [from, until] = desk.random.weighted(ageShares);
  return Math.floor(on - (from + desk.random.next() * (until - from)) * year) - 1;
}

/** Years and parts of it. */
export const ageOn = (child: Pick<Child, 'bornOn'>, on: DayNo): number =>
  (on - child.bornOn) / year;

/** Whole years; they change on the first day of the month of birth, as on the list. */
export function monthAge({ bornOn }: Pick<Child, 'bornOn'>, on: DayNo): number {
  const [born, now] = [dayText(bornOn), dayText(on)];
  const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return Math.floor((months(now) - months(born)) / 12);
}

const serialOf = (desk: Desk) => String(++desk.serial).padStart(6, '0');

/** An invented child, alone or brother or sister of another. */
export function inventChild(
  desk: Desk,
  of: {
    region: string;
    bornOn: DayNo;
    unborn?: boolean;
    sibling?: Child;
    registeredOn: DayNo;
    /** Of somebody whom the supply knows already. */
    pseudonym?: string;
    sex?: Child['sex'];
  },
): Child {
  const { random } = desk;
  const drawn = of.unborn
    ? 'UNKNOWN'
    : random.weighted([
        ['F', 46],
        ['M', 52],
        ['X', 1],
        ['UNKNOWN', 1],
      ] as const);
  const sex = of.sex ?? drawn;
  const towns = desk.towns.get(of.region);
  const fileNumber = `${of.region}-${dayText(of.registeredOn).slice(0, 4)}-${serialOf(desk)}`;
  const child: Child = {
    id: random.uuid(),
    pseudonym: of.pseudonym ?? newPseudonym(desk),
    region: of.region,
    town: of.sibling?.town ?? (towns && random.chance(0.97) ? random.pick(towns) : null),
    bornOn: of.bornOn,
    unborn: of.unborn ?? false,
    sex,
    fileNumber,
    givenName: '',
    familyName: of.sibling?.familyName ?? '',
    group: null,
  };
  for (let n = 0; n < 50; n++) {
    child.givenName = childGivenName(random, sex);
    if (!of.sibling) child.familyName = childFamilyName(random);
    const { givenName, familyName } = child;
    const one = { fileNumber, givenName, familyName, birthDate: birthDateOf(of.bornOn), sex };
    if (isNewName(desk, one)) break;
  }
  return child;
}
