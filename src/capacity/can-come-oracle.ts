import { addDays, daysBetween } from '../platform/period.ts';
import type { CanCome, CanComeInput, GuestRef, HousedGuest } from './can-come.ts';
import type { FeasiblePlace } from './feasible.ts';
import { lies, meets, mostHoused } from './housing-oracle.ts';

/**
 * Finds what is wrong with an answer of `canCome`, day by day and by trying everything: it shares no
 * rule with it. For a few places, guests and weeks.
 */
interface Person {
  readonly kind: GuestRef['kind'];
  readonly guest: HousedGuest;
}

interface Day {
  readonly exists: readonly FeasiblePlace[];
  readonly usable: readonly FeasiblePlace[];
  readonly people: readonly Person[];
  /** Place id → who holds it as their own. */
  readonly holders: ReadonlyMap<string, Person>;
}

function dayOf(input: CanComeInput, date: string): Day {
  const exists = input.places.filter((place) => lies(date, place.period));
  const usable = exists.filter((place) => !place.outOfUse.some((out) => lies(date, out)));
  const sorted = (kind: GuestRef['kind'], guests: readonly HousedGuest[]): Person[] =>
    guests
      .filter((guest) => lies(date, guest.period))
      .sort((a, b) => `${a.period.from} ${a.id}`.localeCompare(`${b.period.from} ${b.id}`))
      .map((guest) => ({ kind, guest }));
  const people = [...sorted('stay', input.stays), ...sorted('promise', input.promises)];
  const holders = new Map<string, Person>();
  for (const person of people) {
    const own = ownOf({ exists, usable }, person);
    if (own !== undefined && !holders.has(own)) holders.set(own, person);
  }
  return { exists, usable, people, holders };
}

function ownOf(day: Pick<Day, 'exists' | 'usable'>, { kind, guest }: Person): string | undefined {
  const among = kind === 'stay' ? day.exists : day.usable;
  return among.find((place) => place.id === guest.placeId)?.id;
}

function mayHave(day: Day, person: Person): string[] {
  const fit = day.usable.filter((place) => meets(place.features, person.guest.needs));
  const own = ownOf(day, person);
  return [...new Set([...fit.map((place) => place.id), ...(own === undefined ? [] : [own])])];
}

function housesAll(lists: readonly (readonly string[])[]): boolean {
  const ids = [...new Set(lists.flat())];
  return mostHoused(lists.map((list) => list.map((id) => ids.indexOf(id)))) === lists.length;
}

function childOptions(input: CanComeInput, day: Day): string[] {
  const { needs } = input.candidate;
  return day.usable.filter((place) => meets(place.features, needs)).map((place) => place.id);
}

function children(input: CanComeInput): number {
  return input.candidate.size ?? 1;
}

/** Whether everyone and the children asked for can be housed on the day. */
function possibleOn(input: CanComeInput, date: string): boolean {
  const day = dayOf(input, date);
  const asked = Array.from({ length: children(input) }, () => childOptions(input, day));
  return housesAll([...day.people.map((person) => mayHave(day, person)), ...asked]);
}

/** Whether these places can be the children's on the day while nobody moves. */
function freeOn(input: CanComeInput, date: string, places: readonly string[]): boolean {
  const day = dayOf(input, date);
  const options = childOptions(input, day);
  if (places.some((place) => !options.includes(place) || day.holders.has(place))) return false;
  const without = day.people.filter((person) => ![...day.holders.values()].includes(person));
  return housesAll(
    without.map((person) =>
      day.usable
        .filter((place) => meets(place.features, person.guest.needs))
        .map((place) => place.id)
        .filter((place) => !day.holders.has(place) && !places.includes(place)),
    ),
  );
}

/** A day after which nothing changes any more. */
function lastChange(input: CanComeInput): string {
  const periods = [
    input.candidate.period,
    ...input.places.flatMap((place) => [place.period, ...place.outOfUse]),
    ...[...input.stays, ...input.promises].map((guest) => guest.period),
  ];
  const days = periods.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
  return days.reduce((latest, day) => (day > latest ? day : latest));
}

/** The days asked, from this start; an endless question is asked up to where nothing changes. */
function daysFrom(input: CanComeInput, start: string): string[] {
  const { from, until } = input.candidate.period;
  const end = addDays(lastChange(input), 1);
  const length = until === null ? Math.max(1, daysBetween(start, end)) : daysBetween(from, until);
  return Array.from({ length }, (_, index) => addDays(start, index));
}

function firstStart(input: CanComeInput, test: (days: string[]) => boolean): string | null {
  const { from } = input.candidate.period;
  const last = lastChange(input);
  for (let start = from; start <= last || start === from; start = addDays(start, 1)) {
    if (test(daysFrom(input, start))) return start;
  }
  return null;
}

/** Every way to choose so many of these. */
function choices(ids: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return ids.flatMap((id, index) =>
    choices(ids.slice(index + 1), size - 1).map((rest) => [id, ...rest]),
  );
}

function freeChoices(input: CanComeInput, days: readonly string[]): string[][] {
  const ids = input.places.map((place) => place.id);
  return choices(ids, children(input)).filter((places) =>
    days.every((date) => freeOn(input, date, places)),
  );
}

/** Number of features of the places together, and their ids: less is a better choice. */
function cost(input: CanComeInput, places: readonly string[]): string {
  const features = places.map(
    (id) => new Set(input.places.find((place) => place.id === id)?.features).size,
  );
  return JSON.stringify([features.reduce((sum, count) => sum + count, 0), ...places]);
}

/** The number of features in a cost. */
function featuresOf(text: string): number {
  return (JSON.parse(text) as [number])[0];
}

/** Whether `free` and `firstWithoutMoves` promise to be exact for this question. */
function isExact(input: CanComeInput): boolean {
  if (children(input) === 1) return true;
  const last = addDays(lastChange(input), 1);
  for (let day = input.candidate.period.from; day <= last; day = addDays(day, 1)) {
    const { people, holders } = dayOf(input, day);
    if (people.length > holders.size) return false;
  }
  return true;
}

/** All that is wrong with the answer; empty where it is right. */
export function faultsOfCanCome(input: CanComeInput, answer: CanCome): string[] {
  const days = daysFrom(input, input.candidate.period.from);
  const free = freeChoices(input, days);
  const possible = days.every((date) => possibleOn(input, date));
  if (answer.outcome === 'free') return faultsOfFree(input, answer, free, days);
  const faults: string[] = [];
  if (free.length > 0 && isExact(input)) faults.push(`${free[0]?.join()} is free`);
  const withoutMoves = firstStart(input, (asked) => freeChoices(input, asked).length > 0);
  const later = answer.firstWithoutMoves;
  if (isExact(input) ? later !== withoutMoves : later !== null && later < (withoutMoves ?? '~')) {
    faults.push(`first without moves is ${withoutMoves}, not ${later}`);
  }
  if (answer.outcome === 'moves') return [...faults, ...faultsOfMoves(input, answer, days)];
  if (possible) faults.push('everyone can be housed');
  const first = firstStart(input, (asked) => asked.every((date) => possibleOn(input, date)));
  if (answer.first !== first) faults.push(`first is ${first}, not ${answer.first}`);
  return [...faults, ...days.flatMap((date) => faultsOfShort(input, answer, date))];
}

function faultsOfFree(
  input: CanComeInput,
  answer: Extract<CanCome, { outcome: 'free' }>,
  free: readonly string[][],
  days: readonly string[],
): string[] {
  const given = [...answer.places].sort();
  const costs = free.map((places) => cost(input, [...places].sort()));
  const faults: string[] = [];
  if (!costs.includes(cost(input, given))) faults.push('the places are not free');
  const least = Math.min(...costs.map(featuresOf));
  if (isExact(input) && featuresOf(cost(input, given)) > least) faults.push('features are wasted');
  for (const date of days) {
    const day = dayOf(input, date);
    const places = [...answer.places, ...day.holders.keys()];
    for (const move of answer.settled) if (lies(date, move.period)) places.push(move.to);
    if (new Set(places).size !== places.length) faults.push(`${date}: a place twice`);
    if (places.length !== day.people.length + children(input)) faults.push(`${date}: not everyone`);
  }
  return faults;
}

/** Where everyone is on the day by this answer. */
function faultsOfMoves(
  input: CanComeInput,
  answer: Extract<CanCome, { outcome: 'moves' }>,
  days: readonly string[],
): string[] {
  const faults: string[] = [];
  for (const date of days) {
    const day = dayOf(input, date);
    const taken: string[] = [];
    for (const person of day.people) {
      const moves = answer.moves.filter(
        ({ who, period }) =>
          who.kind === person.kind && who.id === person.guest.id && lies(date, period),
      );
      const place = moves[0]?.to ?? person.guest.placeId;
      if (moves.length > 1 || place === null || !mayHave(day, person).includes(place)) {
        faults.push(`${date}: ${person.guest.id} may not be in ${place}`);
      }
      if (moves[0] && moves[0].from !== person.guest.placeId) faults.push('moves from elsewhere');
      taken.push(String(place));
    }
    for (let child = 1; child <= children(input); child += 1) {
      const there = answer.lodgings.filter((l) => l.child === child && lies(date, l.period));
      const place = there[0]?.place ?? '';
      if (there.length !== 1 || !childOptions(input, day).includes(place)) {
        faults.push(`${date}: child ${child} may not be in ${place}`);
      }
      taken.push(place);
    }
    if (new Set(taken).size !== taken.length) faults.push(`${date}: a place twice`);
  }
  if (answer.onceAndForGood) {
    const who = answer.moves.map((move) => `${move.who.kind} ${move.who.id}`);
    if (new Set(who).size !== who.length) faults.push('somebody moves twice');
    if (answer.lodgings.length !== children(input)) faults.push('the child moves');
    for (const { who: mover, period } of answer.moves) {
      const guests: readonly HousedGuest[] = mover.kind === 'stay' ? input.stays : input.promises;
      const end = guests.find(({ id }) => id === mover.id)?.period.until;
      if (end !== period.until) faults.push(`${mover.id} moves back`);
    }
  }
  return faults;
}

/** A day is possible or named as short, and each shortage is proved by counting. */
function faultsOfShort(
  input: CanComeInput,
  answer: Extract<CanCome, { outcome: 'impossible' }>,
  date: string,
): string[] {
  const named = answer.shortages.filter(({ period }) => lies(date, period));
  const faults: string[] = [];
  if (possibleOn(input, date) !== (named.length === 0)) faults.push(`${date}: wrongly named`);
  const day = dayOf(input, date);
  const alone = day.people.map((person) => mayHave(day, person));
  const already = !housesAll(alone);
  if (already !== named.some((short) => short.alreadyShort)) faults.push(`${date}: already short?`);
  for (const short of named) {
    const people = short.inTheWay.map((ref) =>
      day.people.find(({ kind, guest }) => kind === ref.kind && guest.id === ref.id),
    );
    const places = new Set(short.children > 0 ? childOptions(input, day) : []);
    for (const person of people) {
      if (!person) faults.push(`${date}: somebody in the way is not there`);
      else for (const place of mayHave(day, person)) places.add(place);
    }
    if ([...places].sort().join() !== [...short.places].sort().join()) {
      faults.push(`${date}: other places`);
    }
    const more = people.length + short.children - places.size;
    if (more !== short.missing || more <= 0) faults.push(`${date}: ${more} too many`);
    if (short.children > children(input)) faults.push(`${date}: too many children`);
    faults.push(...faultsOfOutOfUse(input, day, short));
  }
  return faults;
}

function faultsOfOutOfUse(
  input: CanComeInput,
  day: Day,
  short: Extract<CanCome, { outcome: 'impossible' }>['shortages'][number],
): string[] {
  const asked = day.people
    .filter(({ kind, guest }) =>
      short.inTheWay.some((ref) => ref.kind === kind && ref.id === guest.id),
    )
    .map(({ guest }) => guest.needs);
  if (short.children > 0) asked.push(input.candidate.needs);
  const empty = day.exists.filter(
    (place) =>
      !day.usable.includes(place) &&
      !day.holders.has(place.id) &&
      asked.some((needs) => meets(place.features, needs)),
  );
  const right = empty
    .map((place) => place.id)
    .sort()
    .join();
  return right === [...short.outOfUse].sort().join() ? [] : [`out of use: ${right}`];
}
