import type { WaitingParty } from '../candidates.ts';
import { ruledOutFor } from '../company-criteria.ts';

/**
 * Parties that may not live in one unit, as one of either names one of the other, or as they are of a group that stays
 * apart. Those who live somewhere already are the fit's own question.
 */
export function apartPairs(parties: readonly WaitingParty[]): (readonly [string, string])[] {
  const partyOf = new Map(
    parties.flatMap(({ id, members }) => members.map(({ requestId }) => [requestId, id] as const)),
  );
  const personOf = new Map(
    parties.flatMap(({ id, members }) => members.map(({ personId }) => [personId, id] as const)),
  );
  const pairs = new Map<string, readonly [string, string]>();
  for (const { id, members } of parties) {
    for (const member of members) {
      const { requests, guests } = ruledOutFor(member);
      const others = [
        ...[...requests].map((request) => partyOf.get(request)),
        ...[...guests].map((person) => personOf.get(person)),
      ];
      for (const other of others) {
        if (other === undefined || other === id) continue;
        const pair = id < other ? ([id, other] as const) : ([other, id] as const);
        pairs.set(pair.join(' '), pair);
      }
    }
  }
  return [...pairs.values()].toSorted(([a, b], [c, d]) => (a + b < c + d ? -1 : 1));
}
