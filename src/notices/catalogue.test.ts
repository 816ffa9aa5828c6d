import { expect, test } from 'vitest';
import { noticeKinds } from './kinds.ts';
import en from './web/locales/en.json' with { type: 'json' };
import fr from './web/locales/fr.json' with { type: 'json' };
import nl from './web/locales/nl.json' with { type: 'json' };

/** What a kind lacks in a catalogue: its name, or its text in one of the plural forms that are used. */
function missing(words: object, kind: string): string[] {
  const [area = '', what = ''] = kind.split('.');
  const found =
    (words as Record<string, Record<string, Record<string, string>>>)[area]?.[what] ?? {};
  const hasText = 'text' in found || ['one', 'other'].every((form) => `text_${form}` in found);
  return [...('name' in found ? [] : ['name']), ...(hasText ? [] : ['text'])];
}

test.each(Object.entries({ nl, fr, en }))('every kind has its words in %s', (_, words) => {
  for (const kind of Object.keys(noticeKinds))
    expect([kind, missing(words.kinds, kind)]).toEqual([kind, []]);
  expect(missing(words.kinds, 'capacity.unknown')).toEqual(['name', 'text']);
});
