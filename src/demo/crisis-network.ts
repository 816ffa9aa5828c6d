import type { DayNo, Seconds } from './calendar.ts';
import { dayOf } from './calendar.ts';
import { callShares, callsOfYear, found, partnerCounts } from './crisis-plan.ts';
import type { HelpKind, Partner, Pledge } from './crisis-types.ts';
import { organisationNames } from './names.ts';
import type { Random } from './random.ts';
import type { Provider, Supply, Unit } from './supply.ts';

export interface Network {
  partners: Partner[];
  pledges: Pledge[];
  /** Of each region and kind, in the order in which a desk asks. */
  of: Map<string, Pledge[]>;
}

export const pledgeKey = (region: string, kind: HelpKind): string => `${region} ${kind}`;

/** Days that help of a kind takes on average, as the plan makes it (synthetic). */
const meanDays: Readonly<Record<HelpKind, number>> = { INTERVENTION: 2.4, GUIDANCE: 27, STAY: 12 };

/** Places that are nearly always enough: what runs on average, and a margin for a busy week. */
function placesNeeded(region: string, kind: HelpKind): number {
  const all = callShares.reduce((sum, [, share]) => sum + share, 0);
  const share = callShares.find(([code]) => code === region)![1] / all;
  const [, part] = found.find(([one]) => one === kind)!;
  const mean = (((callsOfYear / 2) * 1.19 * share * part) / 100 / 365.25) * meanDays[kind];
  return Math.ceil(mean * 1.05 + 2.2 * Math.sqrt(mean)) + 2;
}

interface Maker {
  random: Random;
  today: DayNo;
  since: DayNo;
  network: Network;
}

function addPledge(
  maker: Maker,
  partner: Partner,
  kind: HelpKind,
  more: { places: number; unit?: Unit; until?: DayNo },
): void {
  const { random, today, since, network } = maker;
  const project = !more.unit && more.until === undefined && random.chance(0.18);
  const until = more.until ?? (project ? today + random.between(30, 320) : null);
  const young = more.unit === undefined && random.chance(0.12);
  network.pledges.push({
    id: random.uuid(),
    partner,
    kind,
    places: more.places,
    from: since,
    until,
    unit: more.unit ?? null,
    ageMin: more.unit?.ageMin ?? 0,
    ageMax: more.unit ? Math.min(25, more.unit.ageMax) : young ? 11 : 17,
    outOfHours: kind !== 'GUIDANCE' || random.chance(0.5),
    takenUntil: Array<number>(more.places).fill(0),
  });
}

const isCrisisUnit = ({ plan }: Unit) => plan.code === 'CRISIS_STAY';

function invitePartners(maker: Maker, region: string, providers: readonly Provider[]): Partner[] {
  const { random, network } = maker;
  const [care, mental, disability] = partnerCounts[region] ?? [3, 1, 1];
  const here = providers.filter((each) => each.region.code === region);
  const withBeds = here.filter((each) => each.units.some(isCrisisUnit));
  const others = random.shuffled(here.filter((each) => !withBeds.includes(each)));
  const names = organisationNames(random.fork(`network ${region}`), care + mental + disability);
  const made = (sector: Partner['sector'], name: string, provider: Provider | null): Partner => {
    const partner: Partner = {
      id: random.uuid(),
      region,
      name: `${name} (verzonnen)`,
      sector,
      provider,
      endedOn: null,
      serial: network.partners.length + 1,
    };
    network.partners.push(partner);
    return partner;
  };
  return [
    ...[...withBeds, ...others]
      .slice(0, Math.max(care, withBeds.length))
      .map((each) => made('YOUTH_CARE', each.name, each)),
    ...names.slice(0, mental).map((name) => made('MENTAL_HEALTH', `GGZ ${name}`, null)),
    ...names
      .slice(mental, mental + disability)
      .map((name) => made('DISABILITY', `Zorg ${name}`, null)),
  ];
}

/** So many places over so many partners, each at least one. */
function shareOut(random: Random, places: number, among: number): number[] {
  const each = Array<number>(among).fill(1);
  for (let left = places - among; left > 0; left--) each[random.between(0, among - 1)]! += 1;
  return each;
}

function pledgeRegion(maker: Maker, region: string, partners: readonly Partner[]): void {
  const { random, today } = maker;
  const able: Readonly<Record<HelpKind, Partner[]>> = {
    INTERVENTION: partners.filter(({ sector }, n) => sector === 'MENTAL_HEALTH' || n % 3 === 1),
    GUIDANCE: partners.filter(({ sector }, n) => sector !== 'DISABILITY' || n % 2 === 0),
    STAY: partners.filter(({ sector }, n) => sector === 'YOUTH_CARE' || n % 4 === 0),
  };
  const units = partners.flatMap((partner) =>
    (partner.provider?.units ?? []).filter(isCrisisUnit).map((unit) => ({ partner, unit })),
  );
  for (const { partner, unit } of units)
    addPledge(maker, partner, 'STAY', { places: unit.size, unit });
  const beds = units.reduce((sum, { unit }) => sum + unit.size, 0);
  for (const kind of ['INTERVENTION', 'GUIDANCE', 'STAY'] as const) {
    const among = able[kind].filter(
      (each) => kind !== 'STAY' || !units.some((one) => one.partner === each),
    );
    const most = among.slice(0, kind === 'GUIDANCE' ? 12 : 6);
    const needed = placesNeeded(region, kind);
    // Who has no bed in a unit of the supply must have one elsewhere.
    const places = kind === 'STAY' ? Math.max(needed - beds, Math.ceil(needed / 2)) : needed;
    if (most.length === 0) continue;
    const shares = shareOut(random, Math.max(places, most.length), most.length);
    for (const [n, partner] of most.entries())
      addPledge(maker, partner, kind, { places: shares[n]! });
  }
  // What was pledged for a project that is over, and a partner that left.
  addPledge(maker, partners[0]!, 'GUIDANCE', {
    places: 3,
    until: Math.max(maker.since + 20, today - random.between(90, 240)),
  });
}

/** Who pledged what to each desk: youth care of the demo's own organisations, mental health and care for the disabled. */
export function inventNetwork(
  random: Random,
  of: { supply: Supply; today: DayNo; since: DayNo },
): Network {
  const network: Network = { partners: [], pledges: [], of: new Map() };
  const maker: Maker = { random, today: of.today, since: of.since, network };
  for (const [region] of callShares) {
    const partners = invitePartners(maker, region, of.supply.providers);
    pledgeRegion(maker, region, partners);
    if (region === 'ANT' || region === 'WVL') leave(maker, region);
  }
  for (const pledge of network.pledges) {
    const key = pledgeKey(pledge.partner.region, pledge.kind);
    network.of.set(key, [...(network.of.get(key) ?? []), pledge]);
  }
  return network;
}

/** A partner that stopped half a year ago. */
function leave(maker: Maker, region: string): void {
  const { random, today, network } = maker;
  const endedOn = Math.max(maker.since + 20, today - random.between(120, 200));
  const gone: Partner = {
    id: random.uuid(),
    region,
    name: `Zorg ${organisationNames(random.fork(`gone ${region}`), 1)[0]} (verzonnen, gestopt)`,
    sector: 'DISABILITY',
    provider: null,
    endedOn,
    serial: network.partners.length + 1,
  };
  network.partners.push(gone);
  addPledge(maker, gone, 'GUIDANCE', { places: 2, until: endedOn });
}

export const isPledgedAt = (pledge: Pledge, at: Seconds): boolean => {
  const on = dayOf(at);
  return pledge.from <= on && (pledge.until === null || on < pledge.until);
};

/** Which place of the pledge is free from then on; -1 where none is. */
export const freePlace = (pledge: Pledge, at: Seconds): number =>
  pledge.takenUntil.findIndex((until) => until <= at);
