import { named } from '../report/words.ts';
import {
  type CrisisSection,
  countedSection,
  heatSection,
  hourWith,
  over,
  type Speaker,
  weekOf,
} from './speaker.ts';

function askedSection(speak: Speaker): CrisisSection {
  const { words, say, number, share, time, whole, rowsOf } = speak;
  const { now } = whole('PARTNER');
  const list = rowsOf('PARTNER', 'partner').toSorted((a, b) => b.now.asked - a.now.asked);
  return {
    key: 'partners',
    part: 'partners',
    title:
      now.asked > 0
        ? say('partners', {
            asked: number(now.asked),
            yes: number(now.found),
            no: number(now.none),
            silent: number(now.silent),
          })
        : say('partnersNone'),
    note: words.note.partners,
    columns: [
      words.head.partner,
      words.head.asked,
      words.head.yes,
      words.head.no,
      words.head.silent,
      words.head.silentShare,
      words.head.median,
    ],
    rows: list.map((row) => [
      row.name ?? words.partnerUnknown,
      row.now.asked,
      row.now.found,
      row.now.none,
      row.now.silent,
      share(row.now.silent, row.now.asked),
      time(row.now.medianMinutes),
    ]),
    bar: { column: 1, values: list.map(({ now: each }) => each.asked) },
  };
}

/** What partners were asked and answered, and why not. */
export function partnerSections(speak: Speaker): CrisisSection[] {
  const { words, say, share, rowsOf } = speak;
  const name = (key: string) => named(words.code.reason, key);
  return [
    askedSection(speak),
    countedSection(speak, {
      key: 'partner-reason',
      part: 'partners',
      header: words.head.reason,
      list: rowsOf('PARTNER', 'reason'),
      name: ({ key }) => name(key),
      title: (most, total) =>
        most
          ? say('partnerReason', { name: name(most.key), share: share(most.now.asked, total) })
          : say('partnerReasonNone'),
    }),
  ];
}

/** Where children were without help, and what came after help. */
export function outflowSections(speak: Speaker): CrisisSection[] {
  const { words, say, share, rowsOf } = speak;
  return [
    countedSection(speak, {
      key: 'fallback',
      part: 'after',
      header: words.head.fallback,
      list: rowsOf('CHILD', 'fallback'),
      name: ({ key }) => named(words.code.fallback, key),
      of: (measure) => measure.none,
      note: words.note.fallback,
      title: (most, total) =>
        most
          ? say('fallback', {
              name: named(words.code.fallback, most.key),
              share: share(most.now.none, total),
            })
          : say('fallbackNone'),
    }),
    countedSection(speak, {
      key: 'next',
      part: 'after',
      header: words.head.next,
      list: rowsOf('OUTFLOW', 'next'),
      name: ({ key }) => named(words.code.next, key),
      note: words.note.next,
      title: (most, total) =>
        most
          ? say('next', {
              name: named(words.code.next, most.key),
              share: share(most.now.asked, total),
            })
          : say('nextNone'),
    }),
    countedSection(speak, {
      key: 'destination',
      part: 'after',
      header: words.head.destination,
      list: rowsOf('OUTFLOW', 'destination'),
      name: ({ key }) => named(words.code.destination, key),
      title: (most, total) =>
        most
          ? say('destination', {
              name: named(words.code.destination, most.key),
              share: share(most.now.asked, total),
            })
          : say('nextNone'),
    }),
  ];
}

function fosterResult(speak: Speaker): CrisisSection {
  const { words, say, number, share, whole, fill } = speak;
  const { now, before } = whole('FOSTER');
  const change =
    before === null || over(before) === 0
      ? words.change.unknown
      : fill(words.change.share, { share: share(before.found, over(before)) });
  const rows = [
    [words.foster.asked, now.asked, before?.asked ?? null],
    [words.foster.matched, now.found, before?.found ?? null],
    [words.foster.unfilled, now.none, before?.none ?? null],
    [
      words.foster.open,
      now.asked - over(now),
      before === null ? null : before.asked - over(before),
    ],
  ];
  return {
    key: 'foster',
    part: 'foster',
    title:
      now.asked > 0
        ? say('foster', {
            matched: number(now.found),
            all: number(over(now)),
            share: share(now.found, over(now)),
            change,
          })
        : say('fosterNone'),
    note: words.note.foster,
    columns: [words.head.what, words.head.count, words.head.before],
    rows,
    bar: { column: 1, values: [now.asked, now.found, now.none, now.asked - over(now)] },
  };
}

function fosterHow(speak: Speaker): CrisisSection {
  const { words, say, number, share, time, whole, fill } = speak;
  const { now, before } = whole('FOSTER');
  const km = (value: number | null) =>
    value === null ? words.none : fill(words.km, { value: number(value, 1) });
  const line = (name: string, of: (measure: typeof now) => string): string[] => [
    name,
    of(now),
    before === null ? words.none : of(before),
  ];
  return {
    key: 'foster-how',
    part: 'foster',
    title:
      now.found > 0
        ? say('fosterHow', { km: km(now.medianKm), across: number(now.across) })
        : say('fosterHowNone'),
    note: words.note.fosterHow,
    columns: [words.head.what, words.head.value, words.head.before],
    rows: [
      line(words.foster.km, (m) => km(m.medianKm)),
      line(words.foster.across, (m) => share(m.across, m.found)),
      line(words.foster.median, (m) => time(m.medianMinutes)),
      line(words.foster.p90, (m) => time(m.p90Minutes)),
      line(words.foster.late, (m) => share(m.late, m.timed)),
    ],
  };
}

function familiesSection(speak: Speaker): CrisisSection {
  const { words, say, number, weekday, rowsOf } = speak;
  const list = rowsOf('FAMILY', 'hour');
  const values = weekOf(list, (row) => row?.now.asked ?? 0);
  const least = list.length > 0 ? hourWith(values, (value, than) => value < than) : null;
  return heatSection(speak, {
    key: 'families',
    part: 'foster',
    title: least
      ? say('families', {
          day: weekday(least.day),
          from: least.hour,
          until: least.hour + 1,
          count: number(least.value),
        })
      : say('familiesNone'),
    note: words.note.families,
    values,
  });
}

/** Crisis foster care: found or not and why, how far and how fast, when families stand ready. */
export function fosterSections(speak: Speaker): CrisisSection[] {
  const { words, say, share, rowsOf } = speak;
  const name = (key: string) => named(words.code.unfilled, key);
  return [
    fosterResult(speak),
    familiesSection(speak),
    countedSection(speak, {
      key: 'foster-why',
      part: 'foster',
      header: words.head.reason,
      list: rowsOf('FOSTER', 'unfilled'),
      name: ({ key }) => name(key),
      title: (most, total) =>
        most
          ? say('fosterWhy', { name: name(most.key), share: share(most.now.asked, total) })
          : say('fosterWhyNone'),
    }),
    fosterHow(speak),
  ];
}
