import type { AnswerFigures, ChoiceFigures } from './contract.ts';
import { barsOf, mostOf, type Section, type Speaker, speaker, type Telling } from './sections.ts';

type Answered = AnswerFigures['all'];
const percent = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);

/** Everybody together first, then each provider: collective and individual responsibility side by side (R37). */
function everyone(
  figures: AnswerFigures,
  { words }: Speaker,
): (Answered & { readonly name: string })[] {
  const together = { name: words.key.together, ...figures.all };
  return figures.providers.length > 1 ? [together, ...figures.providers] : figures.providers;
}

function ratesSection(figures: AnswerFigures, speak: Speaker): Section {
  const { words, say, number, share } = speak;
  const { all } = figures;
  const list = everyone(figures, speak);
  return {
    key: 'answers',
    part: 'answers',
    title:
      all.due > 0
        ? say('answers', {
            answered: number(all.answered),
            due: number(all.due),
            share: share(all.answered, all.due),
            hours: number(all.medianHours, 1),
          })
        : say('answersNone'),
    note: words.note.answers,
    columns: [
      words.head.provider,
      words.head.due,
      words.head.answered,
      words.head.share,
      words.head.hours,
      words.head.hours75,
    ],
    rows: list.map((row) => [
      row.name,
      row.due,
      row.answered,
      share(row.answered, row.due),
      row.medianHours,
      row.p75Hours,
    ]),
    bar: { column: 3, values: list.map((row) => percent(row.answered, row.due)), whole: 100 },
  };
}

function declinesSection(figures: AnswerFigures, speak: Speaker): Section {
  const { words, say, number, share } = speak;
  const list = everyone(figures, speak);
  const rows = list.map((row) => [
    row.name,
    row.sent,
    row.accepted,
    row.refused,
    share(row.refused, row.accepted + row.refused),
  ]);
  return {
    key: 'declines',
    part: 'answers',
    title: say('declines', {
      refused: number(figures.all.refused),
      accepted: number(figures.all.accepted),
    }),
    columns: [
      words.head.provider,
      words.head.sent,
      words.head.accepted,
      words.head.declined,
      words.head.share,
    ],
    rows,
    bar: {
      column: 4,
      values: list.map((row) => percent(row.refused, row.accepted + row.refused)),
      whole: 100,
    },
  };
}

function reasonsSection({ reasons }: AnswerFigures, speak: Speaker): Section {
  const { words, say, name, number, share } = speak;
  const total = reasons.reduce((sum, { count }) => sum + count, 0);
  const rows = reasons.map((row) => [
    name('decline', row.code),
    row.count,
    share(row.count, total),
    row.liftable,
  ]);
  const most = reasons[0];
  return {
    key: 'reasons',
    part: 'answers',
    title: most
      ? say('reasons', {
          name: name('decline', most.code),
          count: number(most.count),
          total: number(total),
        })
      : say('reasonsNone'),
    columns: [words.head.reason, words.head.count, words.head.share, words.head.liftable],
    rows,
    bar: barsOf(rows, 1),
  };
}

function monthsSection({ months }: AnswerFigures, speak: Speaker): Section {
  const { words, say, month, share } = speak;
  const last = months.findLast(({ due }) => due > 0);
  return {
    key: 'answer-months',
    part: 'answers',
    title: last
      ? say('months', { month: month(last.month), share: share(last.answered, last.due) })
      : say('answersNone'),
    columns: [words.head.month, words.head.due, words.head.answered, words.head.share],
    rows: months.map((row) => [
      month(row.month),
      row.due,
      row.answered,
      share(row.answered, row.due),
    ]),
    bar: { column: 3, values: months.map((row) => percent(row.answered, row.due)), whole: 100 },
  };
}

/** How proposals are answered: together, by provider, month by month, and why not. */
export function answerSections(figures: AnswerFigures, telling: Telling): Section[] {
  const speak = speaker(telling);
  const all = [ratesSection, declinesSection, reasonsSection, monthsSection];
  return all.map((section) => section(figures, speak));
}

/** More of them as they stood, or half of them faster: a click is not oversight (design/safeguards.md 7). */
const alarm = { share: 0.95, minutes: 1 };

function choicesSection(figures: ChoiceFigures, speak: Speaker): Section {
  const { words, say, number, share } = speak;
  const { fromList, first, accepted, asItStood, underMinute, medianMinutes } = figures;
  const isAlarm =
    fromList > 0 &&
    (first / fromList > alarm.share || (medianMinutes !== null && medianMinutes < alarm.minutes));
  const speed =
    medianMinutes === null
      ? null
      : speak.fill(words.note.speed, { minutes: number(medianMinutes, 1) });
  const answerSpeed =
    figures.medianAnswerHours === null
      ? null
      : speak.fill(words.note.answerSpeed, { hours: number(figures.medianAnswerHours, 1) });
  const rows = [
    [words.choice.first, first, share(first, fromList)],
    [words.choice.other, fromList - first, share(fromList - first, fromList)],
    [words.choice.quick, underMinute, share(underMinute, fromList)],
    [words.choice.accepted, accepted, share(accepted, figures.calls)],
    [words.choice.asItStood, asItStood, share(asItStood, accepted)],
  ];
  return {
    key: 'choices',
    part: 'choices',
    title:
      fromList > 0
        ? say('choices', {
            first: number(first),
            fromList: number(fromList),
            share: share(first, fromList),
          })
        : say('choicesNone'),
    note: [speed, answerSpeed, isAlarm ? words.note.alarm : words.note.clicks]
      .filter((each) => each !== null)
      .join(' '),
    columns: [words.head.what, words.head.count, words.head.share],
    rows,
    bar: {
      column: 2,
      values: [
        percent(first, fromList),
        percent(fromList - first, fromList),
        percent(underMinute, fromList),
        percent(accepted, figures.calls),
        percent(asItStood, accepted),
      ],
      whole: 100,
    },
  };
}

function departuresSection({ departures }: ChoiceFigures, speak: Speaker): Section {
  const { words, say, name, number, share } = speak;
  const total = departures.reduce((sum, { count }) => sum + count, 0);
  const most = mostOf(departures, ({ count }) => count);
  const rows = departures.map((row) => [
    name('departure', row.code),
    row.count,
    share(row.count, total),
  ]);
  return {
    key: 'departures',
    part: 'choices',
    title: most
      ? say('departures', { count: number(total), name: name('departure', most.code) })
      : say('departuresNone'),
    columns: [words.head.reason, words.head.count, words.head.share],
    rows,
    bar: barsOf(rows, 1),
  };
}

function lanesSection({ lanes, calls, starts }: ChoiceFigures, speak: Speaker): Section {
  const { words, say, name, number, share } = speak;
  const rows = lanes.map((row) => [
    name('lane', row.lane),
    row.calls,
    share(row.calls, calls),
    row.starts,
    share(row.starts, starts),
  ]);
  return {
    key: 'lanes',
    part: 'choices',
    title: say('lanes', { calls: number(calls), starts: number(starts) }),
    note: words.note.lanes,
    columns: [
      words.head.lane,
      words.head.calls,
      words.head.callShare,
      words.head.starts,
      words.head.startShare,
    ],
    rows,
    bar: barsOf(rows, 1),
  };
}

/** How proposals come from the list: who was taken, how fast, why not the first, calls and starts by lane. */
export function choiceSections(figures: ChoiceFigures, telling: Telling): Section[] {
  const speak = speaker(telling);
  const all = [choicesSection, departuresSection, lanesSection];
  return all.map((section) => section(figures, speak));
}
