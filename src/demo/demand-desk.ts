import { type Known, signsOf } from '../waiting-list/index.ts';
import { type DayNo, dayText, momentOn, type Seconds, weekday } from './calendar.ts';
import type { ListEvent } from './demand-types.ts';
import type { Hat } from './people.ts';
import type { Random } from './random.ts';
import type { Supply, Town, Unit } from './supply.ts';

/** What whoever invents the demand has at hand. */
export interface Desk {
  random: Random;
  today: DayNo;
  /** From when the rules of urgency are in force. */
  rulesFrom: DayNo;
  rulesEvent: ListEvent;
  /** Since when the access teams of the demo work. */
  peopleSince: DayNo;
  teams: ReadonlyMap<string, readonly Hat[]>;
  /** Who answers for an organisation, by its id. */
  intakes: ReadonlyMap<string, Hat>;
  /** By region; a town as often as it has thousands of people. */
  towns: ReadonlyMap<string, readonly Town[]>;
  units: ReadonlyMap<string, readonly Unit[]>;
  modules: ReadonlySet<string>;
  events: ListEvent[];
  /** Who is on the list, so that nobody looks like another by chance. */
  known: { byDay: Map<string, Known[]>; byName: Map<string, Known[]> };
  pseudonyms: Set<string>;
  serial: number;
}

export const rulesKey = (region: string, module: string): string => `${region} ${module}`;

export function openDesk(
  of: Pick<
    Desk,
    'random' | 'today' | 'rulesFrom' | 'rulesEvent' | 'peopleSince' | 'pseudonyms' | 'serial'
  > & { supply: Supply; towns: readonly Town[]; hats: readonly Hat[] },
): Desk {
  const { supply, towns, hats, ...rest } = of;
  const teams = Map.groupBy(
    hats.filter((hat) => hat.role === 'AT'),
    (hat) => hat.area ?? '',
  );
  const weighed = towns.flatMap((town) =>
    Array.from<Town>({ length: Math.max(1, Math.round(town.population / 1000)) }).fill(town),
  );
  return {
    ...rest,
    teams,
    intakes: new Map(
      hats.flatMap((hat) =>
        hat.role === 'PI' && hat.organisation ? [[hat.organisation.id, hat]] : [],
      ),
    ),
    towns: Map.groupBy(weighed, (town) => town.regionCode),
    units: Map.groupBy(supply.units, (unit) => rulesKey(unit.provider.region.code, unit.plan.code)),
    modules: new Set(supply.units.map((unit) => unit.plan.code)),
    events: [],
    known: { byDay: new Map(), byName: new Map() },
  };
}

/** That day, or the Friday before. */
export const workday = (day: DayNo): DayNo => {
  const n = weekday(day);
  return n === 6 ? day - 1 : n === 0 ? day - 2 : day;
};

/** A moment in office hours of that day, some minutes after another at the least. */
export const officeMoment = (desk: Desk, day: DayNo, after: Seconds = 0): Seconds =>
  Math.max(
    momentOn(day, desk.random.between(8 * 3600 + 1800, 16 * 3600)),
    after + desk.random.between(240, 1500),
  );

/** Writes down what somebody of the region's access team did; `not` is who did not. */
export function tell(
  desk: Desk,
  event: {
    at: Seconds;
    kind: string;
    region: string;
    subject: string;
    reason?: string | null;
    details?: Record<string, unknown>;
    not?: Hat | null;
  },
): ListEvent {
  const team = (desk.teams.get(event.region) ?? []).filter((hat) => hat !== event.not);
  const made: ListEvent = {
    id: desk.random.uuid(),
    at: Math.min(event.at, momentOn(desk.today, 0) - 1),
    kind: event.kind,
    by:
      event.at >= momentOn(desk.peopleSince, 0) && team.length > 0 ? desk.random.pick(team) : null,
    subject: event.subject,
    reason: event.reason ?? null,
    details: event.details ?? {},
  };
  desk.events.push(made);
  return made;
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function pseudonymOf(random: Random): string {
  const [a, b] = [random.word(), random.word()];
  let name = 'K-';
  for (let n = 0; n < 8; n++) name += letters[((n < 4 ? a : b) >>> ((n % 4) * 5)) & 31];
  return name;
}

export function newPseudonym(desk: Desk): string {
  for (;;) {
    const name = pseudonymOf(desk.random);
    if (desk.pseudonyms.has(name)) continue;
    desk.pseudonyms.add(name);
    return name;
  }
}

const nameOf = (one: Known) => `${one.givenName} ${one.familyName}`;

/** Enters a name in the book, unless it would look like somebody else's. */
export function isNewName(desk: Desk, one: Known): boolean {
  const { byDay, byName } = desk.known;
  const others = [...(byDay.get(one.birthDate!) ?? []), ...(byName.get(nameOf(one)) ?? [])];
  if (others.some((other) => signsOf(one, other).length > 0)) return false;
  for (const [book, key] of [
    [byDay, one.birthDate!],
    [byName, nameOf(one)],
  ] as const) {
    const list = book.get(key);
    if (list) list.push(one);
    else book.set(key, [one]);
  }
  return true;
}

/** The ISO day of birth as the identity holds it. */
export const birthDateOf = (bornOn: DayNo): string => dayText(bornOn);
