import { type Language, localeOf } from '../../platform/language.ts';
import type { ReportCell } from '../report/tables.ts';
import { fill, named, shareIn } from '../report/words.ts';
import { type CrisisPart, enoughToSay, office, type Subject } from './codes.ts';
import type { CrisisFigures, CrisisRow, Measure } from './contract.ts';
import { crisisWords } from './words.ts';

type Words = (typeof crisisWords)['nl'];

/** One answer to one question: its title says it. Screen and files are made from the same, so that they agree. */
export interface CrisisSection {
  readonly key: string;
  readonly part: CrisisPart;
  readonly title: string;
  readonly note?: string;
  readonly columns: readonly string[];
  /** The first cell names the row; null = nothing to go by. */
  readonly rows: readonly (readonly ReportCell[])[];
  /** Number of the column that is drawn as bars, and what is drawn. */
  readonly bar?: {
    readonly column: number;
    readonly values: readonly number[];
    readonly whole?: number;
  };
  /** Drawn as a line: months. */
  readonly line?: readonly number[];
  /** Drawn as a map of the week: seven days of twenty-four hours; null = too few to say. The rows are hours. */
  readonly heat?: {
    readonly values: readonly (readonly (number | null)[])[];
    readonly isShare: boolean;
  };
}

export interface Telling {
  readonly language: Language;
  readonly regions: Readonly<Record<string, string>>;
}

const nothing: Measure = {
  asked: 0,
  found: 0,
  none: 0,
  silent: 0,
  across: 0,
  attemptsFound: 0,
  attemptsNone: 0,
  registrations: 0,
  timed: 0,
  medianMinutes: null,
  p90Minutes: null,
  late: 0,
  medianKm: null,
};
/** Nobody found, of everybody whose search is over. */
export const over = ({ found, none }: Measure): number => found + none;

/** A row with what is counted, zeros where there is nothing. */
export interface Told {
  readonly key: string;
  readonly name: string | null;
  readonly now: Measure;
  readonly before: Measure | null;
}

/** What is at hand to say a section: rows of the counts, words, numbers as they are read. */
export function speakerOf(figures: Pick<CrisisFigures, 'rows'>, { language, regions }: Telling) {
  const words = crisisWords[language];
  const grouped = Map.groupBy(figures.rows, ({ subject, division }) => `${subject} ${division}`);
  const told = ({ key, name, now, before }: CrisisRow): Told => ({
    key,
    name,
    now: now ?? nothing,
    before,
  });
  const rowsOf = (subject: Subject, division: string): Told[] =>
    (grouped.get(`${subject} ${division}`) ?? []).map(told);
  const number = (value: number | null, digits = 0) =>
    value === null
      ? words.none
      : value.toLocaleString(localeOf[language], {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
  const share = (part: number, whole: number) =>
    whole === 0 ? words.none : shareIn(part, whole, language);
  const say = (
    key: keyof Words['say'],
    values: Readonly<Record<string, string | number>> = {},
  ): string => fill(words.say[key], values);
  return {
    words,
    fill,
    say,
    number,
    share,
    rowsOf,
    /** All of a subject together. */
    whole: (subject: Subject): Told =>
      rowsOf(subject, 'all')[0] ?? { key: '*', name: null, now: nothing, before: null },
    region: (code: string) => named(regions, code),
    month: (day: string) =>
      new Date(`${day}T12:00:00Z`).toLocaleDateString(localeOf[language], {
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }),
    /** Minutes under two hours, hours from there. */
    time: (minutes: number | null) =>
      minutes === null
        ? words.none
        : minutes < 120
          ? fill(words.minutes, { value: number(minutes) })
          : fill(words.hours, { value: number(minutes / 60, 1) }),
    change: (now: number, before: number | null | undefined) =>
      before === null || before === undefined
        ? words.change.unknown
        : now === before
          ? words.change.same
          : fill(now > before ? words.change.more : words.change.less, {
              count: number(Math.abs(now - before)),
            }),
    weekday: (day: number) => words.weekdayLong[`d${day}` as keyof Words['weekdayLong']],
  };
}
export type Speaker = ReturnType<typeof speakerOf>;

const percent = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);

/** The entry with the most of something; null of none, or where nothing has any. */
export function mostOf<One>(list: readonly One[], of: (one: One) => number): One | null {
  let found: One | null = null;
  for (const one of list) if (of(one) > 0 && (found === null || of(one) > of(found))) found = one;
  return found;
}

interface Counted {
  readonly key: string;
  readonly part: CrisisPart;
  readonly header: string;
  readonly list: readonly Told[];
  readonly name: (row: Told) => string;
  readonly of?: (measure: Measure) => number;
  readonly note?: string;
  /** Of which the shares are; the sum without it. */
  readonly whole?: number;
  readonly title: (most: Told | null, total: number) => string;
}

/** How many of each, with the year before and its share: the most first. */
export function countedSection(speak: Speaker, about: Counted): CrisisSection {
  const { words, share } = speak;
  const of = about.of ?? ((measure: Measure) => measure.asked);
  const list = about.list.toSorted((a, b) => of(b.now) - of(a.now) || (a.key < b.key ? -1 : 1));
  const total = about.whole ?? list.reduce((sum, row) => sum + of(row.now), 0);
  return {
    key: about.key,
    part: about.part,
    title: about.title(
      mostOf(list, (row) => of(row.now)),
      total,
    ),
    ...(about.note !== undefined && { note: about.note }),
    columns: [about.header, words.head.count, words.head.share, words.head.before],
    rows: list.map((row) => [
      about.name(row),
      of(row.now),
      share(of(row.now), total),
      row.before === null ? null : of(row.before),
    ]),
    bar: { column: 1, values: list.map((row) => of(row.now)) },
  };
}

/** For whom nobody was found, by one division; sorted by that share unless the division has an order of its own. */
export function rateSection(
  speak: Speaker,
  division: keyof Words['division'],
  name: (row: Told) => string,
  order?: readonly string[],
): CrisisSection {
  const { words, say, share, fill } = speak;
  const list = speak
    .rowsOf('CHILD', division)
    .toSorted((a, b) =>
      order
        ? order.indexOf(a.key) - order.indexOf(b.key)
        : percent(b.now.none, over(b.now)) - percent(a.now.none, over(a.now)) ||
          (a.key < b.key ? -1 : 1),
    );
  const most = mostOf(
    list.filter(({ now }) => over(now) >= enoughToSay),
    ({ now }) => percent(now.none, over(now)),
  );
  const title = words.division[division];
  const note = fill(words.note.rate, { enough: enoughToSay });
  return {
    key: `none-${division}`,
    part: 'who',
    title: most
      ? say('most', {
          division: title,
          name: name(most),
          share: share(most.now.none, over(most.now)),
        })
      : say('mostNone', { division: title }),
    note: division === 'problem' ? `${note} ${words.note.problem}` : note,
    columns: [
      title,
      words.head.rate,
      words.head.none,
      words.head.found,
      words.head.asked,
      words.head.rateBefore,
    ],
    rows: list.map(({ now, before, ...row }) => [
      name({ now, before, ...row }),
      share(now.none, over(now)),
      now.none,
      now.found,
      now.asked,
      before === null ? null : share(before.none, over(before)),
    ]),
    bar: { column: 1, values: list.map(({ now }) => percent(now.none, over(now))), whole: 100 },
  };
}

/** Keys of the hours of a week, `101` for Monday from one to two, as seven days of twenty-four. */
export function weekOf<Value>(
  list: readonly Told[],
  of: (row: Told | undefined) => Value,
): Value[][] {
  const byKey = new Map(list.map((row) => [row.key, row]));
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => of(byKey.get(String((day + 1) * 100 + hour)))),
  );
}

/** The hour of the week with the most (or least) of something. */
export function hourWith(
  values: readonly (readonly (number | null)[])[],
  isBetter: (value: number, than: number) => boolean,
): { day: number; hour: number; value: number } | null {
  let found: { day: number; hour: number; value: number } | null = null;
  for (const [day, hours] of values.entries())
    for (const [hour, value] of hours.entries())
      if (value !== null && (found === null || isBetter(value, found.value)))
        found = { day: day + 1, hour, value };
  return found;
}

/** A map of the week: rows are hours, columns the days. */
export function heatSection(
  speak: Speaker,
  about: Pick<CrisisSection, 'key' | 'part' | 'title' | 'note'> & {
    values: readonly (readonly (number | null)[])[];
    isShare?: boolean;
  },
): CrisisSection {
  const { words, fill, number } = speak;
  const { values, isShare = false, ...rest } = about;
  // Nothing but dashes is no picture.
  if (values.every((day) => day.every((value) => value === null)))
    return { ...rest, columns: [words.head.hour], rows: [] };
  return {
    ...rest,
    columns: [words.head.hour, ...Object.values(words.weekday)],
    rows: Array.from({ length: 24 }, (_, hour) => [
      fill(words.hourName, { from: hour, until: hour + 1 }),
      ...values.map((day) => {
        const value = day[hour] ?? null;
        return value === null ? null : isShare ? `${number(value)} %` : value;
      }),
    ]),
    heat: { values, isShare },
  };
}

/** True for an hour of a working day in which an office is open. */
export const inOffice = (day: number, hour: number): boolean =>
  day <= office.lastDay && hour >= office.from && hour < office.until;
