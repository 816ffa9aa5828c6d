import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Period } from '../platform/period.ts';
import { canCome, type CanCome, type CanComeInput, type HousedGuest } from './can-come.ts';
import { faultsOfCanCome } from './can-come-oracle.ts';
import type { FeasiblePlace } from './feasible.ts';
import { FIRST_DAY, mostDays, someDays, someFeatures, somePlaces } from './housing.fixtures.ts';

const ALWAYS: Period = { from: '2020-01-01', until: null };
const MAY: Period = { from: '2026-05-01', until: '2026-06-01' };

const place = (id: string, features: string[] = [], rest: Partial<FeasiblePlace> = {}) => ({
  id,
  features,
  period: ALWAYS,
  outOfUse: [],
  ...rest,
});
const guest = (
  id: string,
  placeId: string | null,
  needs: string[] = [],
  period: Period = ALWAYS,
): HousedGuest => ({ id, placeId, needs, period });
const ask = (input: Partial<CanComeInput>): CanCome =>
  canCome({
    places: [],
    stays: [],
    promises: [],
    candidate: { needs: [], period: MAY },
    ...input,
  });

const askFor = (candidate: CanComeInput['candidate']): CanCome => ask({ candidate });

const inMay = (day: number, until: number): Period => ({
  from: addDays(MAY.from, day - 1),
  until: addDays(MAY.from, until - 1),
});

describe('hand examples', () => {
  test('one place that is both the only adapted and the only single room', () => {
    const places = [place('both', ['adapted', 'single']), place('plain')];
    const promises = [guest('a', 'both', ['adapted'])];
    const answer = ask({ places, promises, candidate: { needs: ['single'], period: MAY } });
    expect(answer).toEqual({
      outcome: 'impossible',
      shortages: [
        {
          period: MAY,
          inTheWay: [{ kind: 'promise', id: 'a' }],
          children: 1,
          places: ['both'],
          missing: 1,
          needs: [['adapted'], ['single']],
          alreadyShort: false,
          outOfUse: [],
        },
      ],
      first: null,
      firstWithoutMoves: null,
    });
  });

  test('the plainest free place is given, the same whatever the order of the input', () => {
    const places = [place('c', ['x', 'y']), place('b', ['x']), place('a', ['x']), place('d')];
    const candidate = { needs: ['x'], period: MAY };
    const free = { outcome: 'free', places: ['a'], settled: [] };
    expect(ask({ places, candidate })).toEqual(free);
    expect(ask({ places: places.toReversed(), candidate })).toEqual(free);
    expect(ask({ places, candidate: { ...candidate, size: 3 } })).toMatchObject({
      places: ['a', 'b', 'c'],
    });
  });

  test('a place is free on the day that a stay ends, and not the day before', () => {
    const places = [place('p')];
    const stays = [guest('s', 'p', [], { from: '2026-01-01', until: '2026-05-01' })];
    expect(ask({ places, stays })).toMatchObject({ outcome: 'free', places: ['p'] });
    const candidate = { needs: [], period: { from: '2026-04-30', until: '2026-05-03' } };
    expect(ask({ places, stays, candidate })).toMatchObject({
      outcome: 'impossible',
      shortages: [{ period: { from: '2026-04-30', until: '2026-05-01' } }],
      first: '2026-05-01',
      firstWithoutMoves: '2026-05-01',
    });
  });

  test('one makes way for the other, once and until the end of the stay', () => {
    const places = [place('adapted', ['adapted']), place('plain')];
    const stays = [guest('s', 'adapted', [], { from: '2026-01-01', until: '2026-09-01' })];
    const candidate = { needs: ['adapted'], period: MAY };
    expect(ask({ places, stays, candidate })).toEqual({
      outcome: 'moves',
      lodgings: [{ child: 1, place: 'adapted', period: MAY }],
      moves: [
        {
          who: { kind: 'stay', id: 's' },
          from: 'adapted',
          to: 'plain',
          period: { from: '2026-05-01', until: '2026-09-01' },
        },
      ],
      onceAndForGood: true,
      firstWithoutMoves: '2026-09-01',
    });
  });

  test('a child that itself would change place is shown as moving', () => {
    const half = '2026-05-15';
    const places = [
      place('early', [], { period: { from: '2020-01-01', until: half } }),
      place('late', [], { period: { from: half, until: null } }),
    ];
    expect(ask({ places })).toEqual({
      outcome: 'moves',
      lodgings: [
        { child: 1, place: 'early', period: { from: MAY.from, until: half } },
        { child: 1, place: 'late', period: { from: half, until: MAY.until } },
      ],
      moves: [],
      onceAndForGood: false,
      firstWithoutMoves: half,
    });
  });

  test('a stay without a place counts, and takes the place that nobody else needs', () => {
    const places = [place('plain'), place('adapted', ['adapted'])];
    const candidate = { needs: ['adapted'], period: MAY };
    expect(ask({ places, stays: [guest('s', null)], candidate })).toEqual({
      outcome: 'free',
      places: ['adapted'],
      settled: [{ who: { kind: 'stay', id: 's' }, from: null, to: 'plain', period: MAY }],
    });
    const two = [guest('s', null), guest('t', 'elsewhere')];
    expect(ask({ places, stays: two, candidate })).toMatchObject({
      outcome: 'impossible',
      shortages: [
        {
          children: 1,
          inTheWay: [
            { kind: 'stay', id: 's' },
            { kind: 'stay', id: 't' },
          ],
          places: ['plain', 'adapted'],
          missing: 1,
          alreadyShort: false,
        },
      ],
    });
  });

  test('nothing is promised over a stay that already has nowhere to be', () => {
    const answer = ask({ places: [place('p')], stays: [guest('s', null, ['adapted'])] });
    expect(answer).toMatchObject({
      outcome: 'impossible',
      shortages: [{ alreadyShort: true, children: 0, places: [], needs: [['adapted']] }],
    });
  });

  test('a stay keeps a place out of use, a promise loses it', () => {
    const out = place('out', [], { outOfUse: [ALWAYS] });
    const places = [out, place('p')];
    expect(ask({ places, stays: [guest('s', 'out')] })).toMatchObject({ outcome: 'free' });
    expect(ask({ places, promises: [guest('s', 'out')] })).toMatchObject({
      outcome: 'impossible',
      shortages: [{ places: ['p'], outOfUse: ['out'], missing: 1, alreadyShort: false }],
    });
  });

  test('two stays in one place count as two', () => {
    const places = [place('p'), place('q')];
    const stays = [guest('s', 'p'), guest('t', 'p')];
    expect(ask({ places, stays })).toMatchObject({ outcome: 'impossible' });
  });

  test('a stay and a promise may have the same id', () => {
    const places = [place('p'), place('q'), place('r')];
    const answer = ask({ places, stays: [guest('x', 'p')], promises: [guest('x', 'q')] });
    expect(answer).toMatchObject({ outcome: 'free', places: ['r'] });
  });

  test('two who follow one another in a place both make way', () => {
    const places = [place('adapted', ['adapted']), place('plain')];
    const stays = [
      guest('s', 'adapted', [], { from: '2026-01-01', until: '2026-05-10' }),
      guest('t', 'adapted', [], { from: '2026-05-10', until: '2026-09-01' }),
    ];
    const candidate = { needs: ['adapted'], period: MAY };
    const answer = ask({ places, stays, candidate });
    expect(answer).toMatchObject({
      outcome: 'moves',
      lodgings: [{ place: 'adapted', period: MAY }],
      moves: [
        { who: { id: 's' }, period: { from: '2026-05-01', until: '2026-05-10' } },
        { who: { id: 't' }, period: { from: '2026-05-10', until: '2026-06-01' } },
      ],
      onceAndForGood: false,
    });
    expect(faultsOfCanCome({ places, stays, promises: [], candidate }, answer)).toEqual([]);
  });

  test('who comes later finds the place given to them, and who borrowed it makes way', () => {
    const may10 = '2026-05-10';
    const outOfUse = [
      { from: '2026-01-01', until: may10 },
      { from: '2026-06-01', until: null },
    ];
    const places = [place('a', ['x']), place('b'), place('c', [], { outOfUse })];
    const stays = [guest('s', 'a'), guest('t', 'b', [], { from: may10, until: '2026-07-01' })];
    const candidate = { needs: ['x'], period: MAY };
    expect(ask({ places, stays, candidate })).toMatchObject({
      outcome: 'moves',
      onceAndForGood: false,
      moves: [
        { who: { id: 's' }, to: 'b', period: { from: MAY.from, until: may10 } },
        { who: { id: 's' }, to: 'c', period: { from: may10, until: MAY.until } },
      ],
    });
  });

  test('nobody moves for good into a place that somebody without one will need', () => {
    const places = [place('adapted', ['adapted']), place('plain')];
    const stays = [
      guest('s', 'adapted', [], { from: '2026-01-01', until: '2026-09-01' }),
      guest('later', null, [], { from: '2026-07-01', until: '2026-08-01' }),
    ];
    expect(ask({ places, stays, candidate: { needs: ['adapted'], period: MAY } })).toMatchObject({
      outcome: 'moves',
      onceAndForGood: false,
      moves: [{ who: { id: 's' }, to: 'plain', period: MAY }],
    });
  });

  test('a chain never sends two to one place', () => {
    const input: CanComeInput = {
      places: [place('p', ['c', 'h', 'z']), place('q', ['h', 'y']), place('r', ['y', 'z'])],
      stays: [
        guest('h', 'p', ['h'], inMay(2, 4)),
        guest('y', 'q', ['y'], inMay(3, 10)),
        guest('z', 'r', ['z'], inMay(6, 21)),
      ],
      promises: [],
      candidate: { needs: ['c'], period: inMay(2, 11) },
    };
    const answer = canCome(input);
    expect(answer).toMatchObject({ outcome: 'moves', onceAndForGood: false });
    expect(faultsOfCanCome(input, answer)).toEqual([]);
  });

  test('a place tried in vain is left to who holds none', () => {
    const second = '2026-05-02';
    const places = [
      place('half', [], { period: { from: '2026-01-01', until: second } }),
      place('whole', ['x']),
    ];
    const stays = [guest('s', null, [], { from: '2026-05-01', until: second })];
    expect(ask({ places, stays })).toMatchObject({
      outcome: 'free',
      places: ['whole'],
      settled: [{ to: 'half' }],
    });
  });

  test('two children come when the one without a place has gone', () => {
    const stays = [guest('s', null, [], { from: '2026-01-01', until: '2026-05-06' })];
    const places = [place('p'), place('q')];
    expect(ask({ places, stays, candidate: { needs: [], period: MAY, size: 2 } })).toMatchObject({
      outcome: 'impossible',
      shortages: [{ period: { from: MAY.from, until: '2026-05-06' }, children: 2, missing: 1 }],
      first: '2026-05-06',
      firstWithoutMoves: '2026-05-06',
    });
  });

  test('a wrong question is refused', () => {
    const from = '2026-05-01';
    expect(() => askFor({ needs: [], period: { from, until: from } })).toThrow(RangeError);
    expect(() => askFor({ needs: [], period: { from, until: '2026-04-30' } })).toThrow(RangeError);
    expect(() => askFor({ needs: [], period: { from: '2026-02-30', until: null } })).toThrow(
      RangeError,
    );
    expect(() => askFor({ needs: [], period: MAY, size: 0 })).toThrow(RangeError);
    expect(() => askFor({ needs: [], period: MAY, size: 1.5 })).toThrow(RangeError);
  });
});

const someGuests = (prefix: string, most: number): fc.Arbitrary<HousedGuest[]> =>
  fc
    .array(
      fc.record({
        period: fc.oneof(mostDays, someDays),
        needs: someFeatures,
        placeId: fc.option(
          fc.nat(5).map((index) => `p${index}`),
          { nil: null, freq: 5 },
        ),
      }),
      { maxLength: most },
    )
    .map((guests) => guests.map((one, index) => ({ id: `${prefix}${index}`, ...one })));

const someAsked = fc
  .tuple(fc.nat(5), fc.option(fc.integer({ min: 1, max: 6 }), { nil: null, freq: 5 }))
  .map(([start, days]): Period => {
    const from = addDays(FIRST_DAY, start);
    return { from, until: days === null ? null : addDays(from, days) };
  });

const someQuestion: fc.Arbitrary<CanComeInput> = fc.record({
  places: somePlaces(6),
  stays: someGuests('s', 4),
  promises: someGuests('h', 2),
  candidate: fc.record({
    needs: someFeatures,
    period: someAsked,
    size: fc.constantFrom(1, 1, 1, 2),
  }),
});

/** The question with everyone already in a place that suits: moves and chains are common. */
const someFullHouse: fc.Arbitrary<CanComeInput> = someQuestion.map((input) => {
  const taken = new Set<string>();
  const settle = (guests: readonly HousedGuest[]) =>
    guests.map((one) => {
      const fit = input.places.find(
        ({ id, features }) => !taken.has(id) && one.needs.every((need) => features.includes(need)),
      );
      if (fit) taken.add(fit.id);
      return { ...one, placeId: fit?.id ?? one.placeId };
    });
  return { ...input, stays: settle(input.stays), promises: settle(input.promises) };
});

/** Each place but one has a stay that needs little; the child needs what some place has. */
const someTightHouse: fc.Arbitrary<CanComeInput> = fc
  .record({
    places: fc.array(
      fc.record({ features: someFeatures, outOfUse: fc.array(someDays, { maxLength: 1 }) }),
      { minLength: 2, maxLength: 5 },
    ),
    stays: fc.array(fc.record({ needs: fc.nat(2), period: fc.oneof(mostDays, someDays) }), {
      minLength: 4,
      maxLength: 4,
    }),
    asked: someAsked,
    wanted: fc.nat(4),
    quiet: fc.boolean(),
  })
  .map(({ places, stays, asked, wanted, quiet }) => ({
    places: places.map(({ features, outOfUse }, index) =>
      place(`p${index}`, features, { outOfUse: quiet ? [] : outOfUse }),
    ),
    stays: places.slice(1).map(({ features }, index) => {
      const { needs = 0, period = ALWAYS } = stays[index] ?? {};
      return guest(`s${index}`, `p${index + 1}`, features.slice(needs), quiet ? ALWAYS : period);
    }),
    promises: [],
    candidate: { needs: places[wanted % places.length]?.features ?? [], period: asked },
  }));

/** Every place is out of use or taken on some of the days: the child, or others, move from day to day. */
const somePatchwork: fc.Arbitrary<CanComeInput> = fc
  .record({
    from: fc.array(fc.nat(5), { minLength: 3, maxLength: 5 }),
    taken: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    needs: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    promised: fc.array(someDays, { maxLength: 2 }),
  })
  .map(({ from, taken, needs, promised }) => {
    const days = from.map((start): Period => {
      const first = addDays(FIRST_DAY, start);
      return { from: first, until: addDays(first, 2) };
    });
    return {
      places: days.map((out, index) =>
        place(`p${index}`, needs[index] ? ['x'] : [], { outOfUse: taken[index] ? [] : [out] }),
      ),
      stays: days.flatMap((busy, index) =>
        taken[index] ? [guest(`s${index}`, `p${index}`, [], busy)] : [],
      ),
      promises: promised.map((period, index) => guest(`h${index}`, null, [], period)),
      candidate: {
        needs: needs[0] ? ['x'] : [],
        period: { from: FIRST_DAY, until: addDays(FIRST_DAY, 7) },
      },
    };
  });

const anyQuestion = fc.oneof(someQuestion, someFullHouse, someTightHouse, somePatchwork);

const holds = (rule: (input: CanComeInput) => CanCome) =>
  fc.property(anyQuestion, (input) => {
    expect(faultsOfCanCome(input, rule(input))).toEqual([]);
  });

const isCaught = (rule: (input: CanComeInput) => CanCome) =>
  fc.check(holds(rule), { numRuns: 2000, seed: 20_260_504 }).failed;

describe('against trying everything', () => {
  test('every answer is right, and every kind of answer comes up', () => {
    const seen = new Map<string, number>();
    fc.assert(
      holds((input) => {
        const answer = canCome(input);
        const chain = answer.outcome === 'moves' && answer.onceAndForGood ? ' once' : '';
        const kind = answer.outcome + chain;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        return answer;
      }),
      { numRuns: 3000 },
    );
    for (const kind of ['free', 'moves', 'moves once', 'impossible']) {
      expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(20);
    }
  }, 60_000);

  test.each<[string, (input: CanComeInput) => CanComeInput]>([
    ['promises', (input) => ({ ...input, promises: [] })],
    [
      'stays without a place',
      (input) => ({ ...input, stays: input.stays.filter((stay) => stay.placeId !== null) }),
    ],
    [
      'days out of use',
      (input) => ({ ...input, places: input.places.map((one) => ({ ...one, outOfUse: [] })) }),
    ],
    [
      'the last need',
      ({ candidate, ...rest }) => ({
        ...rest,
        candidate: { ...candidate, needs: candidate.needs.slice(0, -1) },
      }),
    ],
    [
      'a second child',
      ({ candidate, ...rest }) => ({ ...rest, candidate: { ...candidate, size: 1 } }),
    ],
    [
      'that a stay has ended',
      (input) => ({
        ...input,
        stays: input.stays.map((stay) => ({
          ...stay,
          period: {
            from: stay.period.from,
            until: stay.period.until === null ? null : addDays(stay.period.until, 1),
          },
        })),
      }),
    ],
  ])('a rule that forgets %s is caught', (_, forget) => {
    expect(isCaught((input) => canCome(forget(input)))).toBe(true);
  });

  test.each<[string, (answer: CanCome) => CanCome]>([
    [
      'calls moves free',
      (answer) =>
        answer.outcome === 'moves'
          ? { outcome: 'free', places: answer.lodgings.map((l) => l.place), settled: [] }
          : answer,
    ],
    [
      'never sees that moving helps',
      (answer) =>
        answer.outcome === 'moves'
          ? { outcome: 'impossible', shortages: [], first: null, firstWithoutMoves: null }
          : answer,
    ],
    [
      'forgets one who moves',
      (answer) =>
        answer.outcome === 'moves' ? { ...answer, moves: answer.moves.slice(1) } : answer,
    ],
    [
      'forgets one in the way',
      (answer) =>
        answer.outcome === 'impossible'
          ? {
              ...answer,
              shortages: answer.shortages.map((short) => ({
                ...short,
                inTheWay: short.inTheWay.slice(1),
              })),
            }
          : answer,
    ],
    [
      'forgets a shortage',
      (answer) =>
        answer.outcome === 'impossible'
          ? { ...answer, shortages: answer.shortages.slice(1) }
          : answer,
    ],
    [
      'is a day late',
      (answer) =>
        answer.outcome === 'impossible' && answer.first !== null
          ? { ...answer, first: addDays(answer.first, 1) }
          : answer,
    ],
  ])('a rule that %s is caught', (_, spoil) => {
    expect(isCaught((input) => spoil(canCome(input)))).toBe(true);
  });

  test('the order of the input makes no difference', () => {
    fc.assert(
      fc.property(anyQuestion, (input) => {
        const turned = {
          ...input,
          places: input.places.toReversed(),
          stays: input.stays.toReversed(),
          promises: input.promises.toReversed(),
        };
        expect(canCome(turned)).toEqual(canCome(input));
      }),
      { numRuns: 500 },
    );
  });
});
