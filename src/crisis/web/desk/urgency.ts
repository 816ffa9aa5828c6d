import { dayOf } from '../../../web/i18n/format.ts';
import type { DeskRequest } from '../../contract.ts';

type Minor = DeskRequest['minors'][number];

/** What a case asks of the desk now, the most pressing first. */
const steps = ['call', 'ask', 'place', 'close', 'await', 'start', 'outflow', 'follow'] as const;
type Step = (typeof steps)[number];

/** What one minor asks of the desk now; null when it is done. */
export function stepOfMinor({ state, attempts, deployments }: Minor): Step | null {
  const has = (of: string) => attempts.some((attempt) => attempt.state === of);
  if (state === 'DISPATCHING') {
    if (has('YES') && !deployments.some((help) => help.state === 'FALLEN')) return 'place';
    if (has('SILENT')) return 'call';
    return has('ASKED') ? 'await' : 'ask';
  }
  if (state === 'PLACED') return 'start';
  if (state === 'RECEIVED') return 'close';
  if (state !== 'RUNNING' && state !== 'EXTENDED') return null;
  const runs = deployments.filter((help) => help.state === 'RUNNING' || help.state === 'EXTENDED');
  return runs.some((help) => help.nextStep === null) ? 'outflow' : 'follow';
}

/** What a case asks of the desk now: the most pressing step of its minors. */
export function stepOf({ minors, state }: DeskRequest): Step {
  const asked = new Set(minors.map(stepOfMinor));
  return steps.find((step) => asked.has(step)) ?? (state === 'RECEIVED' ? 'close' : 'follow');
}

const urgencies = ['late', 'today', 'later'] as const;
export type Urgency = (typeof urgencies)[number];

/**
 * How pressing a case is at a moment (ms). Late: a term passed, or a partner let its own pass. A child for whom nobody
 * is asked is for today, whatever its clock says; a term that ends at midnight is of the day before.
 */
export function urgencyOf(request: DeskRequest, now: number): Urgency {
  const due = request.nextDue === null ? null : Date.parse(request.nextDue.at);
  const step = stepOf(request);
  if ((due !== null && due <= now) || step === 'call') return 'late';
  if (step === 'ask' || (due !== null && dayOf(due - 1) === dayOf(now))) return 'today';
  return 'later';
}

/** The cases in their groups, in each the first clock first; without a clock last, in the order of the desk. */
export function inGroups(requests: readonly DeskRequest[], now: number) {
  const at = ({ nextDue }: DeskRequest) =>
    nextDue === null ? Number.POSITIVE_INFINITY : Date.parse(nextDue.at);
  const sorted = requests.toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
  return urgencies
    .map((urgency) => ({
      urgency,
      requests: sorted.filter((request) => urgencyOf(request, now) === urgency),
    }))
    .filter((group) => group.requests.length > 0);
}
