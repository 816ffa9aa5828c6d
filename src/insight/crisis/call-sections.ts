import {
  type CrisisSection,
  countedSection,
  heatSection,
  hourWith,
  inOffice,
  type Speaker,
  weekOf,
} from './speaker.ts';
import { named } from '../report/words.ts';

function monthSection(speak: Speaker): CrisisSection {
  const { words, say, number, change, whole, rowsOf, month } = speak;
  const { now, before } = whole('CALL');
  const list = rowsOf('CALL', 'month');
  return {
    key: 'calls-month',
    part: 'calls',
    title:
      now.asked > 0
        ? say('calls', { count: number(now.asked), change: change(now.asked, before?.asked) })
        : say('callsNone'),
    note: words.note.calls,
    columns: [words.head.month, words.head.count],
    rows: list.map((row) => [month(row.key), row.now.asked]),
    line: list.map((row) => row.now.asked),
  };
}

function kindSection(speak: Speaker): CrisisSection {
  const { words, say, number, rowsOf } = speak;
  const of = (kind: string) => rowsOf('CALL', 'kind').find(({ key }) => key === kind)?.now.asked;
  return countedSection(speak, {
    key: 'calls-kind',
    part: 'calls',
    header: words.head.what,
    list: rowsOf('CALL', 'kind'),
    name: ({ key }) => named(words.code.kind, key),
    title: () =>
      say('kind', {
        dispatch: number(of('DISPATCH') ?? 0),
        consult: number(of('CONSULT') ?? 0),
      }),
  });
}

function hourSection(speak: Speaker): CrisisSection {
  const { words, say, share, weekday, rowsOf } = speak;
  const values = weekOf(rowsOf('CALL', 'hour'), (row) => row?.now.asked ?? 0);
  const most = hourWith(values, (value, than) => value > than);
  let outside = 0;
  let total = 0;
  for (const [day, hours] of values.entries())
    for (const [hour, value] of hours.entries()) {
      total += value;
      if (!inOffice(day + 1, hour)) outside += value;
    }
  return heatSection(speak, {
    key: 'calls-hour',
    part: 'calls',
    title:
      most && most.value > 0
        ? say('hour', {
            day: weekday(most.day),
            from: most.hour,
            until: most.hour + 1,
            share: share(outside, total),
          })
        : say('callsNone'),
    note: words.note.hour,
    values,
  });
}

function registrarSection(speak: Speaker): CrisisSection {
  const { words, say, share, rowsOf } = speak;
  const name = (key: string) => named(words.code.registrar, key);
  return countedSection(speak, {
    key: 'calls-registrar',
    part: 'calls',
    header: words.head.registrar,
    list: rowsOf('CALL', 'registrar'),
    name: ({ key }) => name(key),
    title: (most, total) =>
      most
        ? say('registrar', { name: name(most.key), share: share(most.now.asked, total) })
        : say('callsNone'),
  });
}

function marksSection(speak: Speaker): CrisisSection {
  const { words, say, share, rowsOf, whole } = speak;
  const { now } = whole('CALL');
  const repeats = rowsOf('CALL', 'repeat').map((row) => ({ ...row, key: 'repeat' }));
  return countedSection(speak, {
    key: 'calls-marks',
    part: 'calls',
    header: words.head.what,
    list: [...repeats, ...rowsOf('CALL', 'mark')],
    name: ({ key }) => named(words.mark, key),
    note: words.note.marks,
    whole: now.asked,
    title: () =>
      now.asked > 0
        ? say('marks', { share: share(repeats[0]?.now.asked ?? 0, now.asked) })
        : say('callsNone'),
  });
}

function unsafetySection(speak: Speaker): CrisisSection {
  const { words, say, share, rowsOf } = speak;
  const list = rowsOf('CALL', 'unsafety');
  const unsafe = list
    .filter(({ key }) => key !== 'NONE')
    .reduce((sum, { now }) => sum + now.asked, 0);
  return countedSection(speak, {
    key: 'calls-unsafety',
    part: 'calls',
    header: words.head.unsafety,
    list,
    name: ({ key }) => named(words.code.unsafety, key),
    title: (_most, total) =>
      total > 0 ? say('unsafety', { share: share(unsafe, total) }) : say('callsNone'),
  });
}

/** What came in: how many, when in the week, from whom, how unsafe, what is repeated. */
export const callSections = (speak: Speaker): CrisisSection[] =>
  [monthSection, hourSection, kindSection, marksSection, registrarSection, unsafetySection].map(
    (section) => section(speak),
  );
