import { expect, test } from 'vitest';
import type { CalendarItem } from './calendar.query.ts';
import { makeCalendar } from './make-calendar.ts';

const item: CalendarItem = {
  kind: 'start',
  factId: 'a',
  unitName: 'De Eik (verzonnen)',
  place: 'Kamer 1',
  count: 1,
  on: '2026-05-06',
};
const madeAt = new Date('2026-05-01T08:00:00Z');
const calendar = (provider: string, name: string) =>
  makeCalendar([{ ...item, unitName: name, place: name }], {
    provider,
    language: 'nl',
    madeAt,
    others: [
      {
        key: 'term x',
        unitName: name,
        on: '2026-05-07',
        words: { nl: 'Antwoord: {{unit}}', fr: '', en: '' },
      },
    ],
  });
/** Names of the lines, folded ones taken together. */
const linesOf = (text: string) =>
  text
    .replaceAll(/\r\n /g, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.split(/[:;]/)[0]);

test.each(['\r\n', '\n', '\r', '\u0085', '\u2028', '\u0000', '\t'])(
  'a name with %j in it begins no line of its own',
  (sign) => {
    const name = `De Eik${sign}END:VEVENT${sign}ATTACH:file:///etc/passwd`;
    const text = calendar(name, name);
    expect(linesOf(text)).toEqual(linesOf(calendar('De Eik', 'De Eik')));
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  },
);

test('a comma, semicolon or backslash of a name stays a sign of the name', () => {
  expect(calendar('A, B; C\\D', 'x').replaceAll('\r\n ', '')).toContain(
    'X-WR-CALNAME:A\\, B\\; C\\\\D',
  );
});
