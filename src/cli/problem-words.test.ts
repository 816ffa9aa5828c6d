import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Language } from '../platform/language.ts';
import platformEn from '../platform/http/locales/en.json' with { type: 'json' };
import platformFr from '../platform/http/locales/fr.json' with { type: 'json' };
import platformNl from '../platform/http/locales/nl.json' with { type: 'json' };
import { words } from './slices.ts';

const platform = { nl: platformNl, fr: platformFr, en: platformEn };
const said = (language: Language) =>
  new Set([platform, ...words].flatMap((each) => Object.keys(each[language].problems ?? {})));
/** The names that triggers and functions give to what they refuse: the code of the failure. */
const raisedIn = (sql: string) =>
  [...sql.matchAll(/constraint = '(\w+)'/g)].map((match) => match[1]!.replaceAll('_', '-'));
const wordless = (codes: readonly string[], known: ReadonlySet<string>) =>
  [...new Set(codes)].filter((code) => !known.has(code));

test.each(['nl', 'fr', 'en'] as const)(
  'every refusal of every migration has words, whichever slice says them: %s',
  (language) => {
    const raised = globSync('db/migrations/*.sql').flatMap((file) =>
      raisedIn(readFileSync(file, 'utf8')),
    );
    expect(raised.length).toBeGreaterThan(100);
    expect(raised).toContain('emergency-reviewed-once');
    expect(wordless(raised, said(language))).toEqual([]);
  },
);

test('a planted refusal without words is found', () => {
  const planted = `raise exception 'x' using errcode = 'check_violation', constraint = 'never_heard_of';`;
  expect(wordless(raisedIn(planted), said('nl'))).toEqual(['never-heard-of']);
});
