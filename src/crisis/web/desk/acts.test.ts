import { describe, expect, test } from 'vitest';
import type { RequestDetail } from '../../contract.ts';
import { helpActs, minorActs, requestActs } from './acts.ts';

type Minor = RequestDetail['minors'][number];
type Help = Minor['deployments'][number];
const now = Date.parse('2026-11-24T03:00:00Z');
const help = (given: Partial<Help>): Help =>
  ({
    kind: 'STAY',
    state: 'RUNNING',
    partOf: null,
    nextStep: null,
    maxEndAt: '2026-11-27T03:00:00Z',
    ...given,
  }) as Help;
const minor = (given: Partial<Minor>): Minor =>
  ({ state: 'DISPATCHING', waitingRequestId: null, ...given }) as Minor;

describe('what can be done with help', () => {
  test.each([
    ['a promise begins or falls', help({ state: 'PLACED' }), 0, ['start', 'fall', 'outflow'], true],
    ['what comes after comes first', help({}), 1, ['outflow', 'extend', 'end'], true],
    ['no more than it may', help({ nextStep: 'VIST' }), 0, ['end', 'outflow'], false],
    [
      'past its term it ends, or is made longer',
      help({ nextStep: 'VIST', maxEndAt: '2026-11-24T02:59:00Z' }),
      1,
      ['end', 'extend', 'outflow'],
      true,
    ],
    ['guidance may get a bed', help({ kind: 'GUIDANCE' }), 0, ['outflow', 'end', 'bed'], true],
    [
      'a bed ends with its guidance, or before',
      help({ partOf: 'a guidance' }),
      0,
      ['end', 'outflow'],
      false,
    ],
    ['what ended is over', help({ state: 'ENDED' }), 2, [], false],
  ])('%s', (_, given, left, acts, isNext) => {
    expect(helpActs(given, left, false, now)).toEqual({ acts, isNext });
  });

  test('a guidance that has a bed gets no second', () => {
    const guidance = help({ kind: 'GUIDANCE', nextStep: 'VIST' });
    expect(helpActs(guidance, 0, true, now).acts).not.toContain('bed');
  });
});

describe('what can be done for a minor', () => {
  test.each([
    ['DISPATCHING', ['ask', 'noResponse', 'identity', 'toList', 'withdraw'], true],
    ['PLACED', ['identity', 'toList', 'withdraw'], false],
    ['RUNNING', ['identity', 'toList'], false],
    ['ENDED', ['identity', 'toList'], false],
  ] as const)('%s', (state, acts, isNext) => {
    expect(minorActs(minor({ state }), true)).toEqual({ acts, isNext });
  });

  test('goes to the list once', () => {
    expect(minorActs(minor({ waitingRequestId: 'a request' }), false).acts).not.toContain('toList');
  });
});

describe('what can be done with a case', () => {
  const of = (given: object, mustAgree?: boolean) =>
    requestActs(
      { kind: 'DISPATCH', state: 'RUNNING', agreement: 'YES', closedAt: null, ...given },
      mustAgree,
    );
  test('an open consult is closed, or becomes a search', () => {
    expect(of({ kind: 'CONSULT', state: 'RECEIVED' })).toEqual({
      acts: ['close', 'dispatch', 'note', 'mark', 'agreement', 'addMinor', 'repeat'],
      isNext: true,
    });
  });
  test('an unclear agreement is asked after first', () => {
    expect(of({ agreement: 'UNCLEAR' })).toMatchObject({ isNext: false });
    expect(of({ agreement: 'UNCLEAR' }).acts[0]).toBe('agreement');
    expect(of({ agreement: 'UNCLEAR' }, true).isNext).toBe(true);
    expect(of({}, true).isNext).toBe(false);
  });
  test('of what is closed one writes and links only', () => {
    expect(of({ closedAt: '2026-11-24T03:00:00Z' }).acts).toEqual(['note', 'repeat']);
  });
});
