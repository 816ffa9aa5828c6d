import { type DayNo, dayOf, dayText } from './calendar.ts';
import { type Desk, officeMoment, tell, workday } from './demand-desk.ts';
import { priority as plan, priorityOfLeft } from './demand-plan.ts';
import type { HelpRequest, PriorityAsked } from './demand-types.ts';

function outcomeOf(
  desk: Desk,
  { band }: HelpRequest,
  left: boolean,
): PriorityAsked['state'] | null {
  const [granted, refused, open] = plan[band];
  const chance = desk.random.next();
  if (chance < granted) return 'GRANTED';
  const refusedHere = left && (band === 'C' || band === 'D') ? priorityOfLeft[band] : refused;
  if (chance < granted + refusedHere) return 'REFUSED';
  return !left && chance < granted + refused + open ? 'SUBMITTED' : null;
}

/**
 * Priority that was asked for a request of the direction team or the commission, and what came of it.
 * @param until the first day on which it waits no more; today where it still waits
 */
export function askForPriority(desk: Desk, request: HelpRequest, since: DayNo, until: DayNo): void {
  const { random, today } = desk;
  const state = outcomeOf(desk, request, until < today);
  if (!state) return;
  const { region } = request.child;
  const entered = request.steps[0]!.at;
  const wait = Math.floor(random.exponential(60)) - 15;
  const latest = state === 'SUBMITTED' ? until - 1 : until - random.between(2, 20);
  const earliest = state === 'SUBMITTED' ? Math.max(since, today - 35) : dayOf(entered);
  const day = workday(Math.max(earliest, Math.min(since + wait, latest)));
  const track = random.chance(0.16) ? 'IRPC' : 'DIRECTION_TEAM';
  const asked = tell(desk, {
    at: officeMoment(desk, Math.min(day, today - 1), entered),
    kind: 'priority.ask',
    region,
    subject: request.id,
    details: { track },
  });
  const made: PriorityAsked = {
    id: random.uuid(),
    track,
    state,
    asked,
    decided: null,
    validUntil: null,
  };
  request.priority.push(made);
  if (state === 'SUBMITTED') return;
  const decidedOn = Math.min(day + random.between(6, 24), until - 1, today - 1);
  made.validUntil =
    state === 'GRANTED' ? Math.max(today, decidedOn + 90) + random.between(5, 240) : null;
  made.decided = tell(desk, {
    at: officeMoment(desk, Math.max(day, decidedOn), asked.at),
    kind: 'priority.decide',
    region,
    subject: request.id,
    details: {
      track,
      state,
      validUntil: made.validUntil === null ? null : dayText(made.validUntil),
    },
  });
}
