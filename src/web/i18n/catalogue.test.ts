import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  findKeyFaults,
  findLiterals,
  findShouting,
  findTranslationFaults,
  flattenKeys,
  type Source,
} from './catalogue-check.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): Source => ({ path, text: readFileSync(join(root, path), 'utf8') });

const sources = globSync('src/{web,*/web}/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !/\.test\.tsx?$|^src\/web\/(gallery|testing)\//.test(path))
  .map(read);

/** The namespaces in Dutch: the shell's, that of each slice, those of a slice's screens with their own or shared with a file. */
const paths = [
  'src/web/locales/nl/shell.json',
  ...globSync('src/*/web/{,*/}locales/nl.json', { cwd: root }),
  ...globSync('src/*/locales/file.nl.json', { cwd: root }),
];
/** The namespace of a catalogue, as the module beside it adds it. */
function namespaceOf(path: string): string {
  if (path.startsWith('src/web/')) return 'shell';
  const words = path
    .replace(/locales\/nl\.json$/, 'words.ts')
    .replace(/locales\/file\.nl\.json$/, 'web/words.ts');
  const added = /addWords\(\s*'([\w-]+)'/.exec(read(words).text)?.[1];
  if (!added) throw new Error(`${words} adds no words`);
  return added;
}
/** A namespace may have its catalogue in parts. */
const catalogues: Record<string, Set<string>> = {};
for (const path of paths) {
  const keys = flattenKeys(JSON.parse(read(path).text));
  const before = (catalogues[namespaceOf(path)] ??= new Set());
  for (const key of keys) before.add(key);
}

/** What a file takes from the catalogue that it shares with a screen: `t.copy.made`. */
const files = globSync('src/*/copy/*.ts', { cwd: root })
  .map(read)
  .map(({ path, text }) => ({
    path,
    text: text.replace(/\bt((?:\.\w+)+)/g, (_, key) => `'${key.slice(1)}'`),
  }));

/** The build asks for these: `%page.…%` in the page. */
const page: Source = {
  path: 'src/web/index.html',
  text: `useTranslation('shell'); ${read('src/web/index.html').text.replace(/%(page\.\w+)%/g, "t('$1')")}`,
};

describe('the catalogues', () => {
  const faults = findKeyFaults(catalogues, [...sources, ...files, page]);

  test('hold every key that a screen asks for', () => {
    expect(faults.missing).toEqual([]);
  });

  test('hold no key that nothing asks for', () => {
    expect(faults.unused).toEqual([]);
  });

  test('are the only place with words: no component speaks by itself', () => {
    expect(sources.filter(({ path }) => path.endsWith('.tsx')).flatMap(findLiterals)).toEqual([]);
  });

  test('do not shout', () => {
    expect(paths.flatMap((path) => findShouting(read(path)))).toEqual([]);
  });
});

/** Every catalogue in Dutch, of screens, refusals and files: `nl.json`, `nl/….json` and `….nl.json`. */
const dutch = globSync(['src/**/locales/nl.json', 'src/**/locales/nl/*.json', 'src/**/*.nl.json'], {
  cwd: root,
}).sort();
const inLanguage = (path: string, language: string) =>
  path.replace(/(^|[/.])nl(?=[/.])/, `$1${language}`);

describe.each(['fr', 'en'])('in %s', (language) => {
  test.each(dutch)('%s says the same', (path) => {
    const other = inLanguage(path, language);
    expect(findTranslationFaults(read(path).text, read(other).text, other)).toEqual([]);
    expect(findShouting(read(other))).toEqual([]);
  });
});

test('the catalogues of screens, refusals and files are all looked at', () => {
  expect(dutch).toEqual(
    expect.arrayContaining([
      'src/web/locales/nl/shell.json',
      'src/region/web/locales/nl/map.json',
      'src/capacity/web/locales/nl.json',
      'src/capacity/locales/problems.nl.json',
      'src/platform/files/messages.nl.json',
    ]),
  );
});

const screen = (text: string): Source => ({
  path: 'x.tsx',
  text: `useTranslation('shell'); ${text}`,
});

describe('the detectors see a planted fault', () => {
  const planted = {
    shell: new Set(['act.close', 'act.stop', 'row_one', 'row_other', 'age.oldBy']),
  };

  test('a key that is not there, and one that nobody asks for', () => {
    const found = findKeyFaults(planted, [
      screen("t('act.close'); t('act.clsoe'); t('row', { count }); t(`age.${band}By`)"),
    ]);
    expect(found).toEqual({ missing: ['x.tsx: act.clsoe'], unused: ['shell:act.stop'] });
  });

  test('a key of another namespace', () => {
    expect(findKeyFaults(planted, [screen("t('capacity:act.close')")]).missing).toHaveLength(1);
  });

  test('one of two keys, and a key asked for under another name', () => {
    const found = findKeyFaults(planted, [
      screen("t(isOpen ? 'act.close' : 'act.stpo'); const { t: say } = useTranslation('shell');"),
      screen("const { t: say } = useTranslation('shell'); say('row'); say('ages.oldBy')"),
    ]);
    expect(found).toEqual({
      missing: ['x.tsx: act.stpo', 'x.tsx: ages.oldBy'],
      unused: ['shell:act.stop', 'shell:age.oldBy'],
    });
  });

  test('an exclamation mark, and a word that is shouted', () => {
    const text = JSON.stringify({
      code: 'Zet ‘SUBMITTED’ in de kolom stand.',
      a: 'Gelukt!',
      b: { c: 'ONMOGELIJK zo', d: 'als CSV' },
      ROOD: 'Rood',
    });
    expect(findShouting({ path: 'x.json', text })).toEqual([
      'x.json: Gelukt!',
      'x.json: ONMOGELIJK zo',
    ]);
  });

  test('a translation that lacks a key, a plural, a value or words', () => {
    const first = JSON.stringify({
      a: { b: 'Nog {{left}} over', c: 'Sluit' },
      row_one: '{{count}} rij',
      row_other: '{{count}} rijen',
      long: 'Wat je typte, staat er nog.',
    });
    const other = JSON.stringify({
      a: { b: 'Encore {{rest}}', c: ' ' },
      row_one: 'une ligne',
      row_many: '{{count}} de lignes',
      long: 'Wat je typte, staat er nog.',
      more: 'Davantage',
    });
    expect(findTranslationFaults(first, other, 'x')).toEqual([
      'x: no row_other',
      'x: a.b fills in other values',
      'x: a.c says nothing',
      'x: long is not translated',
      'x: more is not in the first language',
    ]);
    expect(findTranslationFaults(first, first.replaceAll('typte', 'zei'), 'x')).toEqual([]);
  });

  test('words in a component, as text and as a name', () => {
    expect(findLiterals(read('src/web/gallery/FieldsExample.tsx')).length).toBeGreaterThan(5);
    expect(
      findLiterals({ path: 'x.tsx', text: 'const a = <p title="Hallo">Dag {name}, {1} · 2</p>;' }),
    ).toEqual(['x.tsx: title="Hallo"', 'x.tsx: Dag']);
  });
});
