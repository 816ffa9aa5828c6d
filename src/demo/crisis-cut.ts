import type { Seconds } from './calendar.ts';
import { answerTerm } from './crisis-plan.ts';
import type { Attempt, Call, CallMinor, CallState, Help } from './crisis-types.ts';

const closed: ReadonlySet<CallState> = new Set([
  'CONSULT_CLOSED',
  'ENDED',
  'NO_RESPONSE',
  'WITHDRAWN',
]);
const order: readonly CallState[] = ['RECEIVED', 'DISPATCHING', 'PLACED', 'RUNNING', 'EXTENDED'];

/** A request is as far as the least far of its minors that is not done (the twin of `crisis.follow_minor`). */
export function stateOf(minors: readonly CallMinor[]): CallState {
  const open = minors.map(({ state }) => state).filter((state) => !closed.has(state));
  const has = (state: CallState) => minors.some((minor) => minor.state === state);
  if (open.length > 0) return order.find((state) => open.includes(state))!;
  return (['ENDED', 'NO_RESPONSE', 'CONSULT_CLOSED'] as const).find(has) ?? 'WITHDRAWN';
}

function cutAttempt(attempt: Attempt, now: Seconds): void {
  if (attempt.answeredAt !== null && attempt.answeredAt > now) {
    Object.assign(attempt, { state: 'ASKED', reason: null, answeredAt: null });
  }
}

function cutHelp(help: Help, now: Seconds, term: (help: Help, times: number) => Seconds): void {
  if (help.endedAt !== null && help.endedAt <= now) return;
  Object.assign(help, { endedAt: null, destination: null });
  if (help.plannedAt! > now)
    Object.assign(help, { plannedAt: null, nextStep: null, nextOwner: null, nextOn: null });
  if (help.startedAt! > now) {
    Object.assign(help, { state: 'PLACED', startedAt: null, maxEndAt: null, extendedAt: [] });
    return;
  }
  help.extendedAt = help.extendedAt.filter((at) => at <= now);
  help.maxEndAt = term(help, help.extendedAt.length);
  help.state = help.extendedAt.length > 0 ? 'EXTENDED' : 'RUNNING';
}

/**
 * What of a course is known at a moment: what comes after is taken away again, and the states follow.
 * @param term the latest end of help that was made longer so many times
 */
export function cutMinor(
  minor: CallMinor,
  now: Seconds,
  term: (help: Help, times: number) => Seconds,
): void {
  if (minor.closedAt !== null && minor.closedAt <= now) return;
  minor.closedAt = null;
  minor.reason = null;
  minor.fallback = null;
  minor.attempts = minor.attempts.filter(({ at }) => at <= now);
  for (const attempt of minor.attempts) {
    cutAttempt(attempt, now);
    // Without an answer while the search goes on: still asked.
    if (attempt.state === 'WITHDRAWN')
      attempt.state = attempt.at + answerTerm <= now ? 'SILENT' : 'ASKED';
  }
  minor.help = minor.help.filter(({ placedAt }) => placedAt <= now);
  for (const help of minor.help) cutHelp(help, now, term);
  const main = minor.help.find((help) => help.partOf === null && help.state !== 'FALLEN');
  if (main) {
    minor.state = main.state as CallState;
    // Whoever was asked beside is asked no longer.
    for (const attempt of minor.attempts)
      if (attempt.state === 'ASKED' || attempt.state === 'SILENT') attempt.state = 'WITHDRAWN';
  } else
    minor.state =
      minor.attempts.length > 0 || minor.state !== 'CONSULT_CLOSED' ? 'DISPATCHING' : 'RECEIVED';
}

/** The whole call at a moment. */
export function cutCall(
  call: Call,
  now: Seconds,
  term: (help: Help, times: number) => Seconds,
): void {
  if (call.closedAt !== null && call.closedAt <= now) return;
  for (const minor of call.minors) cutMinor(minor, now, term);
  call.state = call.minors.length > 0 ? stateOf(call.minors) : 'RECEIVED';
  call.closedAt = null;
  call.longTerm &&= call.minors.some(({ help }) =>
    help.some(({ nextStep }) => nextStep === 'WAITING_LIST'),
  );
  call.accelerated &&= call.minors.some(({ help }) =>
    help.some(({ nextStep }) => nextStep === 'ACCELERATED'),
  );
}
