import { COMMITTED_AREAS, municipalitiesOn } from '../region/index.ts';
import { dayNumber } from '../platform/period.ts';
import type { Demand } from './demand-types.ts';
import { growDemand } from './fill-demand.ts';
import { inventPeople, type People } from './people.ts';
import { Random } from './random.ts';
import { buildSupply, type Supply, type Town } from './supply.ts';

export const sampleOptions = {
  seed: 'sample',
  scale: 1,
  today: '2026-11-23',
  years: 0.5,
  firstDay: dayNumber('2026-05-01'),
};

/** The places and people of a demo without their history: all that the demand asks for. */
export function sampleSupply(): { supply: Supply; towns: Town[]; people: People } {
  const towns = municipalitiesOn(COMMITTED_AREAS, sampleOptions.today).map((town) => ({
    code: town.id,
    name: town.name,
    regionCode: town.regionId,
    zoneCode: null,
    lat: town.lat,
    lon: town.lon,
    population: town.population,
  }));
  const supply = buildSupply(new Random('sample supply'), towns, sampleOptions.firstDay - 500);
  return { supply, towns, people: inventPeople(new Random('sample people'), supply.providers) };
}

export const sampleDemand = (of = sampleSupply()): Demand =>
  growDemand(sampleOptions, {
    ...of,
    copy: 0,
    rules: {
      id: '00000000-0000-4000-8000-000000000000',
      at: 0,
      kind: 'rules.approve',
      by: null,
      subject: '00000000-0000-4000-8000-000000000000',
      reason: null,
      details: {},
    },
  });
