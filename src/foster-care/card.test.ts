import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alikeAt,
  type Card,
  cardAt,
  cardFields,
  type CardFacts,
  lastLevel,
  leastAlike,
  safestCard,
} from './card.ts';
import * as codes from './codes.ts';

const ages = fc.tuple(fc.integer({ min: 0, max: 17 }), fc.integer({ min: 0, max: 17 }));
/** Facts with the usual ones more often than the rare, as in a real year. */
const facts: fc.Arbitrary<CardFacts> = fc
  .record({
    ages,
    children: fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 6 })),
    kind: fc.constantFrom(...codes.careKinds),
    length: fc.constantFrom(...codes.stayLengths),
    startWeek: fc.constantFrom(
      'THIS_WEEK' as const,
      'THIS_WEEK' as const,
      'NEXT_WEEK' as const,
      'LATER' as const,
    ),
    region: fc.constantFrom('WVL', 'OVL', 'ANT', 'LIM', 'VBR'),
    school: fc.constantFrom(...codes.schoolNeeds),
    pets: fc.constantFrom(...codes.petNeeds),
    access: fc.oneof(
      { weight: 8, arbitrary: fc.constant('NONE' as const) },
      fc.constantFrom(...codes.accessNeeds),
    ),
    contact: fc.constantFrom(...codes.contactFrequencies),
  })
  .map(({ ages: [a, b], ...rest }) => ({
    ...rest,
    youngest: rest.children === 1 ? a : Math.min(a, b),
    oldest: rest.children === 1 ? a : Math.max(a, b),
  }));
const year = fc.array(facts, { minLength: 1, maxLength: 300 });

/**
 * The attacker's own reading of a card, written apart from the ladder: could this child be meant? It knows everything that
 * is true of the child, and what the words on a card mean.
 */
function couldBe(child: CardFacts, card: Card): boolean {
  const days = codes.lengthDays[child.length];
  const holds: boolean[] = [
    card.ages === null || (card.ages.from <= child.youngest && child.oldest <= card.ages.to),
    card.siblings.together === child.children > 1,
    card.siblings.number === null ||
      (card.siblings.number === 4 ? child.children >= 4 : child.children === card.siblings.number),
    card.kind === null || card.kind === child.kind,
    card.length === null ||
      (card.length === 'UP_TO_WEEK'
        ? days <= 7
        : card.length === 'OVER_WEEK'
          ? days > 7
          : card.length === child.length),
    card.startWeek === null || card.startWeek === child.startWeek,
    card.region === null || card.region === child.region,
    card.school === null || card.school === child.school,
    card.pets === null || card.pets === child.pets,
    card.access === null ||
      (card.access === 'STEP_FREE' ? child.access !== 'NONE' : card.access === child.access),
    card.contact === null || card.contact === child.contact,
  ];
  return holds.every(Boolean);
}

type Ladder = (child: CardFacts, all: readonly CardFacts[]) => Card | null;
const withLadder: Ladder = (child, all) => safestCard(child, all)?.card ?? null;
/** The planted fault: every request as finely as it was asked. */
const ladderOff: Ladder = (child) => cardAt(0, child);

/** The cards of a year that point to fewer than five of its children, however much is known of each. */
function singledOut(all: readonly CardFacts[], ladder: Ladder): number {
  return all
    .map((child) => ladder(child, all))
    .filter((card) => card !== null)
    .filter((card) => all.filter((child) => couldBe(child, card)).length < leastAlike).length;
}

describe('an attacker who knows all that is true of a child, and all cards', () => {
  test('singles nobody out', () => {
    fc.assert(
      fc.property(year, (all) => {
        expect(singledOut(all, withLadder)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  test('finds children where the ladder is switched off', () => {
    const [all] = fc.sample(fc.array(facts, { minLength: 200, maxLength: 200 }), {
      numRuns: 1,
      seed: 7,
    });
    expect(singledOut(all!, ladderOff)).toBeGreaterThan(50);
    expect(singledOut(all!, withLadder)).toBe(0);
  });
});

describe('the ladder', () => {
  test('is climbed no further than needed', () => {
    fc.assert(
      fc.property(year, facts, (others, child) => {
        const all = [...others, child];
        const found = safestCard(child, all);
        const last = found ? found.level - 1 : lastLevel;
        for (let level = 0; level <= last; level++)
          expect(alikeAt(level, child, all)).toBeLessThan(leastAlike);
        if (found) expect(alikeAt(found.level, child, all)).toBeGreaterThanOrEqual(leastAlike);
      }),
      { numRuns: 40 },
    );
  });

  test('each rung keeps whom the one before it could mean', () => {
    fc.assert(
      fc.property(
        facts,
        facts,
        fc.integer({ min: 0, max: lastLevel - 1 }),
        (child, other, level) => {
          expect(couldBe(child, cardAt(level, child))).toBe(true);
          if (couldBe(other, cardAt(level, child)))
            expect(couldBe(other, cardAt(level + 1, child))).toBe(true);
        },
      ),
    );
  });

  test('each rung makes some card coarser', () => {
    const all = fc.sample(facts, { numRuns: 400, seed: 11 });
    for (let level = 1; level <= lastLevel; level++)
      expect([
        level,
        all.some(
          (one) => JSON.stringify(cardAt(level, one)) !== JSON.stringify(cardAt(level - 1, one)),
        ),
      ]).toEqual([level, true]);
  });

  test('ends with what everybody may know: whether they are brothers and sisters', () => {
    fc.assert(
      fc.property(facts, (child) => {
        const { siblings, ...rest } = cardAt(lastLevel, child);
        expect(Object.values(rest).every((value) => value === null)).toBe(true);
        expect(siblings).toEqual({ together: child.children > 1, number: null });
      }),
    );
  });
});

test('a card has ten fields, and no other', () => {
  expect(cardFields).toHaveLength(10);
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: lastLevel }), (child, level) => {
      expect(Object.keys(cardAt(level, child)).sort()).toEqual([...cardFields].sort());
    }),
  );
});

test('four alike are not enough, five are', () => {
  const [child] = fc.sample(facts, { numRuns: 1, seed: 3 });
  const times = (count: number) => Array.from({ length: count }, () => child!);
  expect(safestCard(child!, times(4))).toBeNull();
  expect(safestCard(child!, times(5))).toEqual({ level: 0, card: cardAt(0, child!) });
});
