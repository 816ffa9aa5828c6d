import { type Language, localeOf } from '../../platform/language.ts';
import { addDays } from '../../platform/period.ts';
import type { Report } from '../report/tables.ts';
import { dayIn, fill, named } from '../report/words.ts';
import { crisisParts } from './codes.ts';
import type { CrisisFigures, CrisisRelease, Note } from './contract.ts';
import { quarterName, releaseSections } from './release-sections.ts';
import { crisisSections } from './sections.ts';
import type { CrisisSection, Telling } from './speaker.ts';
import { crisisWords } from './words.ts';

type Context = Telling & { readonly isDemo: boolean };
export type CrisisReport = Report & { readonly file: string };

const tablesOf = (sections: readonly CrisisSection[], none: string): Report['tables'] =>
  sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ key, title, columns, rows }) => ({
      key,
      title,
      columns: [...columns],
      rows: rows.map((row) => row.map((cell) => cell ?? none)),
    }));

/** A moment as it is read, in Brussels. */
export const momentIn = (at: string, language: Language): string =>
  new Date(at).toLocaleString(localeOf[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Brussels',
  });

/** All figures of a period for paper and files: the sections of the screen, one after another. */
export function crisisReport(figures: CrisisFigures, context: Context): CrisisReport {
  const { language, regions, isDemo } = context;
  const words = crisisWords[language];
  const { about } = words;
  const last = addDays(figures.until, -1);
  const sections = crisisSections(figures, context, crisisParts);
  const titleOf = (key: string) => sections.find((one) => one.key === key)?.title ?? '';
  return {
    file: words.file,
    title: words.title,
    datedOn: last,
    about: [
      fill(about.period, { from: dayIn(figures.from, language), until: dayIn(last, language) }),
      figures.region === null
        ? about.everywhere
        : fill(about.region, { region: named(regions, figures.region) }),
      ...(figures.countedAt === null
        ? []
        : [fill(about.counted, { at: momentIn(figures.countedAt, language) })]),
      about.definitions,
      about.source,
      ...(isDemo ? [about.demo] : []),
    ],
    summary: [titleOf('calls-month'), titleOf('result')],
    valueHead: words.value,
    tables: tablesOf(sections, words.none),
  };
}

/** What was released of a quarter, with the words of the desk where a note was sent: the note to the board. */
export function releaseReport(
  release: CrisisRelease,
  note: Note | null,
  context: Context,
): CrisisReport {
  const { language, regions, isDemo } = context;
  const words = crisisWords[language];
  const { about } = words;
  const region = named(regions, release.region);
  const quarter = quarterName(release.quarter, language);
  const sections = releaseSections(release, context);
  return {
    file: note ? words.noteFile : words.file,
    title: note
      ? fill(words.noteTitle, { region, quarter })
      : `${words.title}: ${region}, ${quarter}`,
    datedOn: release.releasedOn,
    about: [
      fill(about.released, {
        at: dayIn(release.releasedOn, language),
        smallest: release.smallest,
        sensitive: release.sensitive,
      }),
      about.definitions,
      about.releasedSource,
      ...(note?.sentAt
        ? [
            fill(words.signed, {
              writer: note.writtenBy ?? words.none,
              sender: note.sentBy ?? words.none,
              at: momentIn(note.sentAt, language),
            }),
          ]
        : []),
      ...(isDemo ? [about.demo] : []),
    ],
    summary: [
      ...sections.slice(0, 1).map(({ title }) => title),
      ...(note ? [fill(words.desk, { words: note.words })] : []),
    ],
    valueHead: words.value,
    tables: tablesOf(sections, words.none),
  };
}
