import { estimatedRoadKm, isWorkingDay } from '../region/index.ts';
import { type DayNo, dayOf, dayText, momentOn, type Seconds } from './calendar.ts';
import { callShares } from './crisis-plan.ts';
import * as plan from './foster-plan.ts';
import { childFamilyName } from './names.ts';
import type { Hat, Organisation, Person } from './people.ts';
import { Random } from './random.ts';
import type { Town } from './supply.ts';

export interface FosterFamily {
  id: string;
  service: Organisation;
  /** Who has an account: of the demo's log-in, or made for this family. */
  person: Person | null;
  isNewPerson: boolean;
  state: 'APPROVED' | 'APPLIED' | 'PAUSED';
  name: string;
  phone: string;
  town: Town;
  ageFrom: number;
  ageTo: number;
  places: number;
  siblings: boolean;
  pets: boolean;
  access: 'NONE' | 'GROUND_FLOOR' | 'WHEELCHAIR';
  appliedOn: DayNo;
  window: { from: DayNo; until: DayNo | null; weekdays: string[]; hours: [number, number] } | null;
  /** The days on which its places are given. */
  given: [DayNo, DayNo][];
}

export interface FosterMatch {
  id: string;
  family: FosterFamily;
  state: 'PROPOSED' | 'CONFIRMED' | 'STARTED' | 'ENDED';
  from: DayNo;
  until: DayNo;
  km: number;
  proposedAt: Seconds;
  endReason: string | null;
}

export interface FosterRequest {
  id: string;
  event: string;
  service: Organisation;
  region: string;
  town: Town;
  at: Seconds;
  youngest: number;
  oldest: number;
  children: number;
  kind: string;
  length: string;
  startOn: DayNo;
  startHour: number;
  startWeek: string;
  school: string;
  pets: string;
  contact: string;
  state: string;
  unfilled: string | null;
  knownFrom: Seconds;
  match: FosterMatch | null;
}

export interface Foster {
  families: FosterFamily[];
  requests: FosterRequest[];
}

export interface FosterOptions {
  seed: string;
  today: DayNo;
  towns: readonly Town[];
  hats: readonly Hat[];
}

interface Maker {
  random: Random;
  today: DayNo;
  services: Map<string, Organisation>;
  towns: Map<string, (readonly [Town, number])[]>;
  families: FosterFamily[];
}

const phoneOf = (n: number) =>
  `0470 00 2${Math.floor(n / 100)} ${String(n % 100).padStart(2, '0')}`;

function windowOf({ random, today }: Maker): NonNullable<FosterFamily['window']> {
  const days = random.weighted([
    ['1234567', 62],
    ['567', 20],
    ['12345', 18],
  ] as const);
  return {
    from: today - random.between(0, 200),
    until: random.chance(0.6) ? null : today + random.between(5, 120),
    weekdays: days.split(''),
    hours: random.weighted([
      [[8, 21], 60],
      [[0, 24], 25],
      [[16, 22], 15],
    ] as const) as [number, number],
  };
}

function addFamily(maker: Maker, region: string, town: Town, own: Hat | null): void {
  const { random, today, families } = maker;
  const service = maker.services.get(region);
  if (!service) return;
  const n = families.length + 1;
  const state = own ? 'APPROVED' : random.weighted(plan.familyStates);
  const name = own?.person.name ?? `Gezin ${childFamilyName(random)}`;
  const made: Person = {
    id: random.uuid(),
    subject: `demo-gezin-${String(n).padStart(4, '0')}`,
    name,
  };
  const young = random.between(0, 6);
  families.push({
    id: random.uuid(),
    service,
    person: own?.person ?? (state === 'APPLIED' ? null : made),
    isNewPerson: !own && state !== 'APPLIED',
    state,
    name,
    phone: phoneOf(n),
    town,
    ageFrom: own ? 0 : random.chance(0.5) ? 0 : young,
    ageTo: own ? 17 : random.between(Math.max(young, 6), 17),
    places: own
      ? 3
      : random.weighted([
          [1, 50],
          [2, 34],
          [3, 12],
          [4, 4],
        ] as const),
    siblings: own !== null || random.chance(0.7),
    pets: own === null && random.chance(0.4),
    access: random.weighted([
      ['NONE', 70],
      ['GROUND_FLOOR', 24],
      ['WHEELCHAIR', 6],
    ] as const),
    appliedOn:
      state === 'APPLIED' ? today - random.between(1, 25) : today - random.between(60, 2200),
    window: own
      ? { from: today - 30, until: null, weekdays: '1234567'.split(''), hours: [0, 24] }
      : state === 'APPROVED' && random.chance(plan.withWindow)
        ? windowOf(maker)
        : null,
    given: [],
  });
}

function openMaker({ seed, today, towns, hats }: FosterOptions): Maker {
  const services = new Map(
    hats.flatMap(({ role, area, organisation }) =>
      role === 'FS' && area && organisation ? [[area, organisation] as const] : [],
    ),
  );
  const weighed = towns
    .filter(({ regionCode }) => services.has(regionCode))
    .map((town) => [town, town.population * (plan.populationShare[town.regionCode] ?? 1)] as const);
  const maker: Maker = {
    random: new Random(`${seed} ${today} foster`),
    today,
    services,
    towns: Map.groupBy(weighed, ([town]) => town.regionCode),
    families: [],
  };
  for (const hat of hats) {
    const region =
      hat.role === 'FF' ? [...services].find(([, one]) => one === hat.organisation)?.[0] : null;
    const largest = region && maker.towns.get(region)?.toSorted((a, b) => b[1] - a[1])[0];
    if (region && largest) addFamily(maker, region, largest[0], hat);
  }
  while (weighed.length > 0 && maker.families.length < plan.families) {
    const town = maker.random.weighted(weighed);
    addFamily(maker, town.regionCode, town, null);
  }
  return maker;
}

const kmOf = (a: Town, b: Town) => Math.round(estimatedRoadKm(a, b, plan.detour) * 10) / 10;

/** A family at about the distance that is drawn, with room on those days. */
function findFamily(maker: Maker, request: FosterRequest, until: DayNo): FosterFamily | null {
  const { random } = maker;
  const away = random.chance(plan.acrossBorder);
  const target = random.logNormal(plan.distance.median, plan.distance.sigma);
  let best: FosterFamily | null = null;
  let miss = Number.POSITIVE_INFINITY;
  for (const family of maker.families) {
    if (family.state !== 'APPROVED' || family.places < request.children) continue;
    if ((family.town.regionCode !== request.region) !== away) continue;
    if (family.given.some(([from, to]) => from < until && request.startOn < to)) continue;
    const off = Math.abs(kmOf(family.town, request.town) - target);
    if (off < miss) [best, miss] = [family, off];
  }
  return best;
}

function requestOf(maker: Maker, region: string, at: Seconds): FosterRequest & { days: number } {
  const { random } = maker;
  const children = random.weighted(plan.childrenEach);
  const youngest = random.between(0, 16);
  const [length, days] = random.weighted(plan.lengths);
  const day = dayOf(at);
  const startOn =
    day +
    random.weighted([
      [0, 60],
      [1, 25],
      [2, 8],
      [5, 7],
    ] as const);
  const week = Math.floor((startOn + 3) / 7) - Math.floor((day + 3) / 7);
  return {
    id: random.uuid(),
    event: random.uuid(),
    service: maker.services.get(region)!,
    region,
    town: random.weighted(maker.towns.get(region)!),
    at,
    youngest,
    oldest: children === 1 ? youngest : Math.min(17, youngest + random.between(1, 6)),
    children,
    kind: random.weighted(plan.kinds),
    length,
    days,
    startOn,
    startHour: random.between(10, 20),
    startWeek: week === 0 ? 'THIS_WEEK' : 'NEXT_WEEK',
    school: random.chance(0.35) ? 'OWN_SCHOOL' : 'NONE',
    pets: random.chance(0.12) ? 'NO_PETS' : 'FINE',
    contact: random.weighted([
      ['NONE', 25],
      ['WEEKLY', 50],
      ['MORE_OFTEN', 25],
    ] as const),
    state: 'RECEIVED',
    unfilled: null,
    knownFrom: at,
    match: null,
  };
}

/** Gives the request to a family, up to the state that the day allows. */
function giveTo(
  maker: Maker,
  request: FosterRequest & { days: number },
  family: FosterFamily,
  state: FosterMatch['state'] | null,
): void {
  const { random, today } = maker;
  const until =
    request.startOn + Math.max(2, Math.round(request.days * (0.5 + 0.5 * random.next())));
  const planned = request.startOn + request.days;
  const ended = until <= today - 1;
  const reached =
    state ?? (ended ? 'ENDED' : request.startOn <= today - 1 ? 'STARTED' : 'CONFIRMED');
  const to = reached === 'ENDED' ? until : planned;
  family.given.push([request.startOn, to]);
  const proposedAt = request.at + random.between(1, 5) * 1800;
  request.match = {
    id: random.uuid(),
    family,
    state: reached,
    from: request.startOn,
    until: to,
    km: kmOf(family.town, request.town),
    proposedAt,
    endReason: reached === 'ENDED' ? random.weighted(plan.endReasons) : null,
  };
  request.state =
    reached === 'PROPOSED' ? 'RESPONSES' : reached === 'CONFIRMED' ? 'MATCHED' : reached;
  request.knownFrom =
    reached === 'ENDED'
      ? momentOn(to, 43_200)
      : reached === 'STARTED'
        ? momentOn(request.startOn, 64_800)
        : proposedAt;
}

function past(maker: Maker): FosterRequest[] {
  const { random, today } = maker;
  const days = plan.weeksTold * 7;
  const shares = callShares.filter(([region]) => maker.services.has(region));
  return Array.from({ length: Math.round((plan.requestsOfYear * days) / 365.25) }, () => {
    let day = today - 2 - Math.floor(random.next() * days);
    if (!isWorkingDay(dayText(day)) && random.chance(0.5)) day -= 2;
    return momentOn(day, random.between(8 * 3600, 22 * 3600));
  })
    .sort((a, b) => a - b)
    .map((at) => {
      const request = requestOf(maker, random.weighted(shares), at);
      const family = random.chance(plan.matched)
        ? findFamily(maker, request, request.startOn + request.days)
        : null;
      if (family && request.startOn < today) giveTo(maker, request, family, null);
      else {
        request.state = 'UNFILLED';
        request.unfilled = random.weighted(plan.unfilled);
        request.knownFrom = Math.min(at + random.between(4, 60) * 3600, momentOn(today, 0) - 60);
      }
      return request;
    });
}

/** What each service has open today, with one that is proposed to the first and one that stays with the second of its own demo families. */
function open(maker: Maker): FosterRequest[] {
  const { random, today } = maker;
  const midnight = momentOn(today, 0);
  return [...maker.services.entries()].flatMap(([region, service]) => {
    const own = maker.families.filter(
      (family) => family.service === service && !family.isNewPerson && family.person,
    );
    const made = Array.from({ length: plan.openOf[region] ?? 3 }, (_, n) => {
      const request = requestOf(maker, region, midnight - random.between(2, 30) * 3600);
      request.startOn = today + random.between(0, 3);
      request.startWeek =
        Math.floor((request.startOn + 3) / 7) > Math.floor((dayOf(request.at) + 3) / 7)
          ? 'NEXT_WEEK'
          : 'THIS_WEEK';
      request.state = plan.openStates[n % plan.openStates.length]!;
      return request;
    });
    const given = own.slice(0, 2).map((family, n) => {
      const request = requestOf(maker, region, midnight - (n === 0 ? 20 : 90) * 3600);
      Object.assign(request, {
        children: 1,
        oldest: request.youngest,
        startOn: n === 0 ? today + 5 : today - 3,
      });
      giveTo(maker, request, family, n === 0 ? 'PROPOSED' : 'STARTED');
      return request;
    });
    return [...made, ...given];
  });
}

/** Invents the families, two years of requests, and what the services have open today. */
export function inventFoster(options: FosterOptions): Foster {
  const maker = openMaker(options);
  const requests = [...past(maker), ...open(maker)].sort((a, b) => a.at - b.at);
  return { families: maker.families, requests };
}
