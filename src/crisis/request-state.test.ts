import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import {
  type CrisisState,
  crisisStates,
  isClosed,
  mayStep,
  stateOfRequest,
} from './request-state.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

describe('the transition table', () => {
  test('is the same in the database', async () => {
    const pairs = crisisStates.flatMap((from) => crisisStates.map((to) => [from, to] as const));
    const rows = await t.owner<{ a: CrisisState; b: CrisisState; may: boolean; closed: boolean }>(
      `select a, b, crisis.may_step(a, b) as may, crisis.is_closed(a) as closed
         from unnest($1::text[]) a cross join unnest($1::text[]) b`,
      [crisisStates],
    );
    expect(rows).toHaveLength(pairs.length);
    expect(rows.filter(({ a, b, may }) => may !== mayStep(a, b))).toEqual([]);
    expect(rows.filter(({ a, closed }) => closed !== isClosed(a))).toEqual([]);
  });

  test('every way leads from a call to one of four ends', () => {
    const reached = new Set<CrisisState>(['RECEIVED']);
    for (const from of reached)
      for (const to of crisisStates) if (mayStep(from, to)) reached.add(to);
    expect([...reached].sort()).toEqual([...crisisStates].sort());
    expect(crisisStates.filter(isClosed)).toEqual([
      'CONSULT_CLOSED',
      'ENDED',
      'NO_RESPONSE',
      'WITHDRAWN',
    ]);
  });
});

describe('the state of a request', () => {
  const states = fc.array(fc.constantFrom(...crisisStates), { minLength: 1, maxLength: 6 });
  test('is one of its minors’, open as long as one of them is, whatever their order', () => {
    fc.assert(
      fc.property(states, (minors) => {
        const state = stateOfRequest(minors);
        expect(minors).toContain(state);
        expect(isClosed(state)).toBe(minors.every(isClosed));
        expect(stateOfRequest(minors.toReversed())).toBe(state);
      }),
    );
  });
});
