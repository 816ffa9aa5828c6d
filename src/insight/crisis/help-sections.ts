import { named } from '../report/words.ts';
import { ages, enoughToSay } from './codes.ts';
import {
  type CrisisSection,
  countedSection,
  heatSection,
  hourWith,
  mostOf,
  over,
  rateSection,
  type Speaker,
  type Told,
  weekOf,
} from './speaker.ts';

function resultSection(speak: Speaker): CrisisSection {
  const { words, say, number, share, whole, rowsOf, fill } = speak;
  const { now, before } = whole('CHILD');
  const change =
    before === null || over(before) === 0
      ? words.change.unknown
      : fill(words.change.share, { share: share(before.none, over(before)) });
  return countedSection(speak, {
    key: 'result',
    part: 'help',
    header: words.head.what,
    list: rowsOf('CHILD', 'state'),
    name: ({ key }) => named(words.childState, key),
    note: words.note.result,
    title: () =>
      over(now) > 0
        ? say('result', {
            none: number(now.none),
            all: number(over(now)),
            share: share(now.none, over(now)),
            change,
          })
        : say('resultNone'),
  });
}

function givenSection(speak: Speaker): CrisisSection {
  const { words, say, number, rowsOf } = speak;
  const name = (key: string) => named(words.code.help, key);
  return countedSection(speak, {
    key: 'given',
    part: 'help',
    header: words.head.given,
    list: rowsOf('CHILD', 'given'),
    name: ({ key }) => name(key),
    note: words.note.given,
    title: (most, total) =>
      most
        ? say('given', {
            name: name(most.key),
            count: number(most.now.asked),
            total: number(total),
          })
        : say('givenNone'),
  });
}

function reasonSection(speak: Speaker): CrisisSection {
  const { words, say, share, rowsOf } = speak;
  const name = (key: string) => named(words.code.reason, key);
  return countedSection(speak, {
    key: 'reason',
    part: 'help',
    header: words.head.reason,
    list: rowsOf('CHILD', 'reason'),
    name: ({ key }) => name(key),
    of: (measure) => measure.none,
    note: words.note.reason,
    title: (most, total) =>
      most
        ? say('reason', { name: name(most.key), share: share(most.now.none, total) })
        : say('reasonNone'),
  });
}

const mean = (sum: number, count: number) => (count === 0 ? null : sum / count);

function attemptsSection(speak: Speaker): CrisisSection {
  const { words, say, number, whole } = speak;
  const { now, before } = whole('CHILD');
  const line = (
    name: string,
    of: (measure: Told['now']) => number | null,
  ): [string, string, string] => [
    name,
    number(of(now), 1),
    before === null ? words.none : number(of(before), 1),
  ];
  const found = (m: Told['now']) => mean(m.attemptsFound, m.found);
  const none = (m: Told['now']) => mean(m.attemptsNone, m.none);
  return {
    key: 'attempts',
    part: 'help',
    title:
      found(now) !== null && none(now) !== null
        ? say('attempts', { found: number(found(now), 1), none: number(none(now), 1) })
        : say('attemptsNone'),
    note: words.note.attempts,
    columns: [words.head.attempts, words.head.value, words.head.before],
    rows: [
      line(words.attempt.found, found),
      line(words.attempt.none, none),
      line(words.attempt.registrations, (m) => mean(m.registrations, m.found)),
    ],
    bar: {
      column: 1,
      values: [found(now) ?? 0, none(now) ?? 0, mean(now.registrations, now.found) ?? 0],
    },
  };
}

function timeRows(
  speak: Speaker,
  header: string,
  list: readonly Told[],
  name: (row: Told) => string,
) {
  const { words, share, time } = speak;
  return {
    columns: [
      header,
      words.head.median,
      words.head.p90,
      words.head.late,
      words.head.timed,
      words.head.before,
    ],
    rows: list.map((row) => [
      name(row),
      time(row.now.medianMinutes),
      time(row.now.p90Minutes),
      share(row.now.late, row.now.timed),
      row.now.timed,
      row.before === null ? null : time(row.before.medianMinutes),
    ]),
    bar: { column: 1, values: list.map((row) => row.now.medianMinutes ?? 0) },
  };
}

function timeSection(speak: Speaker): CrisisSection {
  const { words, say, share, time, whole, rowsOf } = speak;
  const { now } = whole('CHILD');
  return {
    key: 'time',
    part: 'help',
    title:
      now.timed > 0
        ? say('time', { median: time(now.medianMinutes), share: share(now.late, now.timed) })
        : say('timeNone'),
    note: words.note.time,
    ...timeRows(
      speak,
      words.division.wanted,
      [...rowsOf('CHILD', 'all'), ...rowsOf('CHILD', 'wanted')],
      ({ key }) => (key === '*' ? words.part.help : named(words.code.help, key)),
    ),
  };
}

function timeRegionSection(speak: Speaker): CrisisSection[] {
  const { words, say, time, region, rowsOf } = speak;
  const list = rowsOf('CHILD', 'region').filter(({ now }) => now.timed > 0);
  const longest = mostOf(
    list.filter(({ now }) => now.timed >= enoughToSay),
    ({ now }) => now.medianMinutes ?? 0,
  );
  if (list.length < 2) return [];
  return [
    {
      key: 'time-region',
      part: 'help',
      title: longest
        ? say('timeRegion', {
            name: region(longest.key),
            median: time(longest.now.medianMinutes),
          })
        : say('timeNone'),
      ...timeRows(speak, words.head.region, list, ({ key }) => region(key)),
    },
  ];
}

function noHourSection(speak: Speaker): CrisisSection {
  const { words, say, share, weekday, rowsOf, fill } = speak;
  const values = weekOf(rowsOf('CHILD', 'hour'), (row) =>
    row && over(row.now) >= enoughToSay ? (100 * row.now.none) / over(row.now) : null,
  );
  const most = hourWith(values, (value, than) => value > than);
  return heatSection(speak, {
    key: 'none-hour',
    part: 'who',
    title: most
      ? say('noHour', {
          day: weekday(most.day),
          from: most.hour,
          until: most.hour + 1,
          share: share(most.value, 100),
        })
      : say('noHourNone'),
    note: fill(words.note.noHour, { enough: enoughToSay }),
    values,
    isShare: true,
  });
}

function noMonthSection(speak: Speaker): CrisisSection {
  const { words, say, share, month, rowsOf } = speak;
  const list = rowsOf('CHILD', 'month');
  const most = mostOf(
    list.filter(({ now }) => over(now) >= enoughToSay),
    ({ now }) => now.none / over(now),
  );
  return {
    key: 'none-month',
    part: 'who',
    title: most
      ? say('month', { month: month(most.key), share: share(most.now.none, over(most.now)) })
      : say('monthNone'),
    columns: [words.head.month, words.head.rate, words.head.none, words.head.found],
    rows: list.map((row) => [
      month(row.key),
      share(row.now.none, over(row.now)),
      row.now.none,
      row.now.found,
    ]),
    line: list.map(({ now }) => (over(now) === 0 ? 0 : (100 * now.none) / over(now))),
  };
}

/** What was found: helped or not and why, how often was asked, how long it took. */
export const helpSections = (speak: Speaker): CrisisSection[] => [
  resultSection(speak),
  timeSection(speak),
  givenSection(speak),
  reasonSection(speak),
  attemptsSection(speak),
  ...timeRegionSection(speak),
];

/** For whom nobody was found: by month, region, module, age, zone, problem and hour. */
export function whoSections(speak: Speaker): CrisisSection[] {
  const { words, region, rowsOf } = speak;
  const regions = rowsOf('CHILD', 'region').length > 1;
  return [
    noMonthSection(speak),
    noHourSection(speak),
    ...(regions ? [rateSection(speak, 'region', ({ key }) => region(key))] : []),
    rateSection(speak, 'wanted', ({ key }) => named(words.code.help, key)),
    rateSection(speak, 'age', ({ key }) => named(words.code.age, key), ages),
    rateSection(speak, 'unsafety', ({ key }) => named(words.code.unsafety, key)),
    rateSection(speak, 'problem', ({ key }) => named(words.code.problem, key)),
    rateSection(speak, 'zone', ({ key, name }) =>
      key === 'UNKNOWN' ? words.zoneUnknown : (name ?? key),
    ),
  ];
}
