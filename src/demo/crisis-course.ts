import { dayOf, momentOn, type Seconds } from './calendar.ts';
import { freePlace, isPledgedAt, type Network, pledgeKey } from './crisis-network.ts';
import * as plan from './crisis-plan.ts';
import type { Attempt, Call, CallMinor, Help, HelpKind, Pledge } from './crisis-types.ts';
import type { Random } from './random.ts';

export interface CrisisDesk {
  random: Random;
  network: Network;
}

const clockOf = (day: number) => day * 86400 + 43_200 - momentOn(day, 43_200);

/** So many seconds later, whole days by the clock of Brussels. */
export function later(at: Seconds, seconds: number): Seconds {
  return at + seconds + clockOf(dayOf(at)) - clockOf(dayOf(at + seconds));
}

/** Whom a desk asks for this kind: those of its region in some order, then its neighbours. Each partner once. */
export function whoIsAsked(
  desk: CrisisDesk,
  region: string,
  kind: HelpKind,
  at: Seconds,
): Pledge[] {
  const own = (code: string) =>
    (desk.network.of.get(pledgeKey(code, kind)) ?? []).filter((one) => isPledgedAt(one, at));
  return [
    ...desk.random.shuffled(own(region)),
    ...(plan.neighbours[region] ?? []).flatMap((code) => desk.random.shuffled(own(code))),
  ];
}

/** Asks one after another until the first so many said no, or nothing; the last asked is told apart. Whoever stays silent is now and then waited for until the term is over. */
function askInTurn(
  desk: CrisisDesk,
  minor: CallMinor,
  from: Seconds,
  pledges: readonly Pledge[],
  off: boolean,
): Seconds {
  const { random } = desk;
  let at = from;
  for (const pledge of pledges) {
    if (!isPledgedAt(pledge, at)) continue;
    const silent = random.chance(plan.silence.share);
    const isAwaited = silent && random.chance(plan.silence.awaited);
    const answeredAt = at + Math.round(60 * Math.min(600, Math.max(5, random.logNormal(28, 0.8))));
    const reason = random.weighted(plan.noReasons);
    minor.attempts.push({
      id: random.uuid(),
      pledge,
      at,
      state: silent ? 'WITHDRAWN' : 'NO',
      reason: silent ? null : !off && reason === 'OUT_OF_HOURS' ? 'NOT_AVAILABLE' : reason,
      answeredAt: silent ? null : answeredAt,
    });
    // The next is asked while this one still thinks, now and then.
    at = isAwaited
      ? at + plan.answerTerm + random.between(600, 7200)
      : random.chance(0.35)
        ? at + random.between(120, 900)
        : answeredAt + random.between(60, 600);
  }
  return Math.max(at, ...minor.attempts.map((each) => each.answeredAt ?? each.at));
}

/** How many are asked until one says yes, that one counted. */
function askedOf(random: Random): number {
  let count = 1;
  while (count < 8 && !random.chance(plan.asked.stops)) count++;
  return count;
}

/** The course of help: when it begins, is made longer and ends, and what comes after. All of it, also what is to come. */
export function helpOf(
  desk: CrisisDesk,
  of: {
    pledge: Pledge;
    attempt: Attempt | null;
    partOf: Help | null;
    placedAt: Seconds;
    owner: string;
  },
): Help {
  const { random } = desk;
  const { pledge, placedAt } = of;
  const { kind } = pledge;
  const { term, longer, whole } = plan.lengths[kind];
  const wait = kind === 'GUIDANCE' ? random.between(3, 30) : random.between(1, 9);
  const startedAt = placedAt + wait * 3600 + random.between(0, 1800);
  const extendedAt: Seconds[] = [];
  let maxEndAt = later(startedAt, term);
  for (const chance of longer) {
    if (!random.chance(chance)) break;
    extendedAt.push(maxEndAt - random.between(4, 30) * 3600);
    maxEndAt = later(maxEndAt, plan.extension);
  }
  const length = maxEndAt - startedAt;
  const early = extendedAt.length === 0 && !random.chance(whole);
  const endedAt = random.chance(plan.late)
    ? maxEndAt + random.between(3, 100) * 3600
    : Math.round(
        early
          ? startedAt + length * (0.4 + 0.5 * random.next())
          : maxEndAt - random.between(0, 10) * 3600,
      );
  const nextStep = random.weighted(plan.nextSteps[kind]);
  const planned = random.chance(0.86);
  return {
    id: random.uuid(),
    attempt: of.attempt,
    partOf: of.partOf,
    pledge,
    slot: take(pledge, placedAt, endedAt),
    state: 'ENDED',
    placedAt,
    startedAt,
    maxEndAt,
    extendedAt,
    plannedAt: planned
      ? Math.round(startedAt + (endedAt - startedAt) * (0.1 + 0.5 * random.next()))
      : endedAt,
    nextStep,
    nextOwner: nextStep === 'NONE' ? null : ownerOf(random, nextStep, of.owner),
    nextOn: nextStep === 'NONE' ? null : dayOf(endedAt) + random.between(0, 12),
    destination: random.weighted(plan.destinations[kind]),
    endedAt,
    stay: null,
  };
}

function take(pledge: Pledge, placedAt: Seconds, endedAt: Seconds): number {
  const free = freePlace(pledge, placedAt);
  if (free >= 0) pledge.takenUntil[free] = endedAt;
  return free + 1;
}

const owners: Readonly<Record<string, string>> = {
  VIST: 'Toegangsteam',
  WAITING_LIST: 'Toegangsteam',
  OCJ: 'OCJ',
  VK: 'Vertrouwenscentrum',
  COURT: 'Sociale dienst jeugdrechtbank',
  MENTAL_HEALTH: 'CGG (verzonnen)',
  DISABILITY_CARE: 'Dienst handicap (verzonnen)',
  FOSTER_CARE: 'Pleegzorgdienst',
  ACCELERATED: 'Toegangsteam',
};
const ownerOf = (random: Random, step: string, otherwise: string): string =>
  owners[step] ?? (random.chance(0.5) ? otherwise : 'CAW (verzonnen)');

/** The search for one minor and what it led to; with `result` NONE until nobody is left to ask, or nobody wants to. */
export function courseOf(
  desk: CrisisDesk,
  call: Call,
  minor: CallMinor,
  result: plan.Result,
): void {
  const { random } = desk;
  const begun = call.at + random.between(4, 45) * 60;
  const wanted = call.wanted!;
  const kind = result === 'NONE' ? wanted : result;
  const all = whoIsAsked(desk, call.region, kind, call.at);
  if (result === 'NONE') return inVain(desk, call, minor, begun, all);
  const count = askedOf(random);
  // Still pledged when the silent were waited for.
  const yes = all.find((one) => freePlace(one, begun) >= 0 && isPledgedAt(one, begun + 86_400 * 6));
  if (!yes) return inVain(desk, call, minor, begun, all);
  const others = all.filter(({ partner }) => partner !== yes.partner);
  const once = others.filter(
    (one, n) => others.findIndex(({ partner }) => partner === one.partner) === n,
  );
  const asked = askInTurn(desk, minor, begun, once.slice(0, count - 1), call.off);
  const attempt: Attempt = {
    id: random.uuid(),
    pledge: yes,
    at: count === 1 ? begun : asked + random.between(60, 600),
    state: 'YES',
    reason: null,
    answeredAt: null,
  };
  attempt.answeredAt = attempt.at + random.between(6, 150) * 60;
  minor.attempts.push(attempt);
  const help = helpOf(desk, {
    pledge: yes,
    attempt,
    partOf: null,
    placedAt: attempt.answeredAt + random.between(3, 40) * 60,
    owner: yes.partner.name,
  });
  minor.help.push(help);
  minor.state = 'ENDED';
  minor.closedAt = help.endedAt;
  if (kind === 'GUIDANCE' && random.chance(plan.bedInGuidance)) addBed(desk, call, minor, help);
  if (help.nextStep === 'WAITING_LIST') call.longTerm = true;
  if (help.nextStep === 'ACCELERATED') call.accelerated = true;
}

/** A bed during some days of a guidance. */
function addBed(desk: CrisisDesk, call: Call, minor: CallMinor, guidance: Help): void {
  const at = guidance.startedAt! + 86_400 * 2;
  const pledge = whoIsAsked(desk, call.region, 'STAY', at).find((one) => freePlace(one, at) >= 0);
  if (!pledge || at + 86_400 * 9 > guidance.endedAt!) return;
  const bed = helpOf(desk, {
    pledge,
    attempt: null,
    partOf: guidance,
    placedAt: at,
    owner: pledge.partner.name,
  });
  bed.endedAt = Math.min(bed.endedAt!, guidance.endedAt!);
  bed.plannedAt = Math.min(bed.plannedAt!, bed.endedAt);
  bed.extendedAt = bed.extendedAt.filter((each) => each < bed.endedAt!);
  minor.help.push(bed);
}

function inVain(
  desk: CrisisDesk,
  call: Call,
  minor: CallMinor,
  begun: Seconds,
  all: readonly Pledge[],
): void {
  const { random } = desk;
  const [least, most] = plan.asked.inVain;
  const once = all.filter(
    (one, n) => all.findIndex(({ partner }) => partner === one.partner) === n,
  );
  const last = askInTurn(desk, minor, begun, once.slice(0, random.between(least, most)), call.off);
  const reason = random.weighted(plan.noResponseReasons);
  minor.state = 'NO_RESPONSE';
  minor.reason = reason === 'OUT_OF_HOURS' && !call.off ? 'FULL' : reason;
  minor.fallback = random.weighted(plan.fallbackShares);
  minor.closedAt = last + random.between(5, 90) * 60;
}
