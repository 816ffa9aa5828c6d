import { expect, test } from 'vitest';
import type { DeskRequest } from '../../contract.ts';
import { filterDesk, neighbourOf, toldBetween } from './desk-filter.ts';

const attempt = (part: object) => ({
  id: 'q',
  state: 'ASKED',
  askedBy: 'Ann',
  partnerName: 'De Waver',
  ...part,
});
const request = (number: number, part: object = {}, attempts: object[] = []) =>
  ({
    id: `id-${number}`,
    number,
    unsafety: 'NONE',
    nextDue: null,
    minors: [{ pseudonym: `C-${number}AB`, name: number === 2 ? 'Ada Verzonnen' : null, attempts }],
    ...part,
  }) as unknown as DeskRequest;
const all = [
  request(1, { unsafety: 'ACUTE' }, [attempt({})]),
  request(2, { nextDue: { kind: 'END', at: '2026-11-24T03:00:00Z' } }),
  request(12),
];
const numbers = (asked: object) =>
  filterDesk(all, { me: 'Ann', ...asked }).map(({ number }) => number);

test.each([
  [{}, [1, 2, 12]],
  [{ part: 'mijn' }, [1]],
  [{ part: 'mijn', me: 'Bo' }, []],
  [{ part: 'onveilig' }, [1]],
  [{ part: 'klok' }, [2]],
  // A number is that number, not a part of it.
  [{ text: '2' }, [2]],
  [{ text: ' #12 ' }, [12]],
  [{ text: 'c-12' }, [12]],
  [{ text: 'ada' }, [2]],
  [{ text: 'ada', part: 'onveilig' }, []],
])('shown with %o', (asked, expected) => {
  expect(numbers(asked)).toEqual(expected);
});

test('one goes from case to case and stops at the ends', () => {
  expect(neighbourOf(['a', 'b'], undefined, 1)).toBe('a');
  expect(neighbourOf(['a', 'b'], 'gone', -1)).toBe('b');
  expect(neighbourOf(['a', 'b'], 'a', 1)).toBe('b');
  expect(neighbourOf(['a', 'b'], 'b', 1)).toBe('b');
  expect(neighbourOf([], undefined, 1)).toBeUndefined();
});

test('what happened is told once: an answer, a silence, a clock that ran out, a new case', () => {
  const t0 = Date.parse('2026-11-24T02:59:00Z');
  const t1 = Date.parse('2026-11-24T03:00:00Z');
  const before = { requests: all, now: t0 };
  const answered = request(1, { unsafety: 'ACUTE' }, [attempt({ state: 'YES' })]);
  const after = { requests: [answered, all[1]!, all[2]!, request(13)], now: t1 };
  expect(toldBetween(before, after)).toEqual([
    { what: 'YES', number: 1, partner: 'De Waver' },
    { what: 'late', number: 2 },
    { what: 'new', number: 13 },
  ]);
  expect(toldBetween(after, after)).toEqual([]);
});
