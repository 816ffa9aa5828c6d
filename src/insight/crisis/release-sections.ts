import { localeOf } from '../../platform/language.ts';
import { fill, named, numberIn, shareIn } from '../report/words.ts';
import { ages } from './codes.ts';
import type { CrisisRelease } from './contract.ts';
import type { Group, ReleasedTableCode } from './release-tables.ts';
import type { CrisisSection, Telling } from './speaker.ts';
import { crisisWords } from './words.ts';

type Words = (typeof crisisWords)['nl'];

/** What the keys of a table are called. */
function namesOf(
  table: ReleasedTableCode,
  words: Words,
  zones: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  switch (table) {
    case 'wanted':
      return words.code.help;
    case 'age':
      return words.code.age;
    case 'zone':
      return { ...zones, UNKNOWN: words.zoneUnknown };
    case 'kind':
      return words.code.kind;
    case 'repeat':
      return words.repeatName;
    case 'reason':
      return words.code.reason;
    case 'fallback':
      return words.code.fallback;
    case 'foster':
      return { '*': words.everyRequest };
    case 'all':
      return { '*': words.everyone };
  }
}

interface Context {
  readonly release: CrisisRelease;
  readonly telling: Telling;
  readonly words: Words;
}

const part = {
  calls: 'calls',
  help: 'help',
  who: 'who',
  after: 'after',
  foster: 'foster',
} as const;
const headOf = (words: Words): Readonly<Record<ReleasedTableCode, string>> => ({
  all: words.part.help,
  wanted: words.division.wanted,
  age: words.division.age,
  zone: words.division.zone,
  kind: words.head.what,
  repeat: words.head.what,
  reason: words.head.reason,
  fallback: words.head.fallback,
  foster: words.part.foster,
});
const partOf: Readonly<Record<ReleasedTableCode, CrisisSection['part']>> = {
  all: part.help,
  wanted: part.who,
  age: part.who,
  zone: part.who,
  kind: part.calls,
  repeat: part.calls,
  reason: part.help,
  fallback: part.after,
  foster: part.foster,
};

/** The title of a table: its answer, from what may be shown alone. */
function titleOf(
  table: ReleasedTableCode,
  groups: readonly Group[],
  name: (group: Group) => string,
  { words, telling: { language } }: Context,
): string {
  const share = (one: number, whole: number) =>
    whole === 0 ? words.none : shareIn(one, whole, language);
  const count = (value: number) => numberIn(value, language);
  const { say } = words;
  const total = groups.reduce((sum, { found }) => sum + found, 0);
  const first = groups[0]!;
  const of = (key: string) => groups.find(({ keys }) => keys.length === 1 && keys[0] === key);
  const rate = ({ found, none = 0 }: Group) => none / (found + none);
  const sum = first.found + (first.none ?? 0);
  // What was put together has no name that fits in a title.
  const single = groups.filter(({ keys }) => keys.length === 1);
  const most = single.toSorted((a, b) => b.found - a.found)[0];
  switch (table) {
    case 'all':
      return fill(say.releasedAll, {
        none: count(first.none ?? 0),
        all: count(sum),
        share: share(first.none ?? 0, sum),
      });
    case 'foster':
      return fill(say.releasedFoster, {
        unfilled: count(first.none ?? 0),
        all: count(sum),
        share: share(first.none ?? 0, sum),
      });
    case 'kind':
      return of('DISPATCH') && of('CONSULT')
        ? fill(say.releasedKind, {
            dispatch: count(of('DISPATCH')!.found),
            consult: count(of('CONSULT')!.found),
          })
        : fill(words.head.what, {});
    case 'repeat':
      return of('YES')
        ? fill(say.releasedRepeat, { share: share(of('YES')!.found, total) })
        : words.mark.repeat;
    case 'reason':
    case 'fallback':
      return most
        ? fill(table === 'reason' ? say.reason : say.fallback, {
            name: name(most),
            share: share(most.found, total),
          })
        : headOf(words)[table];
    default: {
      const worst = single.toSorted((a, b) => rate(b) - rate(a))[0];
      return worst
        ? fill(say.most, {
            division: headOf(words)[table],
            name: name(worst),
            share: share(worst.none ?? 0, worst.found + (worst.none ?? 0)),
          })
        : headOf(words)[table];
    }
  }
}

/** As one reads them: ages in their order, else the most first; what was put together last. */
function inOrder(table: ReleasedTableCode, groups: readonly Group[]): Group[] {
  const place = ({ keys, found, none }: Group): number =>
    keys.length > 1
      ? Number.POSITIVE_INFINITY
      : table === 'age'
        ? ages.findIndex((age) => age === keys[0])
        : none === undefined
          ? -found
          : -none / (found + none);
  return groups.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

function section(table: ReleasedTableCode, found: readonly Group[], context: Context) {
  const groups = inOrder(table, found);
  const { release, words, telling } = context;
  const names = namesOf(table, words, release.names);
  const list = new Intl.ListFormat(localeOf[telling.language], { type: 'conjunction' });
  const name = ({ keys }: Group) =>
    keys.length === 1
      ? named(names, keys[0]!)
      : fill(words.together, { names: list.format(keys.map((key) => named(names, key))) });
  const before = release.before?.find((each) => each.table === table)?.groups;
  // Only what was put together alike can be laid beside each other.
  const was = (group: Group) =>
    before?.find(({ keys }) => keys.toSorted().join() === group.keys.toSorted().join());
  const isPair = groups.some(({ none }) => none !== undefined);
  const share = ({ found, none = 0 }: Group) => shareIn(none, found + none, telling.language);
  const total = groups.reduce((sum, { found }) => sum + found, 0);
  const made: CrisisSection = {
    key: `released-${table}`,
    part: partOf[table],
    title: titleOf(table, groups, name, context),
    ...(groups.some(({ keys }) => keys.length > 1) && { note: words.note.released }),
    columns: isPair
      ? [
          headOf(words)[table],
          table === 'foster' ? words.head.unfilled : words.head.none,
          table === 'foster' ? words.head.matched : words.head.found,
          words.head.share,
          words.head.before,
        ]
      : [headOf(words)[table], words.head.count, words.head.share, words.head.before],
    rows: groups.map((group) => {
      const past = was(group);
      return isPair
        ? [name(group), group.none ?? 0, group.found, share(group), past ? share(past) : null]
        : [
            name(group),
            group.found,
            shareIn(group.found, total, telling.language),
            past?.found ?? null,
          ];
    }),
    bar: isPair
      ? {
          column: 3,
          values: groups.map(({ found, none = 0 }) => (100 * none) / (found + none)),
          whole: 100,
        }
      : { column: 1, values: groups.map(({ found }) => found) },
  };
  return made;
}

/** What was released of a quarter, in words. */
export function releaseSections(release: CrisisRelease, telling: Telling): CrisisSection[] {
  const words = crisisWords[telling.language];
  return release.tables.map(({ table, groups }) =>
    section(table, groups, { release, telling, words }),
  );
}

/** A quarter as it is read: `3e kwartaal 2026`. */
export function quarterName(quarter: string, language: Telling['language']): string {
  const [year = '', month = '1'] = quarter.split('-');
  return fill(crisisWords[language].quarter, { number: Math.ceil(Number(month) / 3), year });
}
