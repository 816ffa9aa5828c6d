import { addWorkingDays } from '../region/index.ts';
import { dayNumber } from '../platform/period.ts';
import { dayText, momentOn } from './calendar.ts';
import { type Desk, officeMoment, workday } from './demand-desk.ts';
import { regionShares } from './demand-plan.ts';
import type { HelpRequest } from './demand-types.ts';
import { endOfTermAt, tellDialogue, workingMoment } from './dialogue.ts';
import { tellFailed } from './dialogue-course.ts';
import * as plan from './dialogue-plan.ts';
import type { Inquiry } from './dialogue-types.ts';

const goes = ({ child }: HelpRequest) => child.group?.together !== 'REQUIRED' && !child.unborn;

/** Tells so many that led to nothing, one of each child, as far as there is room. */
function tellSome(
  desk: Desk,
  among: readonly HelpRequest[],
  many: number,
  untilOf: (request: HelpRequest) => number,
): number {
  let left = many;
  for (const request of desk.random.shuffled(among)) {
    if (left === 0) break;
    if (tellFailed(desk, request, untilOf(request))) left--;
  }
  return many - left;
}

/** The proposals that led to nothing, by the shares of the plan beside those that led to a start. */
export function tellFailures(desk: Desk, requests: readonly HelpRequest[]): void {
  const started = requests.filter(({ steps }) => steps.some(({ to }) => to === 'STARTED'));
  const many = Math.round(started.length * ((100 - plan.outcomes.STARTED) / plan.outcomes.STARTED));
  const midnight = momentOn(desk.today, 0);
  const waiting = requests.filter(
    (request) => goes(request) && /^(WAITING|HELPED_OTHERWISE)$/.test(request.steps.at(-1)!.to),
  );
  const placed = tellSome(
    desk,
    started.filter(goes),
    Math.round(many * plan.laterPlaced),
    ({ proposals }) => proposals[0]!.steps[0]!.at - 3600,
  );
  tellSome(desk, waiting, many - placed, () => midnight - 3600);
}

/** Targeted questions of the access teams, with what was answered. */
export function inventInquiries(desk: Desk, weeks: number): Inquiry[] {
  const { random, today } = desk;
  const midnight = momentOn(today, 0);
  return Array.from({ length: Math.round(weeks * plan.inquiries.weekly) }, () => {
    const region = random.weighted(regionShares);
    const units = [...desk.units].flatMap(([key, all]) =>
      key.startsWith(`${region} `) ? all : [],
    );
    if (units.length === 0) return null;
    return inventInquiry(desk, region, random.pick(units), midnight);
  }).filter((each) => each !== null);

  function inventInquiry(
    { random: r }: Desk,
    region: string,
    unit: Inquiry['unit'],
    before: number,
  ): Inquiry {
    const on = workday(Math.max(desk.peopleSince, today - 1 - Math.floor(r.next() * weeks * 7)));
    const at = officeMoment(desk, on);
    const id = r.uuid();
    const about = { region, subject: id, unit, intakeOf: unit } as const;
    const asked = tellDialogue(desk, { ...about, at, kind: 'inquiry.ask', by: 'ACCESS' });
    const dueAt = endOfTermAt(at);
    const inquiry: Inquiry = {
      id,
      region,
      unit,
      words: r.pick(plan.words.inquiry),
      dueAt,
      asked,
      closed: null,
      answer: null,
    };
    const silent = r.chance(plan.inquiries.overdue);
    const taken = !silent && r.chance(plan.inquiries.withdrawn);
    const closedAt = silent ? dueAt + 300 : workingMoment(desk, at, r.between(0, 2));
    if (closedAt >= before) return inquiry;
    const state = silent ? 'OVERDUE' : taken ? 'WITHDRAWN' : 'ANSWERED';
    const by = silent ? 'PROGRAM' : taken ? 'ACCESS' : 'PROVIDER';
    const kind = `inquiry.${silent ? 'overdue' : taken ? 'withdraw' : 'answer'}`;
    const code = r.weighted(plan.inquiryAnswers);
    inquiry.closed = {
      state,
      event: tellDialogue(desk, {
        ...about,
        at: closedAt,
        kind,
        by,
        ...(by === 'PROVIDER' && { details: { answer: code } }),
      }),
    };
    if (state === 'ANSWERED')
      inquiry.answer = {
        code,
        reason: code === 'NOT_AVAILABLE' ? r.weighted(plan.notAvailable) : null,
        from: code === 'LATER' ? dayNumber(addWorkingDays(dayText(on), r.between(6, 40))) : null,
      };
    return inquiry;
  }
}
