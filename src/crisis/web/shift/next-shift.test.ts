import { expect, test } from 'vitest';
import type { Shift } from '../../contract.ts';
import { dueSoon, nextOnDuty, onDutyAt, unanswered } from './next-shift.ts';

const now = Date.parse('2026-11-24T03:00:00Z');
const request = (id: string, part: object) =>
  ({ id, nextDue: null, minors: [], ...part }) as unknown as Shift['requests'][number];
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('what is due in the next shift: what ran out, and what runs out within twelve hours', () => {
  const due = (id: string, at: string) => request(id, { nextDue: { kind: 'END', at } });
  const all = [
    due('late tonight', '2026-11-24T15:00:01Z'),
    due('at its end', '2026-11-24T15:00:00Z'),
    due('over', '2026-11-23T15:00:00Z'),
    request('no clock', {}),
  ];
  expect(ids(dueSoon(all, now))).toEqual(['over', 'at its end']);
});

test('who was silent stands before who may still answer', () => {
  const asked = (id: string, state: string, askedAt: string) => ({ id, state, askedAt });
  const one = request('a', {
    minors: [
      {
        attempts: [
          asked('new', 'ASKED', '2026-11-24T02:00:00Z'),
          asked('old', 'ASKED', '2026-11-24T01:00:00Z'),
          asked('silent', 'SILENT', '2026-11-24T02:30:00Z'),
          asked('no', 'NO', '2026-11-24T00:00:00Z'),
        ],
      },
    ],
  });
  expect(ids(unanswered([one]).map(({ attempt }) => attempt))).toEqual(['silent', 'old', 'new']);
});

test('a turn of duty ends when the next begins', () => {
  const duty = (id: string, from: string, until: string, line = 1) =>
    ({ id, from, until, line }) as Shift['onDuty'][number];
  const duties = [
    duty('ended', '2026-11-23T19:00:00Z', '2026-11-24T03:00:00Z'),
    duty('second', '2026-11-23T19:00:00Z', '2026-11-24T07:00:00Z', 2),
    duty('first', '2026-11-24T03:00:00Z', '2026-11-24T07:00:00Z'),
    duty('after', '2026-11-24T07:00:00Z', '2026-11-24T19:00:00Z'),
  ];
  expect(ids(onDutyAt(duties, now))).toEqual(['first', 'second']);
  expect(nextOnDuty(duties, now)?.id).toBe('after');
  expect(nextOnDuty([], now)).toBeNull();
});
