import { describe, expect, test } from 'vitest';
import { type ProposalState, proposalStates, stepsFor } from '../../dialogue/proposal.ts';
import { actsOf, maySay } from './acts.ts';

const today = '2026-11-23';
const row = (
  state: ProposalState,
  of: { grade?: number; startOn?: string; pi?: boolean } = {},
) => ({
  state,
  steps: stepsFor(state, of.pi ? 'PROVIDER' : 'ACCESS'),
  grade: of.grade ?? 1,
  startOn: of.startOn ?? today,
});
const shown = (...[state, of]: Parameters<typeof row>) =>
  actsOf(row(state, of), !of?.pi, today).map(({ name, blocked }) =>
    blocked ? `${name}: ${blocked}` : name,
  );

describe('what is offered', () => {
  test.each([
    ['DRAFT', {}, ['hear', 'send: hearFirst', 'decline', 'withdraw']],
    ['CLIENT_HEARD', {}, ['send', 'decline', 'withdraw']],
    ['SENT', { pi: true }, ['accept', 'refuse', 'planStart: acceptFirst']],
    [
      'IN_DIALOGUE',
      { grade: 2 },
      ['planStart: acceptFirst', 'gradeUp', 'gradeDown', 'decline', 'withdraw'],
    ],
    [
      'IN_DIALOGUE',
      { grade: 3 },
      ['planStart: acceptFirst', 'gradeUp: lastGrade', 'gradeDown', 'decline', 'withdraw'],
    ],
    ['ACCEPTED', { pi: true }, ['refuse', 'planStart', 'start: planFirst']],
    ['START_PLANNED', { pi: true }, ['refuse', 'start']],
    [
      'START_PLANNED',
      { startOn: '2026-11-30' },
      ['start: startsLater', 'replan', 'decline', 'withdraw'],
    ],
    ['NOT_STARTED', {}, ['gradeUp', 'withdraw']],
    ['NOT_STARTED', { pi: true }, []],
    ['STARTED', {}, []],
  ] as const)('%s %o', (state, of, acts) => {
    expect(shown(state, of)).toEqual(acts);
  });

  test('nobody acts, and nothing can be said, where no step is theirs', () => {
    for (const state of proposalStates) {
      const reader = { ...row(state), steps: [] };
      expect(actsOf(reader, true, today)).toEqual([]);
      expect(maySay(reader)).toBe(false);
    }
  });
});
