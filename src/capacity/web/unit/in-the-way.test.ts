import { expect, test } from 'vitest';
import { isBed, isFirst, isInTheWay, isShort, marksOf } from './in-the-way.ts';

const days = (from: string, until: string | null) => ({ from, until });
const asked = days('2026-03-05', '2026-03-20');
const stayRef = (id: string) => ({ kind: 'stay' as const, id });

test('a free place is marked on the days asked, and on no other', () => {
  const marks = marksOf({ outcome: 'free', places: ['p1'], settled: [] }, asked);
  expect(isBed(marks, 'p1', days('2026-03-05', '2026-03-06'))).toBe(true);
  expect(isBed(marks, 'p1', days('2026-03-20', '2026-03-21'))).toBe(false);
  expect(isBed(marks, 'p2', days('2026-03-05', '2026-03-06'))).toBe(false);
  expect(isShort(marks, asked)).toBe(false);
  expect(isFirst(marks, days('2026-03-02', '2026-03-09'))).toBe(true);
});

test('who would have to move is in the way, and the child sleeps where the answer says', () => {
  const marks = marksOf(
    {
      outcome: 'moves',
      lodgings: [{ child: 1, place: 'p1', period: asked }],
      moves: [{ who: stayRef('s1'), from: 'p1', to: 'p2', period: asked }],
      onceAndForGood: true,
      firstWithoutMoves: null,
    },
    asked,
  );
  const fact = { kind: 'stay' as const, id: 's1' };
  expect(isInTheWay(marks, fact, days('2026-03-19', '2026-03-20'))).toBe(true);
  expect(isInTheWay(marks, fact, days('2026-03-20', '2026-03-21'))).toBe(false);
  expect(isInTheWay(marks, null, asked)).toBe(false);
  expect(isBed(marks, 'p1', asked)).toBe(true);
});

test('days that are short are marked with the facts in the way; counted places under their fact', () => {
  const short = {
    period: days('2026-03-05', '2026-03-10'),
    inTheWay: [stayRef('s1'), { kind: 'promise' as const, id: 'out#2' }],
    children: 1,
    places: ['p1'],
    missing: 1,
    needs: [[]],
    alreadyShort: false,
    outOfUse: [],
  };
  const marks = marksOf(
    { outcome: 'impossible', shortages: [short], first: '2026-03-10', firstWithoutMoves: null },
    asked,
  );
  const out = { kind: 'unavailability' as const, id: 'out' };
  expect(isShort(marks, days('2026-03-09', '2026-03-10'))).toBe(true);
  expect(isShort(marks, days('2026-03-10', '2026-03-11'))).toBe(false);
  expect(isInTheWay(marks, out, days('2026-03-09', '2026-03-11'))).toBe(true);
  expect(isFirst(marks, days('2026-03-09', '2026-03-11'))).toBe(true);
  expect(isFirst(marks, days('2026-03-11', '2026-03-12'))).toBe(false);
});

test('no first day known: none is marked', () => {
  const marks = marksOf(
    { outcome: 'impossible', shortages: [], first: null, firstWithoutMoves: null },
    asked,
  );
  expect(isFirst(marks, days('2026-01-01', null))).toBe(false);
});
