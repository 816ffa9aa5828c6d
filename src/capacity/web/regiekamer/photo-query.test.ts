import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Photo, UnitRow } from '../../contract.ts';
import { askAhead, photoQuery, takeOver } from './photo-query.ts';

const rowOf = (changedAt: string) =>
  ({ unitId: 'u', module: 'STAY', changedAt }) as unknown as UnitRow;
const photoOf = (row: UnitRow) => ({ day: '2026-11-23', live: true, units: [row] }) as Photo;
const before = rowOf('2026-11-23T08:00:00Z');
const after = rowOf('2026-11-23T09:00:00Z');

/** A server that answers when told to, and a stream of which the listeners are counted. */
function makeWorld() {
  const frames = new Set<(data: unknown) => void>();
  const gaps = new Set<() => void>();
  const answers: ((photo: Photo) => void)[] = [];
  const listen = <T>(set: Set<T>, one: T) => {
    set.add(one);
    return () => set.delete(one);
  };
  const queries = new QueryClient();
  const services = {
    queries,
    api: { get: () => new Promise((resolve) => answers.push(resolve)) },
    live: {
      on: (_topic: string, one: (data: unknown) => void) => listen(frames, one),
      onGap: (one: () => void) => listen(gaps, one),
    },
  } as unknown as Parameters<typeof askAhead>[0];
  return {
    services,
    queries,
    frames,
    gaps,
    tell: (row: UnitRow) => frames.forEach((each) => each({ units: [row] })),
    answer: async (row: UnitRow) => {
      answers.shift()?.(photoOf(row));
      await vi.advanceTimersByTimeAsync(0);
    },
    asked: () => answers.length,
    shown: () => queries.getQueryData<Photo>(['capacity', 'photo', {}])?.units[0]?.changedAt,
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a change that comes while the picture is on its way is in it', async () => {
  const { services, queries, tell, answer, frames, shown } = makeWorld();
  void queries.fetchQuery(photoQuery(services, {}, 'now'));
  await vi.advanceTimersByTimeAsync(0);
  tell(after);
  await answer(before);
  expect(shown()).toBe(after.changedAt);
  expect(frames.size).toBe(0);
});

test('a change that comes before the page is there is in the picture that it finds', async () => {
  const { services, queries, tell, answer, frames, gaps, shown } = makeWorld();
  askAhead(services, {});
  await vi.advanceTimersByTimeAsync(0);
  await answer(before);
  expect(shown()).toBe(before.changedAt);
  tell(after);
  expect(shown()).toBe(after.changedAt);
  takeOver(queries);
  expect([frames.size, gaps.size]).toEqual([0, 0]);
});

test('what was missed before the page is there is asked anew by it', async () => {
  const { services, queries, answer, gaps } = makeWorld();
  askAhead(services, {});
  await vi.advanceTimersByTimeAsync(0);
  await answer(before);
  gaps.forEach((each) => each());
  expect(queries.getQueryState(['capacity', 'photo', {}])?.isInvalidated).toBe(true);
});

test('for a page that does not come nothing is followed for ever', async () => {
  const { services, frames, gaps } = makeWorld();
  askAhead(services, {});
  askAhead(services, { at: '2026-01-01' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(gaps.size).toBe(0);
  // Only the question that was never answered still listens.
  expect(frames.size).toBe(1);
});
