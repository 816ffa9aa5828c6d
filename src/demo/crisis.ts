import { type DayNo, momentOn, type Seconds } from './calendar.ts';
import { giveBeds } from './crisis-beds.ts';
import { callMoments, type Moment } from './crisis-calls.ts';
import { type CrisisDesk, courseOf, later } from './crisis-course.ts';
import { cutCall, stateOf } from './crisis-cut.ts';
import { inventNetwork, type Network } from './crisis-network.ts';
import * as plan from './crisis-plan.ts';
import { playOut, plays, playsOf } from './crisis-today.ts';
import type { Call, CallMinor, Help } from './crisis-types.ts';
import type { Stay } from './facts.ts';
import type { Hat } from './people.ts';
import { Random } from './random.ts';
import type { Supply, Town, Unit } from './supply.ts';

export interface Crisis {
  network: Network;
  /** In the order in which they came in. */
  calls: Call[];
}

export interface CrisisOptions {
  seed: string;
  /** The demo's day; all that is told happened before its midnight. */
  today: DayNo;
  firstDay: DayNo;
  supply: Supply;
  towns: readonly Town[];
  hats: readonly Hat[];
  /** Who is in the crisis units of the supply. */
  beds: Map<Unit, Stay[]>;
}

interface Maker extends CrisisDesk {
  zones: Map<string, (readonly [string, number])[]>;
  desks: Map<string, Hat[]>;
  /** Calls of each region, the last first to be looked at again. */
  recent: Map<string, Call[]>;
}

const hex = (random: Random) => random.word().toString(16).padStart(8, '0').toUpperCase();
const pseudonymOf = (random: Random) => `C-${hex(random)}${hex(random).slice(0, 2)}`;

const bandOf = (age: number): string =>
  age <= 2
    ? '0-2'
    : age <= 5
      ? '3-5'
      : age <= 11
        ? '6-11'
        : age <= 14
          ? '12-14'
          : age <= 17
            ? '15-17'
            : '18+';

function inventMinor(random: Random, zone: string | null, near: number | null): CallMinor {
  const [from, until] = random.weighted(plan.ageShares);
  const drawn = random.between(from, until - 1);
  // Brothers and sisters are not far apart.
  const age = near === null ? drawn : Math.max(0, Math.min(17, near + random.between(-5, 4)));
  const banded = random.chance(plan.bandOnly);
  return {
    id: random.uuid(),
    pseudonym: pseudonymOf(random),
    age: banded ? null : age,
    band: banded ? bandOf(age) : null,
    sex: random.weighted(plan.sexShares),
    zone,
    state: 'DISPATCHING',
    reason: null,
    fallback: null,
    closedAt: null,
    attempts: [],
    help: [],
    identity: null,
  };
}

const minorsOf = (random: Random, zone: string | null): CallMinor[] => {
  const first = inventMinor(random, zone, null);
  const more = Array.from({ length: random.weighted(plan.minorsEach) - 1 }, () =>
    inventMinor(random, zone, first.age ?? 11),
  );
  return [first, ...more];
};

/** The same children again, under a new number. */
const againOf = (random: Random, call: Call): CallMinor[] =>
  call.minors.map((minor) => ({
    ...inventMinor(random, minor.zone, null),
    age: minor.age,
    band: minor.band,
    sex: minor.sex,
  }));

function earlierOf(maker: Maker, region: string, at: Seconds): Call | null {
  const { random } = maker;
  const list = maker.recent.get(region) ?? [];
  while (list.length > 0 && list[0]!.at < at - plan.repeats.days * 86_400) list.shift();
  if (!random.chance(plan.repeats.share)) return null;
  const able = list.filter((call) => call.at < at - 12 * 3600);
  if (able.length === 0) return null;
  // Rather soon than late.
  return able[Math.floor(able.length * (1 - random.next() ** 1.6))] ?? null;
}

function problemsOf(random: Random, registrar: string): string[] {
  const first =
    registrar === 'EMERGENCY_WARD' && random.chance(0.6)
      ? [random.chance(plan.byForce) ? 'AFTER_FORCED_ADMISSION' : 'AFTER_EMERGENCY_WARD']
      : [];
  const count = first.length > 0 ? random.between(0, 1) : random.between(1, 2);
  return [
    ...new Set([
      ...first,
      ...Array.from({ length: count }, () => random.weighted(plan.problemShares)),
    ]),
  ];
}

/** A call as it comes in: who calls, for whom, how unsafe, what is wanted. */
function callOf(
  maker: Maker,
  { at, off }: Moment,
  region: string,
  of: { kind: Call['kind']; earlier: Call | null },
): Call {
  const { random } = maker;
  const registrar = random.weighted(
    plan.registrars.map(([one, day, night]) => [one, off ? night : day] as const),
  );
  const zone = of.earlier?.zone ?? random.weighted(maker.zones.get(region) ?? [[null, 1]]);
  const judge = plan.ofJustice.has(registrar) && random.chance(0.55);
  const team = maker.desks.get(region) ?? [];
  const call: Call = {
    id: random.uuid(),
    region,
    at,
    off,
    registrar,
    anonymous: of.kind === 'CONSULT' && plan.anonymousAmong.has(registrar) && random.chance(0.45),
    kind: of.kind,
    agreement: judge
      ? 'JUDGE_ORDER'
      : random.chance(0.07)
        ? 'UNCLEAR'
        : of.kind === 'CONSULT' && random.chance(0.08)
          ? 'NO'
          : 'YES',
    unsafety: random.weighted(plan.unsafetyShares),
    problems: problemsOf(random, registrar),
    wanted: null,
    zone,
    state: 'RECEIVED',
    repeatOf: of.earlier,
    first: null as unknown as Call,
    longTerm: false,
    accelerated: false,
    closedAt: null,
    minors: of.earlier ? againOf(random, of.earlier) : minorsOf(random, zone),
    words: [],
    by: team.length > 0 ? random.pick(team) : null,
    registered: random.uuid(),
    closed: random.uuid(),
  };
  call.first = of.earlier?.first ?? call;
  return call;
}

function resultOf(random: Random, region: string): plan.Result {
  return random.chance(plan.noHelp[region]! / 100) ? 'NONE' : random.weighted(plan.found);
}

function live(maker: Maker, call: Call): void {
  const { random } = maker;
  if (call.kind === 'CONSULT') {
    const closedAt = call.at + random.between(6, 110) * 60;
    for (const minor of call.minors) Object.assign(minor, { state: 'CONSULT_CLOSED', closedAt });
  } else if (random.chance(plan.withdrawn)) {
    const closedAt = call.at + random.between(30, 900) * 60;
    call.wanted = random.weighted(plan.found);
    for (const minor of call.minors)
      Object.assign(minor, { state: 'WITHDRAWN', reason: 'CLIENT_WITHDREW', closedAt });
  } else {
    const result = resultOf(random, call.region);
    call.wanted =
      result === 'NONE'
        ? random.weighted(plan.wantedInVain)
        : random.chance(0.84)
          ? result
          : random.weighted(plan.found);
    for (const minor of call.minors) courseOf(maker, call, minor, result);
    // Nobody is helped before it is clear that they agree.
    if (call.agreement === 'UNCLEAR' && call.minors.some(({ help }) => help.length > 0))
      call.agreement = 'YES';
  }
  call.closedAt = Math.max(...call.minors.map(({ closedAt }) => closedAt!));
  call.state = stateOf(call.minors);
}

/** Latest end of help that was made longer so many times. */
const termOf = (help: Help, times: number): Seconds => {
  let end = later(help.startedAt!, plan.lengths[help.pledge.kind].term);
  for (let n = 0; n < times; n++) end = later(end, plan.extension);
  return end;
};

function openMaker(options: CrisisOptions): Maker {
  const { seed, today, firstDay, supply } = options;
  const random = new Random(`${seed} ${today} crisis`);
  const zones = new Map<string, (readonly [string, number])[]>();
  for (const town of options.towns) {
    if (town.zoneCode === null) continue;
    zones.set(town.regionCode, [
      ...(zones.get(town.regionCode) ?? []),
      [town.zoneCode, town.population],
    ]);
  }
  const desks = Map.groupBy(
    options.hats.filter(({ role, area }) => role === 'CR' && area !== null),
    ({ area }) => area!,
  );
  const network = inventNetwork(random.fork('network'), { supply, today, since: firstDay - 30 });
  return { random, network, zones, desks, recent: new Map() };
}

/** What the desks have in hand at midnight beside what ran on by itself: some of each, so that no screen is bare. */
function today(maker: Maker, now: Seconds): Call[] {
  const { random } = maker;
  return plan.callShares.flatMap(([region]) =>
    plays.slice(0, playsOf[region]).map((play) => {
      const at = now - Math.round(play.ago * 3600);
      const closed = (maker.recent.get(region) ?? []).filter(
        (call) => call.closedAt !== null && call.closedAt < at && call.kind === 'DISPATCH',
      );
      const earlier = play.again && closed.length > 0 ? random.pick(closed) : null;
      const call = callOf(maker, { at, off: true }, region, { kind: play.kind, earlier });
      playOut(maker, call, play, now);
      return call;
    }),
  );
}

/**
 * The crisis years of the demo: each call with its minors, who was asked, what was given and what came after, as it was
 * known at the midnight that begins the demo's day. What runs then runs on.
 */
export function inventCrisis(options: CrisisOptions): Crisis {
  const maker = openMaker(options);
  const { random } = maker;
  const now = momentOn(options.today, 0) - 1;
  const calls = callMoments(random.fork('calls'), options.firstDay, options.today).map((moment) => {
    const region = random.weighted(plan.callShares);
    const earlier = earlierOf(maker, region, moment.at);
    const kind = random.chance(plan.consultShare) ? 'CONSULT' : 'DISPATCH';
    const call = callOf(maker, moment, region, { kind, earlier });
    live(maker, call);
    const recent = maker.recent.get(region);
    if (recent) recent.push(call);
    else maker.recent.set(region, [call]);
    return call;
  });
  for (const call of calls) cutCall(call, now, termOf);
  calls.push(...today(maker, now));
  calls.sort((a, b) => a.at - b.at);
  giveBeds(maker, calls, options.beds);
  return { network: maker.network, calls };
}
