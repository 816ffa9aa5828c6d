import * as fc from 'fast-check';
import type { UnitScene } from '../../capacity/index.ts';
import { compareKeys, type WaitingParty } from '../candidates.ts';
import type { ChildFacts, OfferFacts } from '../fit-facts.ts';
import { proposedFitRules } from '../fit-facts.ts';
import { aChild, anOffer, START } from '../fit.fixtures.ts';
import type { RoundSolving } from '../round-record.ts';
import type { RoundFacts } from './lay-round.ts';
import type { RoundQuestion } from './round-thread.ts';

/** An empty unit with places of these features. */
export const aScene = (
  { unitId, moduleCode }: OfferFacts,
  rooms: readonly (readonly string[])[],
): UnitScene => ({
  unitId,
  module: moduleCode,
  places: rooms.map((features, n) => ({
    id: `${unitId}-${n}`,
    features,
    period: { from: '2020-01-01', until: null },
    outOfUse: [],
  })),
  stays: [],
  promises: [],
  counted: [],
});

export const aParty = (
  members: readonly ChildFacts[],
  changes: Partial<WaitingParty> = {},
): WaitingParty => ({
  id: members[0]!.requestId,
  members,
  key: { band: 1, since: '2026-01-01', tie: 0 },
  lanes: [],
  exempt: false,
  ...changes,
});

const unitIds = ['u1', 'u2', 'u3'] as const;
const someUnit = (unitId: string) =>
  fc.record({
    offer: fc
      .record({
        ageMax: fc.constantFrom(13, 17, 17),
        genderMix: fc.constantFrom('MIXED', 'MIXED', 'GIRLS' as const),
        lat: fc.constantFrom(51, 50.9),
      })
      .map(({ lat, ...rest }) =>
        anOffer({
          unitId,
          ...rest,
          offerable: 3,
          point: { lat, lon: 3.8 },
          placeFeatures: [[], ['adapted']],
        }),
      ),
    rooms: fc.array(fc.constantFrom<string[]>([], [], ['adapted']), { minLength: 1, maxLength: 3 }),
  });

const someMember = fc.record({
  bornMonth: fc.constantFrom('2012-03', '2014-01', '2009-05'),
  sex: fc.constantFrom('F', 'M' as const),
  needs: fc.constantFrom<string[]>([], [], [], ['adapted']),
  away: fc.subarray([...unitIds], { maxLength: 2 }),
});

export interface RoundKind {
  /** Groups that come together, and children who may not live together. */
  readonly groups: boolean;
}

/** Any small round: a few units with a few rooms, a few parties. */
export const someFacts = ({ groups }: RoundKind): fc.Arbitrary<RoundFacts> =>
  fc
    .record({
      units: fc.tuple(...unitIds.map(someUnit)),
      parties: fc.array(
        fc.record({
          members: fc.array(someMember, { minLength: 1, maxLength: groups ? 3 : 1 }),
          band: fc.integer({ min: 0, max: 2 }),
          lanes: fc.subarray(['long']),
          exempt: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
          apartFrom: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
        }),
        { minLength: 1, maxLength: 7 },
      ),
    })
    .map(({ units, parties }): RoundFacts => {
      const idsOf = (n: number, size: number) =>
        Array.from({ length: size }, (_, m) => `r${n}-${m}`);
      const made = parties.map((party, n) => {
        const ids = idsOf(n, party.members.length);
        const other = groups && party.apartFrom !== n ? party.apartFrom : null;
        const members = party.members.map(({ away, ...rest }, m) =>
          aChild({
            ...rest,
            requestId: ids[m]!,
            personId: `p${ids[m]}`,
            apartFrom: [
              ...away.map((id) => ({ kind: 'UNIT' as const, id })),
              ...(other === null ? [] : [{ kind: 'REQUEST' as const, id: `r${other}-0` }]),
            ],
            siblings:
              ids.length === 1
                ? null
                : {
                    groupId: `g${n}`,
                    wish: 'REQUIRED',
                    requestIds: ids.filter((id) => id !== ids[m]),
                    stays: [],
                  },
          }),
        );
        const { lanes, exempt, band } = party;
        return aParty(members, { key: { band, since: '2026-01-01', tie: n }, lanes, exempt });
      });
      return {
        from: START,
        parties: made.toSorted((a, b) => compareKeys(a.key, b.key)),
        offers: units.map(({ offer }) => offer),
        scenes: units.map(({ offer, rooms }) => aScene(offer, rooms)),
        rules: proposedFitRules,
      };
    });

export const questionOf = (facts: RoundFacts): RoundQuestion => ({
  facts,
  shares: [{ lane: 'long', percent: 20 }],
  orderRules: { version: 'v1', seed: '2026-47', content: {} },
  timeLimit: 60,
});

export const solvingWith = (loadSolver: RoundSolving['loadSolver']): RoundSolving => ({
  loadSolver,
  now: () => 0,
});
