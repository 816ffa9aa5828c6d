import type { Language } from '../../platform/language.ts';
import type { OutOfUseReport } from '../contract.ts';
import { dayIn, fill, named, numberIn, reportWords, shareIn } from './words.ts';

/** Names of what is data: areas and modules. */
export interface Names {
  regions: Readonly<Record<string, string>>;
  modules: Readonly<Record<string, string>>;
}

export type ReportCell = string | number | null;

/** One table of the report: the first column names the row; null is a cell that is not shown. */
export interface ReportTable {
  key: string;
  title: string;
  columns: string[];
  rows: ReportCell[][];
}

export interface Report {
  title: string;
  /** Where the figures come from and of when they are. */
  about: string[];
  /** The answer, in one or two sentences. */
  summary: string[];
  tables: ReportTable[];
  /** ISO day that the file is dated: the same report is the same file, whenever it is asked for. */
  datedOn: string;
  /** What the values of the one long table are; places without it. */
  valueHead?: string;
}

export interface Context {
  language: Language;
  names: Names;
  isDemo: boolean;
  smallest: { usual: number; sensitive: number; organisations: number };
}

/** The month before against this one, in words. */
function changeWords(facts: OutOfUseReport, language: Language): string {
  const words = reportWords[language];
  const [before, now] = facts.trend.slice(-2).map((each) => each.shortage);
  if (typeof before !== 'number' || typeof now !== 'number') return words.unknown;
  if (before === now) return words.same;
  return fill(now > before ? words.more : words.less, { count: Math.abs(now - before) });
}

function summaryOf(facts: OutOfUseReport, language: Language): string[] {
  const words = reportWords[language];
  const { unavailable, recognised } = facts;
  const sentences: string[] = [];
  if (unavailable !== null && recognised !== null)
    sentences.push(
      fill(words.summary, {
        unavailable: numberIn(unavailable, language),
        recognised: numberIn(recognised, language),
        share: shareIn(unavailable, recognised, language),
      }),
    );
  const shortage = facts.trend.at(-1)?.shortage;
  if (typeof shortage === 'number')
    sentences.push(
      fill(words.summaryStaff, {
        shortage: numberIn(shortage, language),
        change: changeWords(facts, language),
      }),
    );
  return sentences;
}

function tablesOf(facts: OutOfUseReport, { language, names }: Context): ReportTable[] {
  const words = reportWords[language];
  const { column } = words;
  const counts = (
    key: 'reason' | 'region' | 'module' | 'sector',
    list: OutOfUseReport['byReason'],
    of: Readonly<Record<string, string>>,
  ): ReportTable => ({
    key,
    title: words.head[key],
    columns: [column[key], column.places],
    rows: list.map((each) => [named(of, each.key), each.places]),
  });
  const splits = (
    key: 'length' | 'trend',
    list: OutOfUseReport['trend'],
    name: (key: string) => string,
  ) => ({
    key,
    title: words.head[key],
    columns: [key === 'trend' ? column.day : column.length, column.shortage, column.rest],
    rows: list.map((each) => [name(each.key), each.shortage, each.rest]),
  });
  const units: ReportTable = {
    key: 'units',
    title: words.head.units,
    columns: [
      column.unit,
      column.provider,
      column.region,
      column.module,
      column.reason,
      column.places,
      column.days,
    ],
    rows: facts.units.map((unit) => [
      unit.unitName,
      unit.providerName,
      named(names.regions, unit.region),
      named(names.modules, unit.module),
      named(words.reason, unit.reason),
      unit.places,
      unit.days,
    ]),
  };
  return [
    counts('reason', facts.byReason, words.reason),
    counts('region', facts.byRegion, names.regions),
    counts('module', facts.byModule, names.modules),
    counts('sector', facts.bySector, words.sector),
    splits('length', facts.byLength, (key) => named(words.band, key)),
    splits('trend', facts.trend, (key) => dayIn(key, language)),
    ...(facts.units.length > 0 ? [units] : []),
  ];
}

/** The report in words and tables, for paper and for files. */
export function reportOf(facts: OutOfUseReport, context: Context): Report {
  const { language, isDemo, smallest } = context;
  const words = reportWords[language];
  const day = dayIn(facts.day, language);
  return {
    title: words.title,
    datedOn: facts.releasedOn ?? facts.day,
    about: [
      facts.releasedOn === null
        ? fill(words.live, { day })
        : fill(words.released, { day, released: dayIn(facts.releasedOn, language) }),
      words.source,
      ...(isDemo ? [words.demo] : []),
      ...(facts.releasedOn === null
        ? []
        : [fill(words.hiddenWhy, { small: words.small, ...smallest })]),
    ],
    summary: summaryOf(facts, language),
    tables: tablesOf(facts, context),
  };
}
