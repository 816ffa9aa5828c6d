/**
 * Compares what the screens say with what the catalogues hold. Reads source text, not modules:
 * for tests alone, never part of a page.
 */
import { parseSync } from 'vite';

/** A part of a source, and what stands in it. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Keys of a namespace, flat: `keys.title`, `tile.over_one`. */
export type Catalogues = Readonly<Record<string, ReadonlySet<string>>>;

type Json = { readonly [key: string]: string | Json };

/** Every key of a nested catalogue with its dots. */
export function flattenKeys(catalogue: Json, prefix = ''): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : flattenKeys(value, `${prefix}${key}.`),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** What `t(…)` is asked for in a file: a pattern, as parts of a key may be filled in. */
interface Use {
  readonly namespaces: readonly string[];
  readonly pattern: RegExp;
  readonly words: string;
  readonly path: string;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The namespace that a file speaks in when it does not say so: that of its slice, or the shell's. */
function ownNamespace(path: string): string {
  const slice = /^src\/([^/]+)\/web\//.exec(path)?.[1];
  return slice ?? 'shell';
}

/** Patterns for keys in quotes or in a template, where `${…}` may be any part of a key. */
function patternsIn(
  text: string,
  expressions: readonly RegExp[],
): { words: string; pattern: RegExp }[] {
  return expressions
    .flatMap((expression) => [...text.matchAll(expression)].map((found) => found[1] as string))
    .map((words) => {
      const parts = words
        .replace(/^[\w-]+:/, '')
        .split(/\$\{[^}]*\}/)
        .map(escape);
      return { words, pattern: new RegExp(`^${parts.join('[\\w.-]+')}$`) };
    });
}

/** How a key is asked for by a `t` of this name: in quotes, in a template, or one of two. */
const callsOf = (name: string): RegExp[] => [
  new RegExp(`\\b${name}\\(\\s*'([^']+)'`, 'g'),
  new RegExp(`\\b${name}\\(\\s*\`([^\`]+)\``, 'g'),
  new RegExp(`\\b${name}\\([^'\`()]*\\?\\s*'([^']+)'\\s*:\\s*'[^']+'`, 'g'),
  new RegExp(`\\b${name}\\([^'\`()]*\\?\\s*'[^']+'\\s*:\\s*'([^']+)'`, 'g'),
];

/** Every use of a key in a file. A namespace may be named in the key (`capacity:state.free`). */
function usesIn({ path, text }: Source): Use[] {
  const named = [...text.matchAll(/useTranslation\(\s*'([\w-]+)'/g)].map(
    (found) => found[1] as string,
  );
  const own = patternsIn(text, callsOf('t')).map((use) => {
    const before = /^([\w-]+):/.exec(use.words)?.[1];
    return {
      ...use,
      path,
      namespaces: before ? [before] : [...new Set([...named, ownNamespace(path)])],
    };
  });
  const renamed = [...text.matchAll(/\{ t: (\w+) \} = useTranslation\(\s*'([\w-]+)'/g)];
  return [
    ...own,
    ...renamed.flatMap(([, name = '', namespace = '']) =>
      patternsIn(text, callsOf(name)).map((use) => ({ ...use, path, namespaces: [namespace] })),
    ),
  ];
}

/** Texts that look like keys and are handed on to a `t` elsewhere. */
function mentionsIn({ text }: Source): RegExp[] {
  return patternsIn(text, [/'([\w-]+(?:\.[\w-]+)+)'/g, /`([\w-]+\.[\w.${}()-]*\$\{[^`]*)`/g]).map(
    ({ pattern }) => pattern,
  );
}

/** Keys that are asked for and not there, and keys that are there and never asked for. */
export function findKeyFaults(
  catalogues: Catalogues,
  sources: readonly Source[],
): { missing: string[]; unused: string[] } {
  const used = new Set<string>();
  const missing: string[] = [];
  for (const use of sources.flatMap(usesIn)) {
    let isFound = false;
    for (const namespace of use.namespaces) {
      for (const key of catalogues[namespace] ?? []) {
        if (!matches(use.pattern, key)) continue;
        isFound = true;
        used.add(`${namespace}:${key}`);
      }
    }
    if (!isFound) missing.push(`${use.path}: ${use.words}`);
  }
  const mentions = sources.flatMap(mentionsIn);
  const unused = Object.entries(catalogues)
    .flatMap(([namespace, keys]) => [...keys].map((key) => ({ key, full: `${namespace}:${key}` })))
    .filter(
      ({ key, full }) => !used.has(full) && !mentions.some((pattern) => matches(pattern, key)),
    );
  return { missing, unused: unused.map(({ full }) => full) };
}

/** A key is meant by its own name, or by its name without the plural. */
function matches(pattern: RegExp, key: string): boolean {
  return pattern.test(key) || pattern.test(key.replace(PLURAL, ''));
}

/** Longer than any abbreviation of the trade: such a word is shouted. */
const SHOUTED = /\p{Lu}{6,}/u;
/** A code between signs of quotation, as somebody types it in a file, is not shouted. */
const QUOTED_CODE = /[‘«“]\s*[A-Z_]+\s*[’»”]/gu;

/** Texts with an exclamation mark or a long word in capitals. */
export function findShouting({ path, text }: Source): string[] {
  const textsOf = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(textsOf);
  return textsOf(JSON.parse(text))
    .filter((one) => one.includes('!') || SHOUTED.test(one.replace(QUOTED_CODE, '')))
    .map((one) => `${path}: ${one}`);
}

/** Attributes whose words are read by people. */
const SPOKEN = new Set([
  'aria-label',
  'alt',
  'title',
  'label',
  'placeholder',
  'help',
  'caption',
  'words',
  'what',
  'mend',
]);
const LETTERS = /\p{L}{2,}/u;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** Words that stand in a component itself instead of in a catalogue. */
export function findLiterals(source: Source): string[] {
  const faults: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'JSXText' && LETTERS.test(String(node['value']))) {
      faults.push(`${source.path}: ${String(node['value']).trim()}`);
    }
    if (
      node.type === 'JSXAttribute' &&
      isNode(node['name']) &&
      SPOKEN.has(String(node['name']['name']))
    ) {
      const value = node['value'];
      if (isNode(value) && value.type === 'Literal' && LETTERS.test(String(value['value']))) {
        faults.push(`${source.path}: ${String(node['name']['name'])}="${String(value['value'])}"`);
      }
    }
    for (const child of Object.values(node)) {
      for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one);
    }
  };
  const { program, errors } = parseSync(source.path, source.text);
  if (errors.length > 0) throw new SyntaxError(`${source.path} could not be read`);
  visit(program as unknown as Node);
  return faults;
}

/** `{{count}}` and `{n}`: what is filled in. */
const gapsIn = (text: string) =>
  [...text.matchAll(/\{\{?(\w+)\}?\}/g)].map((found) => found[1] as string);

/** Texts of a nested catalogue under their keys with dots. */
function flattenTexts(catalogue: Json, prefix = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value]]
      : flattenTexts(value, `${prefix}${key}.`),
  );
}

/** Longer than a name that is the same in two languages. */
const SENTENCE = /\p{L}+(\s+\p{L}+){3}/u;

/**
 * What a translation lacks: keys, plural forms and gaps that the first language has, keys that it does
 * not have, empty texts, and sentences that were left as they were. French counts millions apart
 * (`_many`); who writes no such form gets `_other`.
 */
export function findTranslationFaults(first: string, other: string, path: string): string[] {
  const ours = new Map(flattenTexts(JSON.parse(first)));
  const theirs = new Map(flattenTexts(JSON.parse(other)));
  const faults = [...ours.keys()].filter((key) => !theirs.has(key)).map((key) => `no ${key}`);
  for (const [key, text] of theirs) {
    const original = ours.get(key) ?? ours.get(key.replace(/_many$/, '_other'));
    if (original === undefined) {
      faults.push(`${key} is not in the first language`);
      continue;
    }
    // "One place" need not say its number.
    const isSingle = /_(zero|one)$/.test(key);
    const gaps = (of: string) =>
      [...new Set(gapsIn(of))].filter((gap) => !(isSingle && gap === 'count')).sort();
    if (gaps(original).join() !== gaps(text).join()) faults.push(`${key} fills in other values`);
    if (text.trim() === '' && original.trim() !== '') faults.push(`${key} says nothing`);
    if (text === original && SENTENCE.test(text.replaceAll(/\{\{?\w+\}?\}|[^\p{L}\s]/gu, '')))
      faults.push(`${key} is not translated`);
  }
  return faults.map((fault) => `${path}: ${fault}`);
}
