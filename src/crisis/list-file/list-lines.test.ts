import { expect, test } from 'vitest';
import { languages } from '../../platform/language.ts';
import type { PrintedList } from '../contract.ts';
import { listLines } from './list-lines.ts';
import { writeList } from './write-list.ts';

const list = {
  region: 'WVL',
  at: '2026-11-24T02:00:00Z',
  requests: [
    {
      id: 'a',
      number: 7,
      kind: 'DISPATCH',
      wanted: 'STAY',
      receivedAt: '2026-11-23T22:00:00Z',
      unsafety: 'ACUTE',
      nextDue: { kind: 'ANSWER', at: '2026-11-24T21:00:00Z' },
      minors: [
        {
          sex: 'F',
          ageYears: 14,
          ageBand: null,
          unborn: false,
          pseudonym: 'C-MARK',
          name: 'Ada Verzonnen',
          phone: '0400 11 11 11',
          state: 'DISPATCHING',
          attempts: [
            {
              partnerName: 'De Waver',
              state: 'SILENT',
              askedAt: '2026-11-23T22:10:00Z',
              dueAt: '2026-11-24T21:00:00Z',
            },
          ],
          deployments: [
            {
              kind: 'GUIDANCE',
              partnerName: 'De Beuk',
              state: 'RUNNING',
              maxEndAt: '2026-11-30T12:00:00Z',
              nextStep: null,
              nextOwner: null,
              nextOn: null,
            },
          ],
        },
      ],
    },
  ],
  notes: [{ requestId: 'a', words: 'Ada wacht', at: '2026-11-24T01:00:00Z', by: 'Bo' }],
  onDuty: [],
  network: [{ name: 'De Waver', phone: '050', nightPhone: null }],
} as unknown as PrintedList;
const textOf = (withNames: boolean) => JSON.stringify(listLines(list, withNames, 'nl'));

test('names, telephone numbers and words are there only where they are asked for', () => {
  for (const secret of ['Ada', '0400 11 11 11', 'wacht"']) {
    expect(textOf(false)).not.toContain(secret);
    expect(textOf(true)).toContain(secret);
  }
  expect(textOf(false)).toContain('C-MARK');
});

test('a case says its clock, who was silent, and that nothing comes after yet', () => {
  const [it] = listLines(list, false, 'nl').cases;
  expect(it!.title).toContain('acuut onveilig');
  // By the clock of Brussels.
  expect(it!.clock).toMatch(/22:00$/);
  expect(it!.lines.join('\n')).toMatch(/De Waver: antwoordde niet/);
  expect(it!.lines.join('\n')).toMatch(/nog niets afgesproken voor erna/);
});

test('it is a tagged file in every language, over as many pages as it takes', async () => {
  for (const language of languages) {
    const many = { ...list, requests: Array.from({ length: 40 }, () => list.requests[0]!) };
    const bytes = await writeList(listLines(many, true, language), {
      language,
      datedOn: '2026-11-24',
    });
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text).toContain('/StructTreeRoot');
    expect(text.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(3);
  }
});
