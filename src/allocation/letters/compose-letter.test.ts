import { expect, test } from 'vitest';
import { composeLetter, type LetterFacts } from './compose-letter.ts';
import { letterKinds, letterReaders, letterTextsOn } from './letter-texts.ts';
import { writeLetter } from './write-letter.ts';

const facts: Omit<LetterFacts, 'kind'> = {
  child: 'Noor',
  provider: 'De Zomerbries (verzonnen)',
  unit: 'Het Nest',
  startOn: '1 maart 2027',
  since: '3 juni 2025',
  facts: ['dicht bij huis', 'zelfde school', 'wacht het langst', 'een vierde'],
  datedOn: '2026-11-23',
};

const sentences = (text: string) => text.split(/(?<=[.?!:])\s+/).filter(Boolean);

test.each(letterKinds.flatMap((kind) => letterReaders.map((reader) => [kind, reader] as const)))(
  'a letter of %s for %s is whole, plain, and says how to object',
  (kind, reader) => {
    const { title, blocks } = composeLetter({ ...facts, kind }, reader);
    const text = blocks.flatMap((block) => (block.kind === 'P' ? [block.text] : [])).join(' ');
    expect(`${title} ${text}`).not.toMatch(/[{}]/);
    expect(text).toContain('0800 900 33');
    expect(blocks.filter((block) => block.kind === 'LIST')).toEqual([
      { kind: 'LIST', items: facts.facts.slice(0, 3) },
    ]);
    // B1: short sentences; nobody is told in the passive who decided.
    for (const sentence of sentences(text))
      expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(28);
  },
);

test('nothing free and not suitable are told apart', () => {
  const titles = new Set(
    letterKinds.map((kind) => letterTextsOn('2026-11-23').texts[kind].FAMILY.title),
  );
  expect(titles.size).toBe(letterKinds.length);
});

test('a fact that is not there is no empty space in a letter', () => {
  const { startOn: _, ...without } = facts;
  expect(() => composeLetter({ ...without, kind: 'STARTS' }, 'FAMILY')).toThrow(/startOn/);
});

test('the file is a tagged PDF in Dutch with its title', async () => {
  const letter = composeLetter({ ...facts, kind: 'STARTS' }, 'CHILD');
  const bytes = await writeLetter(letter, {
    datedOn: '2026-11-23',
    datedWords: '23 november 2026',
    sender: 'Toegangsteam',
    invented: true,
  });
  const text = bytes.toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).toContain('/MarkInfo');
  expect(text).toContain('/Lang (nl-BE)');
});
