import { type Language, localeOf } from '../../platform/language.ts';
import type { PrintedList } from '../contract.ts';
import { fill, listWords } from './words.ts';

type Case = PrintedList['requests'][number];
type Minor = Case['minors'][number];

/** A case on paper: its head, its clock in words, and a line for each thing that whoever holds it must know. */
export interface PaperCase {
  readonly title: string;
  readonly isUnsafe: boolean;
  readonly clock: string | null;
  readonly lines: readonly string[];
}
/** The list as it is written: sections of lines, without a layout. */
export interface Paper {
  readonly title: string;
  readonly made: string;
  readonly care: string;
  readonly cases: readonly PaperCase[];
  readonly duty: readonly string[];
  readonly network: readonly string[];
}

/** A moment by the clock of Brussels, short: `24 nov 03:15`. */
const momentIn = (language: Language) => {
  const format = new Intl.DateTimeFormat(localeOf[language], {
    timeZone: 'Europe/Brussels',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at: string) => format.format(new Date(at));
};

function childOf(minor: Minor, language: Language): string {
  const words = listWords[language];
  if (minor.unborn) return words.unborn;
  const age =
    minor.ageYears === null
      ? minor.ageBand === null
        ? words.ageUnknown
        : fill(words.age, { age: minor.ageBand })
      : fill(words.age, { age: minor.ageYears });
  return `${words.sex[minor.sex]}, ${age}`;
}

function linesOf(minor: Minor, withNames: boolean, language: Language): string[] {
  const words = listWords[language];
  const moment = momentIn(language);
  const who = withNames ? [minor.name, minor.phone].filter((part) => part !== null) : [];
  const head = [childOf(minor, language), minor.pseudonym, ...who, words.state[minor.state]];
  const asked = minor.attempts
    .filter(({ state }) => state === 'ASKED' || state === 'SILENT' || state === 'YES')
    .map(({ partnerName, state, askedAt, dueAt }) =>
      fill(words.attempt[state as 'ASKED' | 'SILENT' | 'YES'], {
        partner: partnerName,
        asked: moment(askedAt),
        due: moment(dueAt),
      }),
    );
  const help = minor.deployments
    .filter(({ state }) => state === 'PLACED' || state === 'RUNNING' || state === 'EXTENDED')
    .map(({ kind, partnerName, maxEndAt, nextStep, nextOwner, nextOn }) =>
      [
        `${words.help[kind]}: ${partnerName}`,
        maxEndAt === null ? words.notStarted : fill(words.endsBy, { at: moment(maxEndAt) }),
        nextStep === null
          ? words.noNext
          : nextOwner === null
            ? words.nothingNext
            : fill(words.next, { owner: nextOwner, on: nextOn ?? '' }),
      ].join('; '),
    );
  return [head.join(' · '), ...asked, ...help];
}

function caseOf(
  request: Case,
  notes: PrintedList['notes'],
  withNames: boolean,
  language: Language,
): PaperCase {
  const words = listWords[language];
  const moment = momentIn(language);
  const { number, kind, wanted, receivedAt, nextDue, unsafety } = request;
  return {
    title: [
      fill(words.number, { number }),
      wanted === null ? words.kind[kind] : words.help[wanted],
      fill(words.received, { at: moment(receivedAt) }),
      ...(unsafety === 'NONE' ? [] : [words.unsafety[unsafety]]),
    ].join(' · '),
    isUnsafe: unsafety === 'ACUTE',
    clock: nextDue && fill(words.due[nextDue.kind], { at: moment(nextDue.at) }),
    lines: [
      ...request.minors.flatMap((minor) => linesOf(minor, withNames, language)),
      // Words may name somebody: with the names, or not at all.
      ...(withNames
        ? notes
            .filter(({ requestId }) => requestId === request.id)
            .map((note) => `${moment(note.at)}, ${note.by ?? ''}: ${note.words}`)
        : []),
    ],
  };
}

/**
 * The list of open cases as it is written on paper. Without names it says mark, age and sex alone, and leaves out what was
 * said of a case, for words may name somebody. Pure.
 */
export function listLines(list: PrintedList, withNames: boolean, language: Language): Paper {
  const words = listWords[language];
  const moment = momentIn(language);
  return {
    title: fill(words.title, { region: list.region }),
    made: fill(words.made, { at: moment(list.at), count: list.requests.length }),
    care: withNames ? words.careNames : words.care,
    cases: list.requests.map((request) => caseOf(request, list.notes, withNames, language)),
    duty: list.onDuty.map(({ name, phone, from, until, line }) =>
      fill(words.duty, {
        name,
        phone: phone ?? words.noPhone,
        from: moment(from),
        until: moment(until),
        line,
      }),
    ),
    network: list.network.map(({ name, phone, nightPhone }) =>
      fill(words.partner, {
        name,
        phone: phone ?? words.noPhone,
        night: nightPhone ?? words.noPhone,
      }),
    ),
  };
}
