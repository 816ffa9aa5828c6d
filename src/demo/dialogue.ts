import { addWorkingDays } from '../region/index.ts';
import { dayNumber } from '../platform/period.ts';
import { bandOf, firstRuleSet, lanesOf } from '../waiting-list/index.ts';
import { type DayNo, dayOf, dayText, momentOn, type Seconds } from './calendar.ts';
import { type Desk, officeMoment } from './demand-desk.ts';
import type { HelpRequest, ListEvent } from './demand-types.ts';
import * as plan from './dialogue-plan.ts';
import type { Told, ToldState } from './dialogue-types.ts';
import type { Hat } from './people.ts';
import type { Unit } from './supply.ts';

/** Who takes a step: the access team of the child's region, the intake of the provider, or the program. */
type Party = 'ACCESS' | 'PROVIDER' | 'PROGRAM';

const kindOf: Readonly<Partial<Record<ToldState, string>>> = {
  DRAFT: 'proposal.draft',
  CLIENT_HEARD: 'proposal.hear',
  SENT: 'proposal.send',
  IN_DIALOGUE: 'proposal.say',
  ACCEPTED: 'proposal.accept',
  START_PLANNED: 'proposal.plan-start',
  STARTED: 'proposal.start',
  NOT_STARTED: 'proposal.refuse',
  CLIENT_DECLINED: 'proposal.end',
  WITHDRAWN: 'proposal.end',
  EXPIRED: 'proposal.expire',
  PLACE_GONE: 'proposal.place-gone',
};

/** The end of the last of the working days in which a provider answers. */
export const endOfTermAt = (from: Seconds): Seconds =>
  momentOn(dayNumber(addWorkingDays(dayText(dayOf(from)), plan.termDays)) + 1, 0);

const memberOf = (desk: Desk, region: string): Hat | null => {
  const team = desk.teams.get(region) ?? [];
  return team.length > 0 ? desk.random.pick(team) : null;
};

/** Writes down something of a dialogue, under who did it; of the time before the demo's people under nobody. */
export function tellDialogue(
  desk: Desk,
  of: {
    at: Seconds;
    kind: string;
    region: string;
    subject: string;
    /** To whom it is addressed, once it is. */
    unit: Unit | null;
    by: Party;
    intakeOf: Unit;
    details?: Record<string, unknown>;
  },
): ListEvent {
  const known = of.at >= momentOn(desk.peopleSince, 0);
  const by =
    of.by === 'ACCESS'
      ? memberOf(desk, of.region)
      : of.by === 'PROVIDER'
        ? (desk.intakes.get(of.intakeOf.provider.id) ?? null)
        : null;
  const event: ListEvent = {
    id: desk.random.uuid(),
    at: of.at,
    kind: of.kind,
    by: known ? by : null,
    subject: of.subject,
    reason: null,
    details: of.details ?? {},
    slice: 'allocation',
    ...(of.unit && { organisation: of.unit.provider.id }),
  };
  desk.events.push(event);
  return event;
}

/** Takes a step, later than the one before; tells its event. */
export function step(
  desk: Desk,
  request: HelpRequest,
  told: Told,
  of: { to: ToldState; at: Seconds; by: Party; kind?: string; details?: Record<string, unknown> },
): ListEvent {
  const at = Math.max(of.at, (told.steps.at(-1)?.at ?? 0) + 45);
  const addressed = of.to !== 'DRAFT' && of.to !== 'CLIENT_HEARD';
  const event = tellDialogue(desk, {
    at,
    kind: of.kind ?? kindOf[of.to]!,
    region: request.child.region,
    subject: told.id,
    unit: addressed ? told.unit : null,
    intakeOf: told.unit,
    by: of.by,
    ...(of.details && { details: of.details }),
  });
  told.steps.push({ to: of.to, at, event });
  return event;
}

/** How the rules called a child on a day: its lanes, and whether before any share. */
function callOf(request: HelpRequest, at: Seconds): { lanes: string[]; exempt: boolean } {
  const { content } = firstRuleSet;
  const counted = request.assessed.filter(
    (each) => each.at < at && (!each.before || each.confirmed !== null),
  );
  const facts = counted.at(-1)?.facts ?? [];
  const waitingDays = Math.max(0, dayOf(at) - request.since!);
  return {
    lanes: lanesOf(content, { facts, waitingDays }),
    exempt: content.bands[bandOf(content, facts) - 1]?.exempt ?? false,
  };
}

/**
 * A proposal up to the moment at which it is sent: drafted and heard shortly before, later than `after`. The step
 * `SENT` is told by who calls.
 */
export function draft(
  desk: Desk,
  request: HelpRequest,
  of: { unit: Unit; startOn: DayNo; sentAt: Seconds; after: Seconds; stateBefore: string },
): Told {
  const { random } = desk;
  const { unit, sentAt } = of;
  const lead = Math.floor(Math.min((sentAt - of.after) * 0.7, random.between(1800, 12_000)));
  const departs = random.chance(plan.departs);
  const told: Told = {
    id: random.uuid(),
    childId: random.uuid(),
    unit,
    startOn: of.startOn,
    stateBefore: of.stateBefore,
    steps: [],
    dueAt: endOfTermAt(sentAt),
    clientHeard: random.weighted(plan.clientHeard),
    rank: departs ? random.between(2, 6) : 1,
    departure: departs ? random.weighted(plan.departures) : null,
    ...callOf(request, sentAt),
    decline: null,
    endReason: null,
    messages: [],
    mandate: [],
    place: null,
    hold: null,
    stay: null,
  };
  const module = unit.plan.code;
  const details = { unitId: unit.id, module, children: 1 };
  step(desk, request, told, { to: 'DRAFT', at: sentAt - lead, by: 'ACCESS', details });
  const heardAt = sentAt - Math.floor(lead * 0.4);
  const how = { how: told.clientHeard };
  step(desk, request, told, { to: 'CLIENT_HEARD', at: heardAt, by: 'ACCESS', details: how });
  request.proposals.push(told);
  return told;
}

/** What the event of sending says. */
export const sentDetails = (told: Told): Record<string, unknown> => ({
  due: dayText(dayOf(told.dueAt! - 1)),
  module: told.unit.plan.code,
  startOn: dayText(told.startOn),
});

/** The provider asks and hears, or sets a condition: the dialogue is open. */
export function talk(desk: Desk, request: HelpRequest, told: Told, until: Seconds): void {
  const { random } = desk;
  const sentAt = told.steps.at(-1)!.at;
  const room = until - sentAt;
  if (room < 1200) return;
  const asked = random.chance(0.65);
  const kind = asked ? ('QUESTION' as const) : ('CONDITION' as const);
  const at = sentAt + Math.floor(room * (0.2 + 0.3 * random.next()));
  const event = step(desk, request, told, {
    to: 'IN_DIALOGUE',
    at,
    by: 'PROVIDER',
    details: { kind },
  });
  const id = random.uuid();
  told.messages.push({
    id,
    side: 'PROVIDER',
    kind,
    words: random.pick(asked ? plan.words.question : plan.words.condition),
    answers: null,
    event,
  });
  if (!asked || !random.chance(0.85)) return;
  const answered = tellDialogue(desk, {
    at: at + Math.floor((until - at) * (0.2 + 0.5 * random.next())),
    kind: 'proposal.say',
    region: request.child.region,
    subject: told.id,
    unit: told.unit,
    intakeOf: told.unit,
    by: 'ACCESS',
    details: { kind: 'ANSWER' },
  });
  told.messages.push({
    id: random.uuid(),
    side: 'ACCESS',
    kind: 'ANSWER',
    words: random.pick(plan.words.answer),
    answers: id,
    event: answered,
  });
}

/** The provider does not start: why, who says so, what would lift it. */
export function refuse(desk: Desk, request: HelpRequest, told: Told, at: Seconds): ListEvent {
  const { random } = desk;
  const [code, by, chance] = random.weighted(plan.declineReasons);
  const liftable = random.chance(chance);
  told.decline = {
    code,
    by,
    words: random.pick(plan.words.refusal),
    liftable,
    lifted: liftable ? random.pick(plan.words.liftedBy) : null,
  };
  return step(desk, request, told, {
    to: 'NOT_STARTED',
    at,
    by: 'PROVIDER',
    details: { code, by, liftable },
  });
}

/** Sometime in office hours of a working day, so many working days later. */
export const workingMoment = (desk: Desk, from: Seconds, days: number): Seconds =>
  officeMoment(desk, dayNumber(addWorkingDays(dayText(dayOf(from)), days)), from);
