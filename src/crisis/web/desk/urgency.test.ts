import { expect, test } from 'vitest';
import type { DeskRequest } from '../../contract.ts';
import { clockUrgency, inGroups, stepOf, urgencyOf } from './urgency.ts';

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
const fallen = (attemptId: string, of: ReturnType<typeof minor>) => ({
  ...of,
  attempts: of.attempts.map((attempt: object, n) => ({ ...attempt, id: ['one', 'two'][n] })),
  deployments: [{ state: 'FALLEN', attemptId }],
});
const running = (...helps: object[]) =>
  minor({ state: 'RUNNING', deployments: helps.map((help) => ({ state: 'RUNNING', ...help })) });
const ends = (at: string) => ({
  nextDue: { kind: 'END', at },
  minors: [running({ nextStep: null, maxEndAt: at })],
});
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
  ['end', [running({ nextStep: 'VIST', maxEndAt: '2026-03-10T09:00:00Z' })]],
  ['outflow', [running({ nextStep: null, maxEndAt: '2026-03-10T08:00:00Z' })]],
  // Two said yes and the help of the first fell through: the second can be placed.
  ['place', [fallen('one', asked('YES', 'YES'))]],
  ['ask', [fallen('one', asked('YES'))]],
  // A bed in a guidance asks for nothing of its own.
  ['follow', [running({ nextStep: 'VIST' }, { nextStep: null, partOf: 'it' })]],
])('the next step is %s', (step, minors) => {
  expect(stepOf(request({ minors }), now)).toBe(step);
});

test('a consult without minors is to be closed', () => {
  expect(stepOf(request({ state: 'RECEIVED', minors: [] }), now)).toBe('close');
});

test.each([
  ['agree', '2026-03-09T09:00:00Z', [running({ nextStep: 'VIST' })]],
  ['agree', '2026-03-10T23:00:00Z', [running({ nextStep: null })]],
  ['outflow', '2026-03-10T23:00:01Z', [running({ nextStep: null })]],
  ['ask', '2026-03-09T09:00:00Z', [minor({})]],
  // Help that nothing comes after and that ends within two days does not wait for a paper.
  ['outflow', '2026-03-09T09:00:00Z', ends('2026-03-12T09:00:00Z').minors],
  ['agree', '2026-03-09T09:00:00Z', ends('2026-03-12T09:00:01Z').minors],
])('with an agreement that is unclear the next step is %s, by %s', (step, at, minors) => {
  const unclear = { agreement: 'UNCLEAR', agreementDueAt: at };
  expect(stepOf(request({ minors, ...unclear }), now)).toBe(step);
  if (step === 'agree')
    expect(stepOf(request({ minors, ...unclear, agreement: 'YES' }), now)).not.toBe('agree');
});

test.each([
  ['late', due('2026-03-10T09:00:00Z')],
  ['late', { minors: [asked('SILENT')] }],
  ['today', due('2026-03-10T12:00:00Z')],
  ['today', due('2026-03-10T23:00:00Z')], // the midnight that ends this day in Brussels
  ['later', due('2026-03-10T23:00:01Z')],
  ['today', { minors: [minor({})] }],
  ['later', { minors: [asked('ASKED')] }],
  ['today', { minors: [asked('YES')] }],
  ['today', ends('2026-03-12T09:00:00Z')],
  ['later', ends('2026-03-12T09:00:01Z')],
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

test('whom nobody helps yet stands first, acute danger before all', () => {
  const requests = [
    request({ id: 'helped', state: 'RUNNING', ...ends('2026-03-10T10:00:00Z') }),
    request({ id: 'nobody', ...due('2026-03-10T11:00:00Z') }),
    request({ id: 'acute', unsafety: 'ACUTE' }),
  ];
  expect(inGroups(requests, now)[0]!.requests.map(({ id }) => id)).toEqual([
    'acute',
    'nobody',
    'helped',
  ]);
});

test('a clock that still runs is not late because its case is', () => {
  const { nextDue } = due('2026-03-10T12:00:00Z');
  const late = request({ nextDue, minors: [asked('SILENT', 'ASKED')] });
  expect([urgencyOf(late, now), clockUrgency(nextDue.at, now)]).toEqual(['late', 'today']);
});
