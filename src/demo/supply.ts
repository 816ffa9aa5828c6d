import type { DayNo } from './calendar.ts';
import {
  type ModulePlan,
  modulePlans,
  type RegionPlan,
  regionPlans,
  sectorCounts,
  siteCount,
} from './plan.ts';
import { organisationNames, unitName } from './names.ts';
import type { Random } from './random.ts';

export interface Town {
  code: string;
  name: string;
  regionCode: string;
  zoneCode: string | null;
  lat: number;
  lon: number;
  population: number;
}

export interface Provider {
  index: number;
  id: string;
  code: string;
  name: string;
  sector: ModulePlan['sector'];
  region: RegionPlan;
  sites: Site[];
  units: Unit[];
}

export interface Site {
  id: string;
  code: string;
  name: string;
  provider: Provider;
  town: Town;
  lat: number;
  lon: number;
}

export interface Place {
  id: string;
  unit: Unit;
  label: string;
  features: string[];
  /** Days on which the place can be slept in, and exists. */
  from: DayNo;
  until: DayNo | null;
}

export interface Unit {
  index: number;
  id: string;
  code: string;
  name: string;
  plan: ModulePlan;
  provider: Provider;
  site: Site;
  /** Places recognised today. */
  size: number;
  ageMin: number;
  ageMax: number;
  genderMix: 'MIXED' | 'GIRLS' | 'BOYS';
  note: string | null;
  places: Place[];
}

export interface Supply {
  providers: Provider[];
  sites: Site[];
  units: Unit[];
}

/** Sizes of the units of a module that add up to its places exactly. */
function unitSizesOf(plan: ModulePlan, random: Random): number[] {
  const sizes: number[] = [];
  const most = Math.max(...plan.unitSizes);
  let left = plan.places;
  while (left > 0) {
    let size = left <= most + 1 ? left : random.pick(plan.unitSizes);
    if (left > most && left - size < Math.min(...plan.unitSizes)) size = Math.ceil(left / 2);
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

/** Spreads the units over the regions: each goes where the greatest part of the region's places is still to come. */
function spread(random: Random): { plan: ModulePlan; size: number; region: RegionPlan }[] {
  const left = new Map(regionPlans.map((region) => [region, region.places]));
  const result: { plan: ModulePlan; size: number; region: RegionPlan }[] = [];
  // Large modules and large units first, so that small ones even out what is left.
  const plans = modulePlans.toSorted(
    (a, b) => b.unitSizes[0]! - a.unitSizes[0]! || b.places - a.places,
  );
  for (const plan of plans) {
    for (const size of unitSizesOf(plan, random).sort((a, b) => b - a)) {
      const score = (region: RegionPlan) =>
        (left.get(region)! - size / 2) / region.places + random.next() * 0.004;
      const scores = regionPlans.map((region) => [region, score(region)] as const);
      const [region] = scores.reduce((best, each) => (each[1] > best[1] ? each : best));
      left.set(region, left.get(region)! - size);
      result.push({ plan, size, region });
    }
  }
  return result;
}

function makeProviders(random: Random): Provider[] {
  const count = regionPlans.reduce((sum, region) => sum + region.organisations, 0);
  const names = organisationNames(random, count);
  const sectors = random.shuffled(
    sectorCounts.flatMap(([sector, n]) => Array<ModulePlan['sector']>(n).fill(sector)),
  );
  const providers: Provider[] = [];
  for (const region of regionPlans) {
    for (let n = 1; n <= region.organisations; n++) {
      const index = providers.length;
      providers.push({
        index,
        id: random.uuid(),
        code: `DEMO-${region.code}-${String(n).padStart(2, '0')}`,
        name: names[index]!,
        // Every region has general youth care among its first.
        sector: n <= 2 ? 'OVBJ' : sectors[index]!,
        region,
        sites: [],
        units: [],
      });
    }
  }
  return providers;
}

/** Which organisation runs the next unit: one of the module's sector, else of general youth care, least burdened first. */
function chooseProvider(
  providers: Provider[],
  places: Map<Provider, number>,
  weights: Map<Provider, number>,
  region: RegionPlan,
  plan: ModulePlan,
): Provider {
  const here = providers.filter((each) => each.region === region);
  const ofSector = here.filter((each) => each.sector === plan.sector);
  const fitting = ofSector.length > 0 ? ofSector : here.filter((each) => each.sector === 'OVBJ');
  const burden = (each: Provider) => places.get(each)! / weights.get(each)!;
  return fitting.reduce((best, each) => (burden(each) < burden(best) ? each : best));
}

const ages: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  STAY_U12: [
    [0, 12],
    [3, 12],
    [6, 12],
    [0, 12],
  ],
  STAY_O12: [
    [12, 18],
    [12, 18],
    [14, 18],
    [12, 17],
  ],
  STAY_0_25: [
    [0, 18],
    [6, 18],
    [12, 25],
    [0, 25],
  ],
  CKG_LONG: [
    [0, 12],
    [0, 6],
    [0, 12],
  ],
  DIAG_STAY: [
    [3, 12],
    [12, 18],
    [6, 18],
  ],
  OBC_STAY: [
    [6, 12],
    [6, 18],
    [12, 18],
  ],
};

function genderOf(plan: ModulePlan, random: Random): Unit['genderMix'] {
  if (plan.code === 'SECURE_STAY' || plan.code === 'TIME_OUT')
    return random.pick(['GIRLS', 'BOYS'] as const);
  if (plan.ageMin < 12) return 'MIXED';
  return random.weighted([
    ['MIXED', 70],
    ['GIRLS', 15],
    ['BOYS', 15],
  ] as const);
}

const notes = [
  'Groep is nu rustig en kan een jongere met een grotere zorgnood aan.',
  'Drie nieuwe begeleiders in opleiding: liever één opstart tegelijk.',
  'Nachtdienst is waakzaam, niet slapend.',
  'Kan nu geen tweede jongere met weglooprisico dragen.',
  'Eigen school op wandelafstand.',
];

function makePlaces(unit: Unit, random: Random, from: DayNo): void {
  const young = unit.ageMin < 6;
  for (let n = 1; n <= unit.size; n++) {
    const features: string[] = [];
    if (random.chance(unit.ageMax > 14 ? 0.8 : 0.45)) features.push('single');
    if (random.chance(0.06)) features.push('adapted', 'ground-floor');
    else if (random.chance(0.18)) features.push('ground-floor');
    if (young && random.chance(0.4)) features.push('under-6');
    unit.places.push({ id: random.uuid(), unit, label: String(n), features, from, until: null });
  }
}

function makeSites(
  provider: Provider,
  count: number,
  towns: readonly Town[],
  random: Random,
): void {
  const weights = towns.map((town) => [town, Math.sqrt(town.population)] as const);
  const used = new Set<string>();
  for (let n = 1; n <= count; n++) {
    let town = random.weighted(weights);
    for (let tries = 0; used.has(town.code) && tries < 20; tries++) town = random.weighted(weights);
    used.add(town.code);
    provider.sites.push({
      id: random.uuid(),
      code: `V${n}`,
      name: n === 1 ? `Hoofdvestiging ${town.name}` : `Vestiging ${town.name}`,
      provider,
      town,
      lat: Number((town.lat + random.normal() * 0.008).toFixed(4)),
      lon: Number((town.lon + random.normal() * 0.012).toFixed(4)),
    });
  }
}

/** Shares the sites out: at least one each, more for who runs more units. */
function siteCounts(providers: readonly Provider[]): Map<Provider, number> {
  const counts = new Map(providers.map((each) => [each, each.units.length > 0 ? 1 : 0]));
  let left = siteCount - [...counts.values()].reduce((sum, n) => sum + n, 0);
  const room = (each: Provider) => each.units.length / (counts.get(each)! + 0.5);
  while (left-- > 0) {
    const neediest = providers.reduce((best, each) => (room(each) > room(best) ? each : best));
    counts.set(neediest, counts.get(neediest)! + 1);
  }
  return counts;
}

/**
 * Invents organisations, sites, units and places over the given towns.
 * @param since day from which places exist unless said otherwise
 */
export function buildSupply(random: Random, towns: readonly Town[], since: DayNo): Supply {
  const providers = makeProviders(random.fork('providers'));
  const draw = random.fork('units');
  const places = new Map(providers.map((each) => [each, 0]));
  const weights = new Map(providers.map((each) => [each, draw.logNormal(1, 0.6)]));
  for (const { plan, size, region } of spread(random.fork('spread'))) {
    const provider = chooseProvider(providers, places, weights, region, plan);
    places.set(provider, places.get(provider)! + size);
    const [ageMin, ageMax] = draw.pick(ages[plan.code] ?? [[plan.ageMin, plan.ageMax] as const]);
    provider.units.push({
      index: -1,
      id: draw.uuid(),
      code: `${provider.code}-L${String(provider.units.length + 1).padStart(2, '0')}`,
      name: '',
      plan,
      provider,
      site: undefined as unknown as Site,
      size,
      ageMin,
      ageMax,
      genderMix: genderOf(plan, draw),
      note: draw.chance(0.12) ? draw.pick(notes) : null,
      places: [],
    });
  }
  const running = providers.filter((each) => each.units.length > 0);
  const counts = siteCounts(running);
  const units: Unit[] = [];
  for (const [index, provider] of running.entries()) {
    provider.index = index;
    makeSites(
      provider,
      counts.get(provider)!,
      towns.filter((town) => town.regionCode === provider.region.code),
      draw,
    );
    const used = new Set<string>();
    provider.units.forEach((unit, n) => {
      unit.index = units.length;
      unit.site = provider.sites[Math.floor((n * provider.sites.length) / provider.units.length)]!;
      unit.name = unitName(draw, unit.plan.code, used);
      makePlaces(unit, draw, since);
      units.push(unit);
    });
  }
  return { providers: running, sites: running.flatMap((each) => each.sites), units };
}
