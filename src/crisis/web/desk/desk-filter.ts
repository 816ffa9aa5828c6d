import type { DeskRequest } from '../../contract.ts';

/** What part of the desk is shown; all of it without one. */
export const shownParts = ['mijn', 'onveilig', 'klok'] as const;
export type ShownPart = (typeof shownParts)[number];

/** The person's own cases (where they asked a partner), the unsafe ones, or those with a clock that runs. */
const isOf: Readonly<Record<ShownPart, (request: DeskRequest, me: string) => boolean>> = {
  mijn: ({ minors }, me) =>
    minors.some(({ attempts }) => attempts.some(({ askedBy }) => askedBy === me)),
  onveilig: ({ unsafety }) => unsafety !== 'NONE',
  klok: ({ nextDue }) => nextDue !== null,
};

/** Whether a case has this number, or a minor of it this mark or name. */
function isFound({ number, minors }: DeskRequest, text: string): boolean {
  const sought = text.trim().toLocaleLowerCase();
  if (sought === '') return true;
  if (/^#?\d+$/.test(sought)) return String(number) === sought.replace('#', '');
  return minors.some(({ pseudonym, name }) =>
    `${pseudonym} ${name ?? ''}`.toLocaleLowerCase().includes(sought),
  );
}

export const filterDesk = (
  requests: readonly DeskRequest[],
  asked: { part?: ShownPart | undefined; text?: string | undefined; me: string },
): DeskRequest[] =>
  requests.filter(
    (request) =>
      (asked.part === undefined || isOf[asked.part](request, asked.me)) &&
      isFound(request, asked.text ?? ''),
  );

/** The case before or after the one that is opened, as they stand on the screen; the first where none is. */
export function neighbourOf(
  ids: readonly string[],
  opened: string | undefined,
  step: 1 | -1,
): string | undefined {
  const at = opened === undefined ? -1 : ids.indexOf(opened);
  if (at === -1) return step === 1 ? ids[0] : ids.at(-1);
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}

/** Something that happened on the desk, to be said once. */
export interface Told {
  readonly what: 'new' | 'YES' | 'NO' | 'SILENT' | 'late';
  readonly number: number;
  readonly partner?: string;
}

const attemptsOf = ({ minors }: DeskRequest) => minors.flatMap(({ attempts }) => attempts);
const isLate = ({ nextDue }: DeskRequest, now: number) =>
  nextDue !== null && Date.parse(nextDue.at) <= now;

/**
 * What happened between two looks at the desk: a case came in, a partner answered or let its term pass, a clock ran out.
 * What this person is at does not need saying, but is harmless to hear.
 */
export function toldBetween(
  before: { requests: readonly DeskRequest[]; now: number },
  after: { requests: readonly DeskRequest[]; now: number },
): Told[] {
  const was = new Map(before.requests.map((request) => [request.id, request]));
  return after.requests.flatMap((request) => {
    const { id, number } = request;
    const old = was.get(id);
    if (!old) return [{ what: 'new' as const, number }];
    const states = new Map(attemptsOf(old).map((attempt) => [attempt.id, attempt.state]));
    const answers = attemptsOf(request).flatMap(({ id: of, state, partnerName }): Told[] =>
      states.get(of) !== state && (state === 'YES' || state === 'NO' || state === 'SILENT')
        ? [{ what: state, number, partner: partnerName }]
        : [],
    );
    const ranOut = isLate(request, after.now) && !isLate(old, before.now);
    return [...answers, ...(ranOut ? [{ what: 'late' as const, number }] : [])];
  });
}
