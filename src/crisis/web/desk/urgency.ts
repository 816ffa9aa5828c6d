import { dayOf } from '../../../web/i18n/format.ts';
import type { DeskRequest } from '../../contract.ts';

type Minor = DeskRequest['minors'][number];

/** What a case asks of the desk now, the most pressing first. */
const steps = [
  'call',
  'ask',
  'place',
  'end',
  'close',
  'agree',
  'await',
  'start',
  'outflow',
  'follow',
] as const;
type Step = (typeof steps)[number];

/** The help that runs now; a bed within a guidance is part of it. */
const runningOf = (deployments: Minor['deployments']) =>
  deployments.filter(
    (help) => !help.partOf && (help.state === 'RUNNING' || help.state === 'EXTENDED'),
  );

/** Whether an answer can still become help: a yes whose help did not fall through before it began. */
export const mayPlace = (
  { id, state }: Minor['attempts'][number],
  deployments: Minor['deployments'],
): boolean =>
  state === 'YES' && !deployments.some((help) => help.state === 'FALLEN' && help.attemptId === id);

/** What one minor asks of the desk at a moment (ms); null when it is done. */
export function stepOfMinor({ state, attempts, deployments }: Minor, now: number): Step | null {
  const has = (of: string) => attempts.some((attempt) => attempt.state === of);
  if (state === 'DISPATCHING') {
    if (attempts.some((attempt) => mayPlace(attempt, deployments))) return 'place';
    if (has('SILENT')) return 'call';
    return has('ASKED') ? 'await' : 'ask';
  }
  if (state === 'PLACED') return 'start';
  if (state === 'RECEIVED') return 'close';
  if (state !== 'RUNNING' && state !== 'EXTENDED') return null;
  const runs = runningOf(deployments);
  if (runs.some((help) => help.nextStep === null)) return 'outflow';
  return runs.some((help) => help.maxEndAt && Date.parse(help.maxEndAt) <= now) ? 'end' : 'follow';
}

type Asking = Pick<DeskRequest, 'minors' | 'state' | 'agreement' | 'agreementDueAt'>;

/** As long before help ends as the clock warns of it (`crisis.end-near-hours`), where nothing comes after. */
const NEAR_MS = 48 * 3_600_000;

/** Whether help ends soon, or should have, and nothing comes after it. */
const endsInNothing = ({ minors }: Asking, now: number): boolean =>
  minors.some(({ deployments }) =>
    runningOf(deployments).some(
      ({ nextStep, maxEndAt }) =>
        nextStep === null && maxEndAt !== null && Date.parse(maxEndAt) - now <= NEAR_MS,
    ),
  );

/** Whether it must be clear today, or had to be before, that the client agrees. */
const mustAgree = ({ agreement, agreementDueAt: at }: Asking, now: number): boolean =>
  agreement === 'UNCLEAR' && at !== null && dayOf(Date.parse(at) - 1) <= dayOf(now);

/** What a case asks of the desk at a moment (ms): the most pressing step of its minors, or to hear whether they agree. */
export function stepOf(request: Asking, now: number): Step {
  const { minors, state } = request;
  const asked = new Set(minors.map((minor) => stepOfMinor(minor, now)));
  if (mustAgree(request, now) && !endsInNothing(request, now)) asked.add('agree');
  return steps.find((step) => asked.has(step)) ?? (state === 'RECEIVED' ? 'close' : 'follow');
}

const urgencies = ['late', 'today', 'later'] as const;
export type Urgency = (typeof urgencies)[number];

const handsOn: readonly Step[] = ['ask', 'place', 'start'];

/**
 * How pressing a case is at a moment (ms). Late: a term passed, or a partner let its own pass. A child for whom nobody
 * is asked, or whose place waits for the desk, is for today, whatever its clock says; so is help that nothing comes
 * after and that ends within two days. A term that ends at midnight is of the day before.
 */
export function urgencyOf(request: DeskRequest, now: number): Urgency {
  const due = request.nextDue === null ? null : Date.parse(request.nextDue.at);
  const step = stepOf(request, now);
  if ((due !== null && due <= now) || step === 'call') return 'late';
  if (handsOn.includes(step) || (step === 'outflow' && due !== null && due - now <= NEAR_MS))
    return 'today';
  return request.nextDue === null ? 'later' : clockUrgency(request.nextDue.at, now);
}

/** How pressing the clock itself is: the case may be late for another reason. */
export function clockUrgency(at: string, now: number): Urgency {
  const due = Date.parse(at);
  if (due <= now) return 'late';
  return dayOf(due - 1) === dayOf(now) ? 'today' : 'later';
}

/** Who comes first in a group: a child in acute danger whom nobody helps yet, then any whom nobody helps yet. */
function rankOf({ state, unsafety }: DeskRequest): number {
  if (state !== 'RECEIVED' && state !== 'DISPATCHING') return 2;
  return unsafety === 'ACUTE' ? 0 : 1;
}

/**
 * The cases in their groups. In each whom nobody helps yet, acute danger before all; then the first clock first; without a
 * clock last, in the order of the desk.
 */
export function inGroups(requests: readonly DeskRequest[], now: number) {
  const at = ({ nextDue }: DeskRequest) =>
    nextDue === null ? Number.POSITIVE_INFINITY : Date.parse(nextDue.at);
  const sorted = requests.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || (at(a) === at(b) ? 0 : at(a) - at(b)),
  );
  return urgencies
    .map((urgency) => ({
      urgency,
      requests: sorted.filter((request) => urgencyOf(request, now) === urgency),
    }))
    .filter((group) => group.requests.length > 0);
}
