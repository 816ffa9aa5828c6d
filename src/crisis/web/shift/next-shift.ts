import type { Shift } from '../../contract.ts';

const HOUR = 3_600_000;
/** As long as a shift is looked ahead. */
export const SHIFT_HOURS = 12;

type Request = Shift['requests'][number];
type Attempt = Request['minors'][number]['attempts'][number];

/** What the clock asks of the next shift: what ran out, and what runs out within its hours, the first first. */
export const dueSoon = (requests: readonly Request[], now: number): Request[] =>
  requests
    .filter(({ nextDue }) => nextDue !== null && Date.parse(nextDue.at) <= now + SHIFT_HOURS * HOUR)
    .toSorted((a, b) => Date.parse(a.nextDue!.at) - Date.parse(b.nextDue!.at));

/** Questions without an answer, who was silent first, then who was asked longest ago. */
export const unanswered = (
  requests: readonly Request[],
): { request: Request; attempt: Attempt }[] =>
  requests
    .flatMap((request) =>
      request.minors.flatMap(({ attempts }) => attempts.map((attempt) => ({ request, attempt }))),
    )
    .filter(({ attempt: { state } }) => state === 'SILENT' || state === 'ASKED')
    .toSorted(
      (a, b) =>
        b.attempt.state.localeCompare(a.attempt.state) ||
        Date.parse(a.attempt.askedAt) - Date.parse(b.attempt.askedAt),
    );

/** Who answers the telephone at a moment (ms), the first line first. */
export const onDutyAt = (duties: Shift['onDuty'], at: number) =>
  duties
    .filter(({ from, until }) => Date.parse(from) <= at && at < Date.parse(until))
    .toSorted((a, b) => a.line - b.line);

/** Who comes next on the first line; null when nobody is on the roster. */
export const nextOnDuty = (duties: Shift['onDuty'], at: number) =>
  duties
    .filter(({ from, line }) => line === 1 && Date.parse(from) > at)
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))[0] ?? null;
