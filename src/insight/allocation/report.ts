import { addDays } from '../../platform/period.ts';
import type { Report } from '../report/tables.ts';
import { dayIn, named } from '../report/words.ts';
import { answerSections, choiceSections } from './answer-sections.ts';
import type { AnswerFigures, ChoiceFigures, FairnessFigures, WaitingFigures } from './contract.ts';
import { fairnessSections } from './fairness-sections.ts';
import { speaker, type Telling } from './sections.ts';
import { waitingSections } from './waiting-sections.ts';

/** All figures of a period. */
export interface AllFigures {
  readonly waiting: WaitingFigures;
  readonly answers: AnswerFigures;
  readonly choices: ChoiceFigures;
  readonly fairness: FairnessFigures;
}

/** The figures in words and tables, for paper and for files: the sections of the screen, one after another. */
export function allocationReport(
  figures: AllFigures,
  telling: Telling & { readonly isDemo: boolean },
): Report & { file: string } {
  const { words, fill } = speaker(telling);
  const { language, names, isDemo } = telling;
  const { from, until } = figures.waiting;
  const sections = [
    ...waitingSections(figures.waiting, telling),
    ...answerSections(figures.answers, telling),
    ...choiceSections(figures.choices, telling),
    ...fairnessSections(figures.fairness, telling),
  ];
  const last = addDays(until, -1);
  const { region } = figures.answers;
  return {
    file: words.file,
    title: words.title,
    datedOn: last,
    about: [
      fill(words.about.period, { from: dayIn(from, language), until: dayIn(last, language) }),
      ...(region === null
        ? []
        : [fill(words.about.region, { region: named(names.regions, region) })]),
      words.about.source,
      ...(isDemo ? [words.about.demo] : []),
    ],
    summary: [
      sections[0]!.title,
      ...answerSections(figures.answers, telling)
        .slice(0, 1)
        .map(({ title }) => title),
    ],
    valueHead: words.value,
    tables: sections
      .filter(({ rows }) => rows.length > 0)
      .map(({ key, title, columns, rows }) => ({
        key,
        title,
        columns: [...columns],
        rows: rows.map((row) => row.map((cell) => cell ?? words.none)),
      })),
  };
}
