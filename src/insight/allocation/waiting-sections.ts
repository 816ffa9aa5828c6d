import type { WaitingFigures } from './contract.ts';
import { ageGroups } from './groups.ts';
import { barsOf, mostOf, type Section, type Speaker, speaker, type Telling } from './sections.ts';

type Division = WaitingFigures['waiting'][number];

/** Fewer children than this are no ground to say that a group waits longest. */
const enoughToSay = 5;
const ages: readonly string[] = ageGroups;

function bandsSection(figures: WaitingFigures, { words, say, number }: Speaker): Section {
  const all = figures.waiting.find(({ division }) => division === 'all')?.rows[0];
  const bands = figures.waiting.find(({ division }) => division === 'band')?.rows ?? [];
  const rows = bands.map((row) => [row.key, row.children, row.medianDays, row.p75Days]);
  return {
    key: 'waiting-band',
    part: 'waiting',
    title: all
      ? say('waiting', {
          children: number(all.children),
          median: number(all.medianDays),
          p75: number(all.p75Days),
        })
      : say('waitingNone'),
    note: words.note.waiting,
    columns: [words.division.band, words.head.children, words.head.median, words.head.p75],
    rows,
    bar: barsOf(rows, 1),
  };
}

function divisionSection(
  { division, rows: found }: Division,
  { words, say, name, number }: Speaker,
): Section {
  const rows = found
    .toSorted((a, b) =>
      division === 'age'
        ? ages.indexOf(a.key) - ages.indexOf(b.key)
        : b.medianDays - a.medianDays || b.children - a.children,
    )
    .map((row) => [name(division, row.key), row.children, row.medianDays, row.p75Days]);
  const longest = mostOf(
    found.filter(({ children }) => children >= enoughToSay),
    (row) => row.medianDays,
  );
  const title = words.division[division];
  return {
    key: `waiting-${division}`,
    part: 'waiting',
    title: longest
      ? say('longest', {
          division: title,
          name: name(division, longest.key),
          median: number(longest.medianDays),
        })
      : title,
    columns: [title, words.head.children, words.head.median, words.head.p75],
    rows,
    bar: barsOf(rows, 2),
  };
}

function stepsSection({ steps }: WaitingFigures, { words, say, name, number }: Speaker): Section {
  const rows = steps.map((step) => [
    `${name('state', step.from)} → ${name('state', step.to)}`,
    step.count,
    step.medianDays,
    step.p75Days,
  ]);
  const longest = mostOf(
    steps.filter(({ count }) => count >= enoughToSay),
    (step) => step.medianDays,
  );
  return {
    key: 'steps',
    part: 'waiting',
    title: longest
      ? say('steps', {
          from: name('state', longest.from),
          to: name('state', longest.to),
          median: number(longest.medianDays),
        })
      : steps.length > 0
        ? words.head.step
        : say('stepsNone'),
    note: words.note.steps,
    columns: [words.head.step, words.head.count, words.head.median, words.head.p75],
    rows,
    bar: barsOf(rows, 2),
  };
}

function unmetSection({ unmet }: WaitingFigures, { words, say, name, number }: Speaker): Section {
  const rows = unmet.map((row) => [
    name('module', row.module),
    row.waiting,
    row.onlyThis,
    row.refused,
    row.lack,
  ]);
  const refused = unmet.reduce((sum, row) => sum + row.refused, 0);
  return {
    key: 'unmet',
    part: 'waiting',
    title: say('unmet', { refused: number(refused) }),
    note: words.note.unmet,
    columns: [
      words.division.module,
      words.head.waiting,
      words.head.onlyThis,
      words.head.refused,
      words.head.lack,
    ],
    rows,
    bar: barsOf(rows, 1),
  };
}

/** Who waits and how long, time between steps, unmet demand. */
export function waitingSections(figures: WaitingFigures, telling: Telling): Section[] {
  const speak = speaker(telling);
  const divisions = figures.waiting.filter(
    ({ division }) => division !== 'all' && division !== 'band',
  );
  return [
    bandsSection(figures, speak),
    ...divisions.map((each) => divisionSection(each, speak)),
    stepsSection(figures, speak),
    unmetSection(figures, speak),
  ];
}
