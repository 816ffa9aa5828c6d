import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareSoft, type SoftFacts } from '../nearness.ts';
import { askFit, failingOf } from '../eligibility.ts';
import { proposedFitRules } from '../fit-facts.ts';
import { aChild, anOffer, START } from '../fit.fixtures.ts';
import { recomputeRound } from '../round-record.ts';
import { checkAnswer } from '../round/check-answer.ts';
import type { RoundInput } from '../round/instance.ts';
import { loadSolver, type SolveMip } from '../round/mip.ts';
import { consequencesOf } from './consequences.ts';
import { drawSketch } from './draw-sketch.ts';
import { fitWeight } from './fit-weight.ts';
import { allHoused } from './housed-together.ts';
import type { RoundFacts } from './lay-round.ts';
import { inputOf } from './make-sketch.ts';
import type { DrawnRound } from './round-thread.ts';
import type { Sketch } from './sketch.ts';
import { aParty, aScene, questionOf, solvingWith, someFacts } from './sketch.fixtures.ts';
import { whyLeftOut } from './why-left-out.ts';

let solver: SolveMip;
beforeAll(async () => {
  solver = await loadSolver();
});
const solving = () => solvingWith(() => Promise.resolve(solver));
const draw = (facts: RoundFacts): Promise<DrawnRound> =>
  drawSketch(questionOf(facts), solving(), (id) => `nonce of ${id}`);

/** By the definition: units where each could live by the rules of fit, each place by itself, everything tried. */
function byTheBook(facts: RoundFacts, order: readonly string[]): string[] {
  const { from, rules } = facts;
  const rooms = facts.scenes.map(({ places }) => places.map(({ features }) => features));
  const may = (id: string) => {
    const { members } = facts.parties.find((party) => party.id === id)!;
    const [child, ...companions] = members;
    const asker = askFit({ child: child!, companions, period: { from, until: null }, rules });
    return facts.offers.flatMap((offer, unit) =>
      failingOf(asker.explain(offer)).every(({ criterion }) => criterion === 'PLACE') ? [unit] : [],
    );
  };
  const apart = (a: string, b: string) => {
    const of = (id: string) => facts.parties.find((party) => party.id === id)!.members;
    const names = (one: string, other: string) =>
      of(one).some((member) =>
        member.apartFrom.some(({ id }) => of(other).some(({ requestId }) => requestId === id)),
      );
    return names(a, b) || names(b, a);
  };
  const needs = (id: string) =>
    facts.parties.find((party) => party.id === id)!.members.map((member) => member.needs);
  const fits = (ids: readonly string[], at: ReadonlyMap<string, number>): boolean => {
    const next = ids[at.size];
    if (next === undefined) return true;
    return may(next).some((unit) => {
      const there = [...at].flatMap(([id, each]) => (each === unit ? [id] : []));
      if (there.some((id) => apart(id, next))) return false;
      if (!allHoused(rooms[unit]!, [...there, next].flatMap(needs))) return false;
      return fits(ids, new Map([...at, [next, unit]]));
    });
  };
  const placed: string[] = [];
  for (const id of order) if (fits([...placed, id], new Map())) placed.push(id);
  return placed;
}

describe.each([
  ['single children', { groups: false }],
  ['groups, and some apart', { groups: true }],
])('a round over the list: %s', (_name, kind) => {
  test('places whom the definition places, its checker passes, and each who is left out is told why', async () => {
    let left = 0;
    await fc.assert(
      fc.asyncProperty(someFacts(kind), async (facts) => {
        const { record, sketch } = await draw(facts);
        const { round, order } = record.answer;
        if ('infeasible' in round) throw new Error('nobody had to be placed');
        expect(checkAnswer(inputOf(record), round)).toBeNull();
        expect(round.placements.map(({ party }) => party).toSorted()).toEqual(
          byTheBook(facts, order).toSorted(),
        );
        expect(sketch.parties.filter(({ unit }) => unit !== null).length).toBe(
          round.placements.length,
        );
        for (const party of sketch.parties) {
          expect((party.unit === null) === (party.leftOut !== null)).toBe(true);
          if (party.leftOut && !kind.groups) {
            left++;
            expect(party.leftOut.because).toBe('HIGHER');
          }
        }
        const { tooFull, apart, departures, lose } = consequencesOf(sketch, new Map());
        expect([tooFull, apart, departures, lose]).toEqual([[], [], [], []]);
        expect(sketch.parties.map(({ rank }) => order[rank - 1])).toEqual(
          sketch.parties.map(({ id }) => id),
        );
        const again = await recomputeRound(JSON.parse(JSON.stringify(record)), solving());
        expect(again).toMatchObject({ intact: true, same: true });
      }),
      { numRuns: 150 },
    );
    if (!kind.groups) expect(left).toBeGreaterThan(10);
  });
});

/** Takes room of every kind in every place that an option uses, or leaves all as it is. */
function takes(
  room: Map<string, number[]>,
  { uses }: RoundInput['parties'][number]['options'][number],
): boolean {
  if (
    uses.some(([place, amounts]) =>
      amounts.some((amount, kind) => room.get(place)![kind]! < amount),
    )
  )
    return false;
  for (const [place, amounts] of uses)
    amounts.forEach((amount, kind) => (room.get(place)![kind]! -= amount));
  return true;
}

function letGo(
  room: Map<string, number[]>,
  { uses }: RoundInput['parties'][number]['options'][number],
): void {
  for (const [place, amounts] of uses)
    amounts.forEach((amount, kind) => (room.get(place)![kind]! += amount));
}

const roomOf = ({ places }: RoundInput) =>
  new Map(places.map(({ id, capacity }) => [id, [...capacity]]));

/** Everybody who can be, in some order that is not theirs: possible, and mostly not the best. */
function carelessly(input: RoundInput, seed: number): Map<string, number> {
  const room = roomOf(input);
  const chosen = new Map<string, number>();
  const turn = (rank: number) => (seed % 2 === 0 ? rank : (rank * 7919 + seed) % 13);
  for (const { id, options, rank } of input.parties.toSorted(
    (a, b) => turn(a.rank) - turn(b.rank),
  )) {
    if ((rank + seed) % 5 === 0) continue;
    const option = options.findIndex((each) => takes(room, each));
    if (option >= 0) chosen.set(id, option);
  }
  return chosen;
}

test('of any housing, careless ones too, nobody is told that others stand higher where they could be added', async () => {
  let told = 0;
  let refuted = 0;
  await fc.assert(
    fc.asyncProperty(someFacts({ groups: true }), fc.nat(20), async (facts, seed) => {
      const input = inputOf((await draw(facts)).record);
      const chosen = carelessly(input, seed);
      for (const [id, why] of whyLeftOut(input, chosen)) {
        const party = input.parties.find((each) => each.id === id)!;
        const kept = input.parties.filter((each) => each.rank < party.rank && chosen.has(each.id));
        const canBeAdded = housesAll(input, [...kept, party]);
        if (why === 'HIGHER') {
          told++;
          expect(canBeAdded).toBe(false);
        } else if (canBeAdded) refuted++;
      }
    }),
    { numRuns: 300 },
  );
  expect(told).toBeGreaterThan(8);
  expect(refuted).toBeGreaterThan(8);
});

function housesAll(input: RoundInput, parties: RoundInput['parties']): boolean {
  const room = roomOf(input);
  const take = (n: number): boolean =>
    n === parties.length ||
    parties[n]!.options.some((option) => {
      if (!takes(room, option)) return false;
      const fits = take(n + 1);
      letGo(room, option);
      return fits;
    });
  return take(0);
}

describe('what a change comes to', () => {
  const unit = (unitId: string) => ({ unitId, module: 'STAY_O12', rooms: [[]] });
  const soft = (homeKm: number): SoftFacts => ({
    preference: null,
    sibling: null,
    siblingKm: null,
    continuity: null,
    homeKm,
    schoolKm: null,
    networkKm: null,
  });
  const party = (id: string, rank: number, at: number | null, units: readonly number[]) => ({
    id,
    requestIds: [id],
    needs: [[]],
    rank,
    because: 'RANK' as const,
    lanes: [],
    siblings: { groupId: 'g', wish: 'PREFERRED' as const },
    options: units.map((each) => ({ unit: each, soft: soft(10 + each) })),
    unit: at,
    leftOut: at === null ? { because: 'HIGHER' as const } : null,
  });
  const sketch: Sketch = {
    units: [unit('u0'), unit('u1')],
    parties: [party('a', 1, 0, [0, 1]), party('b', 2, 1, [0, 1]), party('c', 3, null, [0, 1])],
    apart: [['a', 'b']],
    figures: {} as Sketch['figures'],
  };
  test.each<[string, [string, number | null][], Partial<ReturnType<typeof consequencesOf>>]>([
    ['nothing', [], { lose: [], gain: [], km: 21, children: 2, separated: 1, together: 0 }],
    [
      'two change places',
      [
        ['a', 1],
        ['b', 0],
      ],
      { move: ['a', 'b'], departures: [], km: 21 },
    ],
    ['one too many', [['c', 0]], { tooFull: [0], gain: ['c'] }],
    [
      'the second goes, the third comes',
      [
        ['b', null],
        ['c', 1],
      ],
      { lose: ['b'], gain: ['c'], departures: [{ id: 'c', passedOver: 'b' }], tooFull: [], km: 21 },
    ],
    ['the first goes', [['a', null]], { lose: ['a'], departures: [{ id: 'b', passedOver: 'a' }] }],
    ['the last goes', [['b', null]], { lose: ['b'], departures: [], km: 10 }],
    ['two who may not meet', [['b', 0]], { apart: [['a', 'b']], tooFull: [0], together: 1 }],
  ])('%s', (_name, choices, expected) => {
    expect(consequencesOf(sketch, new Map(choices))).toMatchObject(expected);
  });
});

test('who is called by a share is not whom no place suits', async () => {
  const facts: RoundFacts = {
    from: START,
    parties: [
      aParty([aChild({ requestId: 'none', personId: 'x', bornMonth: '2001-01' })], {
        key: { band: 2, since: '2019-01-01', tie: 1 },
        lanes: ['long'],
      }),
      aParty([aChild({ requestId: 'first', personId: 'y' })]),
      aParty([aChild({ requestId: 'long', personId: 'z' })], {
        key: { band: 2, since: '2020-01-01', tie: 1 },
        lanes: ['long'],
      }),
    ],
    offers: [anOffer()],
    scenes: [aScene(anOffer(), [[]])],
    rules: proposedFitRules,
  };
  const { record, sketch } = await draw(facts);
  expect(record.answer.order).toEqual(['long', 'first', 'none']);
  expect(sketch.parties.map(({ id, because }) => [id, because])).toEqual([
    ['long', 'SHARE'],
    ['first', 'RANK'],
  ]);
  expect(sketch.figures).toMatchObject({ leftOut: { NO_OPTION: 1, HIGHER: 1 }, certified: true });
});

const someSoft = fc.record({
  preference: fc.constantFrom(1, 2, null),
  sibling: fc.constantFrom('HERE', 'NEAR', null),
  siblingKm: fc.constant(null),
  continuity: fc.constantFrom('UNIT', 'PROVIDER', null),
  homeKm: fc.option(fc.nat(310)),
  schoolKm: fc.option(fc.nat(310)),
  networkKm: fc.option(fc.nat(310)),
}) as fc.Arbitrary<SoftFacts>;

test('the weight of a place is the child’s own order of places, and no other', () => {
  fc.assert(
    fc.property(someSoft, someSoft, (a, b) => {
      const byWeight = Math.sign(fitWeight(b, proposedFitRules) - fitWeight(a, proposedFitRules));
      const atStep = (soft: SoftFacts) => ({
        ...soft,
        homeKm: Math.floor((soft.homeKm ?? 0) / 5) * 5,
      });
      const byOrder = Math.sign(compareSoft(atStep(a), atStep(b), proposedFitRules));
      expect(byWeight).toBe(byOrder);
    }),
  );
});
