/**
 * The card of a crisis request: exactly ten fields, none of which names a child, and the fixed ladder that makes them
 * coarser until at least five requests of the last year would give the same card (R114, rule 3 of the safeguards). Pure.
 * The database makes and checks the same card (`foster_care.card_at`); an agreement test holds the two together.
 */
import {
  type AccessNeed,
  type CareKind,
  type ContactFrequency,
  lengthDays,
  type PetNeed,
  type SchoolNeed,
  type StartWeek,
  type StayLength,
} from './codes.ts';

/** What is known of a request and bears on its card. Ages in whole years. */
export interface CardFacts {
  readonly youngest: number;
  readonly oldest: number;
  readonly children: number;
  readonly kind: CareKind;
  readonly length: StayLength;
  readonly startWeek: StartWeek;
  readonly region: string;
  readonly school: SchoolNeed;
  readonly pets: PetNeed;
  readonly access: AccessNeed;
  readonly contact: ContactFrequency;
}

/** How long on a card: as asked, or only whether it is more than a week. */
export type CardLength = StayLength | 'UP_TO_WEEK' | 'OVER_WEEK';
/** On a card: as asked, or only that there are no steps. */
export type CardAccess = AccessNeed | 'STEP_FREE';

/** The ten fields. Null: not on this card; the service knows. */
export interface Card {
  /** Years, both included. */
  readonly ages: { readonly from: number; readonly to: number } | null;
  /** Whether they are brothers and sisters, and how many children; 4 = four or more. */
  readonly siblings: { readonly together: boolean; readonly number: number | null };
  readonly kind: CareKind | null;
  readonly length: CardLength | null;
  readonly startWeek: StartWeek | null;
  readonly region: string | null;
  readonly school: SchoolNeed | null;
  readonly pets: PetNeed | null;
  readonly access: CardAccess | null;
  readonly contact: ContactFrequency | null;
}

/** The names of the ten fields: what is not here is on no card. */
export const cardFields = [
  'ages',
  'siblings',
  'kind',
  'length',
  'startWeek',
  'region',
  'school',
  'pets',
  'access',
  'contact',
] as const satisfies readonly (keyof Card)[];

/** The coarsest card: what is still told apart then stays. */
export const lastLevel = 14;
/** Which field each rung makes coarser or leaves out: the first entry is rung 1. */
export const ladder = [
  'contact',
  'length',
  'ages',
  'startWeek',
  'pets',
  'access',
  'school',
  'length',
  'number',
  'access',
  'ages',
  'region',
  'kind',
  'ages',
] as const;
/** So many requests of the last year give the same card, or it is not published. */
export const leastAlike = 5;

const fineBands = [0, 3, 6, 12, 15, 18] as const;
const schoolBands = [0, 6, 12, 18] as const;
const wideBands = [0, 12, 18] as const;

function agesAt(level: number, { youngest, oldest }: CardFacts): Card['ages'] {
  if (level >= 14) return null;
  const bands: readonly number[] = level >= 11 ? wideBands : level >= 3 ? schoolBands : fineBands;
  return {
    from: bands.findLast((start) => start <= youngest)!,
    to: bands.find((start) => start > oldest)! - 1,
  };
}

function lengthAt(level: number, { length }: CardFacts): CardLength | null {
  if (level >= 8) return null;
  if (level >= 2) return lengthDays[length] <= 7 ? 'UP_TO_WEEK' : 'OVER_WEEK';
  return length;
}

function accessAt(level: number, { access }: CardFacts): CardAccess | null {
  if (level >= 10) return null;
  return level >= 6 && access !== 'NONE' ? 'STEP_FREE' : access;
}

/**
 * The card at one rung of the ladder. Each rung makes one more field coarser: 1 contact, 2 length, 3 ages, 4 start week,
 * 5 pets, 6 accessibility, 7 school, 8 length, 9 number of children, 10 accessibility, 11 ages, 12 region, 13 kind, 14 ages.
 * @param level 0 (as asked) to {@link lastLevel}
 */
export function cardAt(level: number, facts: CardFacts): Card {
  const kept = <T>(value: T, goneAt: number): T | null => (level >= goneAt ? null : value);
  return {
    ages: agesAt(level, facts),
    siblings: { together: facts.children > 1, number: kept(Math.min(facts.children, 4), 9) },
    kind: kept(facts.kind, 13),
    length: lengthAt(level, facts),
    startWeek: kept(facts.startWeek, 4),
    region: kept(facts.region, 12),
    school: kept(facts.school, 7),
    pets: kept(facts.pets, 5),
    access: accessAt(level, facts),
    contact: kept(facts.contact, 1),
  };
}

const keyOf = (card: Card) => JSON.stringify(cardFields.map((field) => card[field]));

/** How many of the year's requests give the same card at this rung, itself counted when it is among them. */
export function alikeAt(level: number, facts: CardFacts, year: readonly CardFacts[]): number {
  const own = keyOf(cardAt(level, facts));
  return year.filter((each) => keyOf(cardAt(level, each)) === own).length;
}

/**
 * The finest card that does not single out: the first rung on which enough requests of the year are alike.
 * @param year the requests that were open in the last year, each child's repeats once, this one among them
 * @returns null when even the coarsest card would: then the service looks for a family itself
 */
export function safestCard(
  facts: CardFacts,
  year: readonly CardFacts[],
): { level: number; card: Card } | null {
  for (let level = 0; level <= lastLevel; level++)
    if (alikeAt(level, facts, year) >= leastAlike) return { level, card: cardAt(level, facts) };
  return null;
}
