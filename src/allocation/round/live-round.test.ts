import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestFit } from './best-fit.ts';
import { checkAnswer } from './check-answer.ts';
import { asRoundInput, largeRound } from './large.fixtures.ts';
import { LiveRound } from './live-round.ts';
import { placeInOrder } from './place-in-order.ts';
import type { PlainRound } from './plain-round.ts';
import { provenAnswer } from './solve-single.ts';

const change = fc.oneof(
  fc.record({ kind: fc.constant('withdraw' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('enter' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('room' as const), at: fc.nat(), room: fc.nat(4) }),
);

/** The round as it stands after the changes, solved from nothing. */
function anew(round: PlainRound, room: Int32Array, away: ReadonlySet<number>) {
  const graph = { ...round.graph, room };
  const { edgeOf } = placeInOrder(graph, (child) => !away.has(child));
  const placed = (child: number) => edgeOf[child]! >= 0;
  const fitted = bestFit(graph, placed);
  const weight = fitted.edgeOf.reduce((sum, edge) => sum + (graph.weight[edge] ?? 0), 0);
  return { placed, weight, graph };
}

test('after any changes, one by one, the answer is that of the whole solved anew, with its proof', () => {
  let moved = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 10 }),
      fc.array(change, { minLength: 1, maxLength: 12 }),
      (seed, children, places, changes) => {
        const round = largeRound({ children, places, fits: [0, 4], seed });
        const away = new Set(
          Array.from({ length: children }, (_, n) => n).filter((n) => n % 5 === 0),
        );
        const live = new LiveRound(round.graph, away);
        const room = round.graph.room.slice();
        for (const each of changes) {
          const before = live.housing.edgeOf.slice();
          const child = each.at % children;
          if (each.kind === 'withdraw') {
            live.withdraw(child);
            away.add(child);
          } else if (each.kind === 'enter') {
            live.enter(child);
            away.delete(child);
          } else {
            live.setRoom(each.at % places, each.room);
            room[each.at % places] = each.room;
          }
          if (live.housing.edgeOf.some((edge, n) => edge !== before[n])) moved++;
          const { placed, weight, graph } = anew(round, room, away);
          const answer = provenAnswer({ ...round, graph }, live.housing, live.closedAt);
          for (let n = 0; n < children; n++) expect(live.isPlaced(n)).toBe(placed(n));
          expect(answer.weight).toBeCloseTo(weight, 6);
          const { parties, ...input } = asRoundInput({ ...round, graph });
          const there = parties.filter((_, n) => !away.has(n));
          expect(checkAnswer({ ...input, parties: there }, answer)).toBe(null);
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(moved).toBeGreaterThan(300);
});
