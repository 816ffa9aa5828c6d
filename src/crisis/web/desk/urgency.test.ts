import { expect, test } from 'vitest';
import type { DeskRequest } from '../../contract.ts';
import { inGroups, stepOf, urgencyOf } from './urgency.ts';

const now = Date.parse('2026-03-10T09:00:00Z');
const minor = (part: object) => ({ attempts: [], deployments: [], state: 'DISPATCHING', ...part });
const request = (part: object) =>
  ({
    id: 'a',
    state: 'DISPATCHING',
    nextDue: null,
    minors: [minor({})],
    ...part,
  }) as unknown as DeskRequest;
const asked = (...states: string[]) => minor({ attempts: states.map((state) => ({ state })) });
const due = (at: string) => ({ nextDue: { kind: 'ANSWER', at }, minors: [asked('ASKED')] });

test.each([
  ['ask', [minor({})]],
  ['ask', [asked('NO')]],
  ['await', [asked('ASKED')]],
  ['call', [asked('SILENT', 'ASKED')]],
  ['place', [asked('NO', 'YES')]],
  ['ask', [asked('ASKED'), minor({})]],
  ['start', [minor({ state: 'PLACED' })]],
  ['outflow', [minor({ state: 'RUNNING', deployments: [{ state: 'RUNNING', nextStep: null }] })]],
  ['follow', [minor({ state: 'RUNNING', deployments: [{ state: 'RUNNING', nextStep: 'NONE' }] })]],
])('the next step is %s', (step, minors) => {
  expect(stepOf(request({ minors }))).toBe(step);
});

test('a consult without minors is to be closed', () => {
  expect(stepOf(request({ state: 'RECEIVED', minors: [] }))).toBe('close');
});

test.each([
  ['late', due('2026-03-10T09:00:00Z')],
  ['late', { minors: [asked('SILENT')] }],
  ['today', due('2026-03-10T12:00:00Z')],
  ['today', due('2026-03-10T23:00:00Z')], // the midnight that ends this day in Brussels
  ['later', due('2026-03-10T23:00:01Z')],
  ['today', { minors: [minor({})] }],
  ['later', { minors: [asked('ASKED')] }],
])('it is %s', (urgency, part) => {
  expect(urgencyOf(request(part), now)).toBe(urgency);
});

test('the first clock stands first; a group that is empty is not there', () => {
  const requests = [
    request({ id: 'none', minors: [asked('ASKED')] }),
    request({ id: 'second', ...due('2026-03-10T12:00:00Z') }),
    request({ id: 'first', ...due('2026-03-10T10:00:00Z') }),
  ];
  expect(
    inGroups(requests, now).map((group) => [group.urgency, group.requests.map(({ id }) => id)]),
  ).toEqual([
    ['today', ['first', 'second']],
    ['later', ['none']],
  ]);
});
