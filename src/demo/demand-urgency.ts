import { bandOf, firstRuleSet } from '../waiting-list/index.ts';
import { type DayNo, dayText, momentOn } from './calendar.ts';
import { ageOn } from './demand-child.ts';
import { type Desk, officeMoment, tell, workday } from './demand-desk.ts';
import { assessments as plan, type BandCode, type FileGroup, type Weights } from './demand-plan.ts';
import type { Assessed, HelpRequest } from './demand-types.ts';
import { overrideReasons, sourcesOf } from './demand-words.ts';

type Fact = keyof typeof sourcesOf;
const { bands } = firstRuleSet.content;
const bandCodes = bands.map(({ code }) => code as BandCode);

const ofMano = (group: FileGroup) => group === 'OCJ_MANO' || group === 'VK_MANO';

/** What leads to a band; together with nothing else it leads there and no further. */
function leading(band: BandCode, group: FileGroup): Weights<readonly Fact[]> {
  const mano = ofMano(group);
  if (band === 'A0')
    return [
      [['UNSAFE_NOW'], 50],
      [['NO_ROOF'], 22],
      ...(group === 'COURT' ? [[['COURT_URGENT'], 30] as const] : []),
    ];
  if (band === 'A1')
    return [
      [['CRISIS_OUTFLOW'], 55],
      [['VIST'], 25],
      ...(group === 'COURT' ? [[['GI_OUTFLOW'], 20] as const] : []),
    ];
  if (band === 'B')
    return [
      ...(mano ? [[['MANO_DEGREE:HIGH'], 90] as const] : []),
      [['RISK_LEVEL:HIGH'], 28],
      [['TIME_CRITICAL'], 8],
      [['NO_DAY_ACTIVITY', 'NO_CONTEXT'], 10],
      [['ONE_TO_ONE', 'MANY_BREAKS'], 9],
    ];
  if (band === 'C')
    return [
      ...(mano ? [[['MANO_DEGREE:SOME'], 150] as const] : []),
      [['TRAJECTORY_AT_RISK'], 42],
      [['CARE_RIGHT_AT_STAKE'], 5],
    ];
  return [[[], 1]];
}

/** Facts that lead to a band, and some beside them that lead nowhere. */
function factsFor(desk: Desk, request: HelpRequest, band: BandCode): Fact[] {
  const { random } = desk;
  const facts = [...random.weighted(leading(band, request.group))];
  const beside: Fact[] = [];
  if (random.chance(0.3)) beside.push('COMPLEX');
  if (!facts.includes('RISK_LEVEL:HIGH') && random.chance(0.25)) beside.push('RISK_LEVEL:SOME');
  if (ageOn(request.child, desk.today) < 6 && random.chance(0.7)) beside.push('YOUNG_CHILD');
  if (facts.length < 2 && random.chance(0.5))
    beside.push(
      random.pick(['MANY_BREAKS', 'NO_CONTEXT', 'ONE_TO_ONE', 'NO_DAY_ACTIVITY'] as const),
    );
  return [...facts, ...beside];
}

interface Review {
  day: DayNo;
  /** It holds no more, and nobody looked again. */
  over: boolean;
}

/** When somebody assessed, earliest first. `until`: the first day on which the request waits no more. */
function reviewsOf(desk: Desk, from: DayNo, until: DayNo, reviewDays: number): Review[] {
  const { random } = desk;
  const most = Math.min(reviewDays, 150);
  const over = until === desk.today && from < until - most && random.chance(plan.expired);
  const [low, high] = over
    ? [Math.max(from, until - most - 40), until - Math.ceil(most * 0.6)]
    : [Math.max(from, until - Math.ceil(reviewDays * 0.92)), until - 1];
  const last = random.between(low, Math.max(low, high));
  const earlier = last - from > 20 && random.chance(plan.earlier);
  return [
    ...(earlier
      ? [{ day: Math.max(from, workday(random.between(from, last - 10))), over: false }]
      : []),
    { day: Math.max(from, workday(last)), over },
  ];
}

function assess(
  desk: Desk,
  request: HelpRequest,
  { day, over }: Review,
  band: BandCode,
  last: boolean,
): Assessed {
  const { random } = desk;
  const { region } = request.child;
  const facts = factsFor(desk, request, band);
  const own = bandOf(firstRuleSet.content, facts);
  const override =
    last && own > 2 && random.chance(plan.override)
      ? { bandNo: own - 1, reason: random.pick(overrideReasons) }
      : null;
  const counted = bands[(override?.bandNo ?? own) - 1]!;
  const previous = request.assessed.at(-1)?.at ?? 0;
  const enough = Math.min(officeMoment(desk, day, previous), momentOn(desk.today, 0) - 4000);
  const at = Math.max(enough, request.steps[0]!.at + 60);
  // In half of the cases as long as the rules allow.
  const holds = random.chance(0.5) ? counted.reviewDays : Math.ceil(counted.reviewDays * 0.93);
  const validUntil = over ? Math.min(day + holds, desk.today - random.between(0, 5)) : day + holds;
  const event = tell(desk, {
    at,
    kind: 'urgency.assess',
    region,
    subject: request.id,
    reason: override?.reason ?? null,
    details: { facts, validUntil: dayText(validUntil), override: override?.bandNo ?? null },
  });
  const asks = override !== null || counted.secondWorker !== 'NONE';
  const id = random.uuid();
  const confirmed =
    asks && random.chance(override ? 0.5 : plan.confirmed)
      ? tell(desk, {
          at: at + random.between(900, 3500),
          kind: 'urgency.confirm',
          region,
          subject: request.id,
          details: { assessmentId: id },
          not: event.by,
        })
      : null;
  const sources = Object.fromEntries(facts.map((fact) => [fact, random.pick(sourcesOf[fact])]));
  return {
    id,
    at,
    facts,
    sources,
    override,
    before: override !== null,
    validUntil,
    event,
    confirmed,
  };
}

/**
 * Assesses the urgency of a request as its band asks, once the rules are in force: whoever waits longer was looked
 * at again then. @param until the first day on which it waits no more; today where it still waits
 */
export function assessRequest(desk: Desk, request: HelpRequest, since: DayNo, until: DayNo): void {
  const from = Math.max(desk.rulesFrom + 1, since);
  if (from >= until) return;
  const { random } = desk;
  const { band } = request;
  if (band === 'D' && random.chance(plan.missingInD)) return;
  const granted = request.priority.some(({ state }) => state === 'GRANTED');
  // Priority alone leads to B: the facts then say less.
  const said: BandCode =
    band === 'B' && granted && random.chance(0.5) ? random.pick(['C', 'D'] as const) : band;
  const reviewDays = bands[bandCodes.indexOf(said)]!.reviewDays;
  const reviews = reviewsOf(desk, from, until, reviewDays);
  for (const [n, review] of reviews.entries()) {
    const last = n === reviews.length - 1;
    const then =
      last || random.chance(0.6) ? said : (bandCodes[bandCodes.indexOf(said) + 1] ?? said);
    request.assessed.push(assess(desk, request, review, then, last));
  }
}
