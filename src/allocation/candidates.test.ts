import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CandidatesAsked,
  compareKeys,
  findCandidates,
  type WaitingParty,
} from './candidates.ts';
import { listSource, NO_CALLS_BEFORE } from './call-lazily.ts';
import { callOrder } from './call-order.ts';
import { askFit, failingOf } from './eligibility.ts';
import { aChild, anOffer, someNearChild, someNearOffer, START } from './fit.fixtures.ts';
import { proposedFitRules } from './fit-facts.ts';
import { greatCircleRouter } from './nearness.ts';

const asked = (changes: Partial<CandidatesAsked> = {}): CandidatesAsked => ({
  offer: anOffer(),
  period: { from: START, until: null },
  rules: proposedFitRules,
  router: greatCircleRouter(),
  shares: [],
  callsBefore: NO_CALLS_BEFORE,
  most: 20,
  mostExcluded: 5,
  mostLooked: 1000,
  ...changes,
});

const party = (n: number, changes: Partial<WaitingParty> = {}): WaitingParty => ({
  id: `r${n}`,
  members: [aChild({ requestId: `r${n}` })],
  key: { band: 1, since: '2026-01-01', tie: n },
  lanes: [],
  exempt: false,
  ...changes,
});

describe('candidates', () => {
  test('come in the order of the calls, each with why; the others with what does not fit', async () => {
    const boys = asked({
      offer: anOffer({ genderMix: 'GIRLS' }),
      shares: [{ lane: 'long', percent: 20 }],
    });
    const list = [
      party(1, { exempt: true }),
      party(2, { members: [aChild({ requestId: 'r2', sex: 'M', startFrom: '2027-01-01' })] }),
      party(3),
      party(4, { lanes: ['long'] }),
    ];
    const answer = await findCandidates(listSource(list), boys);
    expect(answer.candidates.map((each) => [...each.requestIds, each.because])).toEqual([
      ['r1', 'EXEMPT'],
      ['r4', 'SHARE'],
      ['r3', 'RANK'],
    ]);
    expect(answer).toMatchObject({
      looked: 4,
      excluded: 1,
      excludedBy: { START: 1, GROUP: 1 },
      complete: true,
    });
    expect(answer.listed[0]!.verdicts.map(({ code }) => code)).toEqual([
      'STARTS_LATER',
      'OTHER_GROUP',
    ]);
  });

  test('joint feasibility is asked only of who fits otherwise, and decides', async () => {
    const questions: string[] = [];
    const list = [1, 2, 3].map((n) =>
      party(n, { members: [aChild({ requestId: `r${n}`, sex: n === 1 ? 'M' : 'F' })] }),
    );
    const answer = await findCandidates(
      listSource(list),
      asked({ offer: anOffer({ genderMix: 'GIRLS', offerable: 0 }) }),
      {
        feasibility: ({ id }) => {
          questions.push(id);
          return Promise.resolve(
            id === 'r2'
              ? { outcome: 'free', places: ['x'], settled: [] }
              : { outcome: 'impossible', shortages: [], first: null, firstWithoutMoves: null },
          );
        },
      },
    );
    expect(questions).toEqual(['r2', 'r3']);
    expect(answer.candidates.map(({ requestIds }) => requestIds)).toEqual([['r2']]);
    expect(answer.excludedBy).toEqual({ GROUP: 1, PLACE: 2 });
  });

  test('brothers and sisters who must stay together are one candidate, for two places', async () => {
    const siblings = { groupId: 's', wish: 'REQUIRED' as const, requestIds: [], stays: [] };
    const pair = party(1, {
      members: ['r1', 'r9'].map((requestId) => aChild({ requestId, siblings })),
    });
    const places = async (offerable: number) => {
      const answer = await findCandidates(
        listSource([pair, party(2)]),
        asked({ offer: anOffer({ offerable }) }),
      );
      return answer.candidates.map(({ requestIds }) => requestIds);
    };
    expect(await places(2)).toEqual([['r1', 'r9'], ['r2']]);
    expect(await places(1)).toEqual([['r2']]);
  });

  test('stops after so many, and says that it did', async () => {
    const list = Array.from({ length: 50 }, (_, n) =>
      party(n, { members: [aChild({ requestId: `r${n}`, sex: n % 10 === 9 ? 'F' : 'M' })] }),
    );
    const girls = { offer: anOffer({ genderMix: 'GIRLS' }) };
    const some = await findCandidates(listSource(list), asked({ ...girls, mostLooked: 25 }));
    expect([some.candidates.length, some.looked, some.complete]).toEqual([2, 25, false]);
    const two = await findCandidates(listSource(list), asked({ ...girls, most: 2 }));
    expect([two.candidates.length, two.looked, two.complete]).toEqual([2, 20, false]);
  });
});

test('any list: who fits, as called on the whole list; who does not, counted and listed in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      someNearOffer,
      fc.array(
        fc.record({
          child: someNearChild,
          lanes: fc.subarray(['long', 'crisis']),
          exempt: fc.boolean(),
        }),
        { maxLength: 25 },
      ),
      fc.integer({ min: 0, max: 60 }),
      async (offer, some, percent) => {
        const list = some
          .map(({ child, lanes, exempt }, n) =>
            party(n, {
              members: [{ ...child, requestId: `r${n}`, siblings: null }],
              key: { band: n % 3, since: child.startFrom, tie: n },
              lanes,
              exempt,
            }),
          )
          .toSorted((a, b) => compareKeys(a.key, b.key));
        const shares = [
          { lane: 'long', percent },
          { lane: 'crisis', percent: 10 },
        ];
        const question = asked({ offer, shares, most: 100, mostExcluded: 3 });
        const answer = await findCandidates(listSource(list), question);
        const failing = new Map(
          list.map((each) => [
            each,
            failingOf(
              askFit({ child: each.members[0]!, companions: [], ...question }).explain(offer),
            ),
          ]),
        );
        const fitting = list.filter((each) => failing.get(each)!.length === 0);
        const ranked = fitting.map((each, rank) => ({ ...each, rank }));
        expect(answer.candidates.map(({ requestIds }) => requestIds[0])).toEqual(
          callOrder(ranked, shares).map(({ id }) => id),
        );
        const out = list.filter((each) => failing.get(each)!.length > 0);
        expect(answer.listed).toEqual(
          out.slice(0, 3).map((each) => ({ requestIds: [each.id], verdicts: failing.get(each)! })),
        );
        expect([answer.looked, answer.excluded]).toEqual([list.length, out.length]);
        for (const [criterion, count] of Object.entries(answer.excludedBy)) {
          expect(count).toBe(
            out.filter((each) => failing.get(each)!.some((one) => one.criterion === criterion))
              .length,
          );
        }
      },
    ),
    { numRuns: 200 },
  );
});
