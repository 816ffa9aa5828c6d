import { dayOf, dayText, momentOn, type Seconds } from './calendar.ts';
import type { Arrival, Promised } from './demand-arrivals.ts';
import { type Desk, officeMoment, rulesKey, workday } from './demand-desk.ts';
import type { HelpRequest, ListEvent, Step } from './demand-types.ts';
import { monthAge } from './demand-child.ts';
import { unitFits } from './demand-wishes.ts';
import { draft, refuse, sentDetails, step, talk, workingMoment } from './dialogue.ts';
import * as plan from './dialogue-plan.ts';
import type { Told } from './dialogue-types.ts';
import type { Unit } from './supply.ts';

/** The event of a step of the list becomes that of the dialogue that led to it. */
function becomes(desk: Desk, told: Told, at: Step, event: ListEvent): void {
  Object.assign(at.event, event);
  // It was told last, and stands now where the list's own stood.
  desk.events.pop();
  told.steps.at(-1)!.event = at.event;
  at.at = event.at;
}

const stepTo = (request: HelpRequest, to: Step['to']) =>
  request.steps.findLast((each) => each.to === to)!;
const before = (request: HelpRequest, one: Step) => request.steps[request.steps.indexOf(one) - 1]!;

/** The child stands elsewhere in its course because of a dialogue. */
function passes(request: HelpRequest, after: Step, to: Step['to'], event: ListEvent): Step {
  const made: Step = { to, at: event.at, reason: null, event };
  request.steps.splice(request.steps.indexOf(after) + 1, 0, made);
  return made;
}

/** The dialogue that led to the start of a child who went. */
export function tellStart(desk: Desk, request: HelpRequest, arrival: Arrival): void {
  const { random } = desk;
  const [proposed, allocated, started] = (['PROPOSED', 'ALLOCATED', 'STARTED'] as const).map((to) =>
    stepTo(request, to),
  ) as [Step, Step, Step];
  const waited = before(request, proposed);
  const told = draft(desk, request, {
    unit: arrival.unit,
    startOn: arrival.on,
    sentAt: proposed.at,
    after: waited.at,
    stateBefore: waited.to,
  });
  told.place = arrival.known?.place ?? null;
  told.stay = arrival.known?.stay ?? null;
  const sent = sentDetails(told);
  becomes(
    desk,
    told,
    proposed,
    step(desk, request, told, { to: 'SENT', at: proposed.at, by: 'ACCESS', details: sent }),
  );
  if (random.chance(0.4)) talk(desk, request, told, allocated.at - 300);
  becomes(
    desk,
    told,
    allocated,
    step(desk, request, told, { to: 'ACCEPTED', at: allocated.at, by: 'PROVIDER' }),
  );
  const day = { startOn: dayText(arrival.on) };
  const plannedAt = allocated.at + Math.floor((started.at - allocated.at) * 0.3);
  step(desk, request, told, {
    to: 'START_PLANNED',
    at: plannedAt,
    by: random.chance(0.7) ? 'PROVIDER' : 'ACCESS',
    details: day,
  });
  becomes(
    desk,
    told,
    started,
    step(desk, request, told, { to: 'STARTED', at: started.at, by: 'PROVIDER', details: day }),
  );
}

/** A dialogue that is open today, on a place that is held. */
export function tellPromise(desk: Desk, request: HelpRequest, promised: Promised): void {
  const { random } = desk;
  const last = momentOn(desk.today, 0) - 120;
  const proposed = stepTo(request, 'PROPOSED');
  const waited = before(request, proposed);
  const told = draft(desk, request, {
    unit: promised.unit,
    startOn: promised.startOn,
    sentAt: proposed.at,
    after: waited.at,
    stateBefore: waited.to,
  });
  told.place = promised.place;
  told.hold = promised.hold;
  told.dueAt = Math.max(told.dueAt!, momentOn(desk.today + 1, 0));
  const sent = sentDetails(told);
  becomes(
    desk,
    told,
    proposed,
    step(desk, request, told, { to: 'SENT', at: proposed.at, by: 'ACCESS', details: sent }),
  );
  const allocated = request.steps.find(({ to }) => to === 'ALLOCATED');
  if (random.chance(0.5)) talk(desk, request, told, (allocated?.at ?? last) - 300);
  if (!allocated) return;
  becomes(
    desk,
    told,
    allocated,
    step(desk, request, told, { to: 'ACCEPTED', at: allocated.at, by: 'PROVIDER' }),
  );
  const room = last - told.steps.at(-1)!.at;
  if (room < 1200 || !random.chance(0.6)) return;
  step(desk, request, told, {
    to: 'START_PLANNED',
    at: told.steps.at(-1)!.at + Math.floor(room * random.next() * 0.8) + 60,
    by: 'PROVIDER',
    details: { startOn: dayText(promised.startOn) },
  });
}

function endings(desk: Desk, request: HelpRequest, told: Told, how: plan.Failed): ListEvent {
  const { random } = desk;
  const sentAt = told.steps.at(-1)!.at;
  const days = random.between(1, 3);
  const at = workingMoment(desk, sentAt, days);
  const by = how === 'EXPIRED' || how === 'PLACE_GONE' ? 'PROGRAM' : 'ACCESS';
  if (how === 'EXPIRED') return step(desk, request, told, { to: how, at: told.dueAt! + 240, by });
  if (random.chance(0.55)) talk(desk, request, told, at - 300);
  if (how === 'NOT_STARTED') return refuse(desk, request, told, at);
  if (how !== 'PLACE_GONE')
    told.endReason = random.pick(how === 'WITHDRAWN' ? plan.words.withdrawn : plan.words.declined);
  return step(desk, request, told, { to: how, at, by, details: { to: how } });
}

/** Units of the first kind of help that is wanted, of the child's region, that take it. */
function unitFor(desk: Desk, request: HelpRequest, at: Seconds): Unit | null {
  const { child } = request;
  const age = Math.max(0, monthAge(child, dayOf(at)));
  for (const { module } of request.wishes) {
    const units = (desk.units.get(rulesKey(child.region, module)) ?? []).filter(
      unitFits(age, child.sex),
    );
    if (units.length > 0) return desk.random.pick(units);
  }
  return null;
}

/**
 * A dialogue that led to nothing, while the child waited: the child stands where it stood, and its course tells that it
 * was proposed. Between the last step of waiting and `until`; told only where there is room for it.
 */
export function tellFailed(desk: Desk, request: HelpRequest, until: Seconds): boolean {
  const { random } = desk;
  const waited = request.steps.findLast(
    ({ to, at }) => (to === 'WAITING' || to === 'HELPED_OTHERWISE') && at < until,
  );
  if (!waited) return false;
  const from = Math.max(dayOf(waited.at) + 1, desk.peopleSince, desk.today - plan.monthsTold * 30);
  const to = dayOf(until) - 12;
  if (to <= from) return false;
  const sentAt = officeMoment(desk, workday(random.between(from + 2, to + 2)), waited.at + 9000);
  const unit = unitFor(desk, request, sentAt);
  if (!unit || sentAt <= waited.at + 9000) return false;
  const how = random.weighted(plan.failed);
  const startOn = dayOf(sentAt) + random.between(4, 21);
  const told = draft(desk, request, {
    unit,
    startOn,
    sentAt,
    after: waited.at,
    stateBefore: waited.to,
  });
  told.place =
    unit.places.find(
      (place) => place.from <= startOn && (place.until === null || place.until > startOn),
    ) ?? null;
  const sent = step(desk, request, told, {
    to: 'SENT',
    at: sentAt,
    by: 'ACCESS',
    details: sentDetails(told),
  });
  const proposed = passes(request, waited, 'PROPOSED', sent);
  passes(request, proposed, waited.to, endings(desk, request, told, how));
  return true;
}

/** After a refusal the mandate went a grade up, and the same provider started: before the start of who went. */
export function tellStepUp(desk: Desk, request: HelpRequest): void {
  const { random } = desk;
  const told = request.proposals.at(-1)!;
  const accepted = stepTo(request, 'ALLOCATED');
  const sent = stepTo(request, 'PROPOSED');
  const at = told.steps.findIndex(({ to }) => to === 'ACCEPTED');
  const sentAt = told.steps.findLast(({ to }) => to === 'SENT' || to === 'IN_DIALOGUE')!.at;
  const room = accepted.at - sentAt;
  if (room < 3 * 86_400) return;
  const later = told.steps.splice(at);
  const refused = refuse(desk, request, told, sentAt + Math.floor(room * 0.3));
  const up = step(desk, request, told, {
    to: 'IN_DIALOGUE',
    at: sentAt + Math.floor(room * 0.6),
    by: 'ACCESS',
    kind: 'proposal.grade',
    details: { from: 1, to: 2 },
  });
  told.steps.push(...later);
  told.mandate.push({ id: random.uuid(), event: up });
  const back = passes(request, sent, before(request, sent).to, refused);
  passes(request, back, 'PROPOSED', up);
}
