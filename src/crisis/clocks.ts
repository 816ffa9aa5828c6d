import type { HelpKind } from './codes.ts';

/** A term as a setting: its usual length and where that comes from (domain background, section 5). */
interface Term {
  readonly key: string;
  readonly unit: 'HOURS' | 'DAYS';
  readonly otherwise: number;
  readonly source: string;
}

const consortium = 'Crisis partner’s page (huizeterloo.be), older regional practice';
const law = 'Decision on crisis youth help (wordscope.be): 28 days, twice one week more';
const opgroeien = 'opgroeien.be, crisismeldpunten';

/** Every term of crisis help. A region may have its own, by the setting of the same key. */
export const terms = {
  agreement: { key: 'crisis.agreement-hours', unit: 'HOURS', otherwise: 72, source: opgroeien },
  answer: { key: 'crisis.answer-hours', unit: 'HOURS', otherwise: 24, source: consortium },
  INTERVENTION: {
    key: 'crisis.intervention-days',
    unit: 'DAYS',
    otherwise: 3,
    source: consortium,
  },
  GUIDANCE: { key: 'crisis.guidance-days', unit: 'DAYS', otherwise: 28, source: law },
  STAY: { key: 'crisis.stay-days', unit: 'DAYS', otherwise: 7, source: consortium },
  longer: { key: 'crisis.extension-days', unit: 'DAYS', otherwise: 7, source: law },
  guidanceTimes: { key: 'crisis.guidance-extensions', unit: 'DAYS', otherwise: 2, source: law },
  stayTimes: { key: 'crisis.stay-extensions', unit: 'DAYS', otherwise: 1, source: consortium },
  nearEnd: { key: 'crisis.end-near-hours', unit: 'HOURS', otherwise: 48, source: 'synthetic' },
} as const satisfies Record<string, Term>;
export type TermName = keyof typeof terms;
export type Terms = Readonly<Record<TermName, number>>;

const HOUR = 3_600_000;
const DAY = 86_400_000;

const clockOfBrussels = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** What the clock of Brussels shows at an instant, as if it were UTC (ms). */
function shownAt(instant: number): number {
  const part = Object.fromEntries(
    clockOfBrussels.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  return (
    Date.UTC(
      part['year']!,
      part['month']! - 1,
      part['day'],
      part['hour'],
      part['minute'],
      part['second'],
    ) +
    (((instant % 1000) + 1000) % 1000)
  );
}

/**
 * The instant at which the clock of Brussels shows this. A time that the clock skips in spring is as much later as it
 * skips; one that it shows twice in autumn is the first.
 */
function instantOf(shown: number): number {
  const guesses = [shown - 2 * HOUR, shown - HOUR];
  return guesses.find((guess) => shownAt(guess) === shown) ?? shown - HOUR;
}

/** So many hours later: hours are counted, whatever the clock does meanwhile. */
export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * HOUR);

/** So many days later, at the same hour by the clock of Brussels; weekends and holidays count as any day. */
export const daysAfter = (at: Date, days: number): Date =>
  new Date(instantOf(shownAt(at.getTime()) + days * DAY));

/** The midnight that ends the day of Brussels on which this falls: a consult is closed the same day (background 5.2). */
export function endOfDay(at: Date): Date {
  const shown = shownAt(at.getTime());
  return new Date(instantOf(shown - (((shown % DAY) + DAY) % DAY) + DAY));
}

/** When help of a kind must end at the latest, from its start. */
export const maxEndOf = (kind: HelpKind, startedAt: Date, lengths: Terms): Date =>
  daysAfter(startedAt, lengths[kind]);

/** How often help of a kind may be made longer. */
export const extensionsOf = (kind: HelpKind, lengths: Terms): number =>
  ({ INTERVENTION: 0, GUIDANCE: lengths.guidanceTimes, STAY: lengths.stayTimes })[kind];

/** The new latest end of help that is made longer once more; null when it may not. */
export const extendedEnd = (
  of: { kind: HelpKind; maxEndAt: Date; extensions: number },
  lengths: Terms,
): Date | null =>
  of.extensions < extensionsOf(of.kind, lengths) ? daysAfter(of.maxEndAt, lengths.longer) : null;
