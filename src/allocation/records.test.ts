import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type CandidateRecord,
  eraseFromCandidates,
  recomputeCandidates,
  recordCandidates,
} from './candidate-record.ts';
import { compareKeys, type WaitingParty } from './candidates.ts';
import { type CallSource, listSource, NO_CALLS_BEFORE } from './call-lazily.ts';
import { someNearChild, someNearOffer, START } from './fit.fixtures.ts';
import { proposedFitRules } from './fit-facts.ts';
import { greatCircleRouter } from './nearness.ts';
import { eraseFromRound, recomputeRound, recordRound, type RoundFile } from './round-record.ts';
import { generatedRound, roundKinds } from './round/generated.fixtures.ts';
import { loadSolver, type SolveMip } from './round/mip.ts';
import { canonicalJson, digestOf, recordOf } from './sealed-record.ts';

const nonceOf = (id: string) => `nonce of ${id}`;
const orderRules = { version: 'v1', seed: '2026-47', content: { bands: ['A0', 'A1'] } };
/** Through text, as a database gives it back, with its fields in another order. */
const stored = <T>(record: T): T =>
  JSON.parse(
    JSON.stringify(record, (_, value: unknown) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ),
  );

describe('canonical JSON', () => {
  test('is one text for one value', () => {
    expect(canonicalJson({ b: [1, { d: null, c: undefined }], a: 'é' })).toBe(
      '{"a":"é","b":[1,{"d":null}]}',
    );
    expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
    expect(() => canonicalJson([Infinity])).toThrow(RangeError);
  });

  test('any value comes back from it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

const someAsked = fc.record({
  offer: someNearOffer,
  list: fc.array(
    fc.record({
      child: someNearChild,
      lanes: fc.subarray(['long', 'crisis']),
      exempt: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      room: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  ),
  most: fc.integer({ min: 1, max: 8 }),
  mostLooked: fc.integer({ min: 1, max: 25 }),
  page: fc.integer({ min: 1, max: 6 }),
});

async function someRecord(
  some: typeof someAsked extends fc.Arbitrary<infer T> ? T : never,
): Promise<CandidateRecord> {
  const list = some.list
    .map(({ child, lanes, exempt }, n): WaitingParty => {
      const member = { ...child, requestId: `r${n}` };
      return { id: `r${n}`, members: [member], key: keyOf(n), lanes, exempt };
    })
    .toSorted((a, b) => compareKeys(a.key, b.key));
  const whole = listSource(list);
  const paged = (pages: Iterable<readonly WaitingParty[]>) => {
    const all = [...pages].flat();
    return Array.from({ length: Math.ceil(all.length / some.page) }, (_, n) =>
      all.slice(n * some.page, (n + 1) * some.page),
    );
  };
  const source: CallSource<WaitingParty> = {
    exempt: () => paged(whole.exempt() as Iterable<readonly WaitingParty[]>),
    inAll: (lanes) => paged(whole.inAll(lanes) as Iterable<readonly WaitingParty[]>),
  };
  return await recordCandidates(
    source,
    {
      offer: some.offer,
      period: { from: START, until: null },
      rules: proposedFitRules,
      router: greatCircleRouter(),
      shares: [
        { lane: 'long', percent: 20 },
        { lane: 'crisis', percent: 33 },
      ],
      callsBefore: NO_CALLS_BEFORE,
      most: some.most,
      mostExcluded: 3,
      mostLooked: some.mostLooked,
      orderRules,
    },
    ({ id }) =>
      some.list[Number(id.slice(1))]!.room ? { outcome: 'free', places: ['x'], settled: [] } : null,
    nonceOf,
  );
}

const keyOf = (n: number) => ({
  band: n % 3,
  since: `2026-01-0${1 + (n % 5)}`,
  tie: (n * 37) % 101,
});

describe('a list of candidates', () => {
  test('any is recomputed byte for byte, and any change is found out', async () => {
    let stopped = 0;
    await fc.assert(
      fc.asyncProperty(someAsked, fc.nat(), async (some, pick) => {
        const record = await someRecord(some);
        if (!record.answer.complete) stopped++;
        const again = await recomputeCandidates(stored(record));
        expect(again).toEqual({ intact: true, erased: 0, same: true, because: null });
        expect(record.files.length).toBe(record.answer.looked);

        const changed = structuredClone(record);
        const file = changed.files[pick % changed.files.length]!.facts!.value.party;
        Object.assign(file, { lanes: ['forged'] });
        expect((await recomputeCandidates(changed)).intact).toBe(false);
        const forged = { ...record, answer: { ...record.answer, looked: 999 } };
        expect(await recomputeCandidates(forged)).toMatchObject({ intact: false, same: false });
      }),
      { numRuns: 150 },
    );
    expect(stopped).toBeGreaterThan(20);
  });

  test('files that were erased are counted, and the rest can still be checked', async () => {
    await fc.assert(
      fc.asyncProperty(someAsked, fc.nat(), async (some, pick) => {
        const record = await someRecord(some);
        const { id } = record.files[pick % record.files.length]!;
        const erased = eraseFromCandidates(stored(record), new Set([id]));
        expect(await recomputeCandidates(erased)).toEqual({
          intact: true,
          erased: 1,
          same: null,
          because: 'ERASED',
        });
        expect(erased.sha256).toBe(record.sha256);
        expect(JSON.stringify(erased)).not.toContain(nonceOf(id) + '"');
      }),
      { numRuns: 40 },
    );
  });
});

describe('a round', () => {
  let solver: SolveMip;
  beforeAll(async () => {
    solver = await loadSolver();
  });
  const solving = () => ({ loadSolver: () => Promise.resolve(solver), now: () => 0 });
  const someRound = (seed: number) => {
    const input = generatedRound(roundKinds[seed % roundKinds.length]!, seed, 16);
    const files = input.parties.map(
      ({ id, size, mustPlace, options }, n): RoundFile => ({
        id,
        key: keyOf(n),
        lanes: n % 4 === 0 ? ['long'] : [],
        exempt: n === 7,
        size,
        mustPlace,
        options: n % 9 === 5 && !mustPlace ? [] : options,
        excludedBy: n % 9 === 5 && !mustPlace ? ['AGE', 'MODULE'] : [],
      }),
    );
    return recordRound(
      {
        objective: 'order',
        places: input.places,
        shares: [{ lane: 'long', percent: 20 }],
        fitRules: proposedFitRules,
        orderRules,
        timeLimit: 60,
      },
      files,
      solving(),
      nonceOf,
    );
  };

  test('any is recomputed byte for byte, and any change is found out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (seed) => {
        const record = await someRound(seed);
        const again = await recomputeRound(stored(record), solving());
        expect(again).toEqual({ intact: true, erased: 0, same: true, because: null });
        expect(JSON.stringify(record)).not.toContain('seconds');
        const changed = { ...record, input: { ...record.input, shares: [] } };
        expect((await recomputeRound(changed, solving())).intact).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  test('files that were erased are counted; time that was up is said', async () => {
    const record = await someRound(4);
    const erased = eraseFromRound(record, new Set(['c1', 'c2', 'nobody']));
    expect(await recomputeRound(erased, solving())).toEqual({
      intact: true,
      erased: 2,
      same: null,
      because: 'ERASED',
    });
    const { round } = record.answer;
    if ('infeasible' in round) throw new Error('nobody had to be placed');
    const answer = { ...record.answer, round: { ...round, optimal: false } };
    const cut = recordOf('round', record.input, record.files, answer);
    expect(await recomputeRound(cut, solving())).toMatchObject({
      same: null,
      because: 'TIME_WAS_UP',
    });
  });
});
