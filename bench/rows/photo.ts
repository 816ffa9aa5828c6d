import { clientOf, openWorld } from '../world.ts';
import { compare, type Measure, millisecondsEach } from '../measure.ts';
import { loginPassword } from '../../src/platform/db/roles.ts';

const sums = `count(*)::int as units, sum(recognised)::int as recognised, sum(occupied)::int as occupied, sum(absent)::int as absent,
  sum(not_converted)::int as "notConverted", sum(unavailable)::int as unavailable, sum(held)::int as held, sum(free)::int as free,
  sum(over_occupied)::int as over`;

/** The full aggregate of one day from the raw facts: the plainest SQL that gives the same figures. */
const fromFacts = `
  with fact as (
    select unit_id, module_code, sum(places) as rec, 0 as occ, 0 as absn, 0 as nc, 0 as unav, 0 as hel
      from capacity.recognition where period @> $1::date group by 1, 2
    union all select unit_id, module_code, 0, count(*), 0, 0, 0, 0 from capacity.stay where period @> $1::date group by 1, 2
    union all select unit_id, module_code, 0, 0, count(*), 0, 0, 0 from capacity.absence where period @> $1::date group by 1, 2
    union all select unit_id, module_code, 0, 0, 0, sum(places), 0, 0 from capacity.reconversion where period @> $1::date group by 1, 2
    union all select unit_id, module_code, 0, 0, 0, 0, sum(places), 0 from capacity.unavailability
       where period @> $1::date and place_id is null group by 1, 2
    union all select u.unit_id, u.module_code, 0, 0, 0, 0, count(distinct u.place_id), 0 from capacity.unavailability u
       where u.period @> $1::date and u.place_id is not null and u.places > 0
         and not exists (select 1 from capacity.stay s where s.place_id = u.place_id and s.period @> $1::date) group by 1, 2
    union all select unit_id, module_code, 0, 0, 0, 0, 0, count(*) from capacity.hold
       where period @> $1::date and place_id is null group by 1, 2
    union all select h.unit_id, h.module_code, 0, 0, 0, 0, 0, count(distinct h.place_id) from capacity.hold h
       where h.period @> $1::date and h.place_id is not null
         and not exists (select 1 from capacity.stay s where s.place_id = h.place_id and s.period @> $1::date)
         and not exists (select 1 from capacity.unavailability u where u.place_id = h.place_id and u.places > 0 and u.period @> $1::date)
       group by 1, 2)
  select ${sums} from (
    select f.* from (select unit_id, module_code, sum(rec) as rec, sum(occ) as occ, sum(absn) as absn, sum(nc) as nc,
                            sum(unav) as unav, sum(hel) as hel
                       from (select o.unit_id, o.module_code, 0 as rec, 0 as occ, 0 as absn, 0 as nc, 0 as unav, 0 as hel
                               from capacity.offered_module o union all select * from fact) x group by 1, 2) t
     cross join lateral capacity.figures(rec::int, occ::int, absn::int, nc::int, unav::int, hel::int) f) y`;

const fromCounters = `select ${sums} from capacity.photo($1::date)`;

/** The whole live picture from the counters against the full aggregate from the raw facts; the two must be equal. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  try {
    const url = new URL(world.ownerUrl);
    url.username = 'vp_jobs';
    url.password = loginPassword(world.roleSecret, 'vp_jobs');
    const client = await clientOf(url.toString());
    const { today } = (await client.query('select platform.today() as today')).rows[0];
    const ask = async (name: string, text: string) =>
      (await client.query({ name, text, values: [today] })).rows[0];
    const [ours, reference] = [await ask('ours', fromCounters), await ask('reference', fromFacts)];
    if (JSON.stringify(ours) !== JSON.stringify(reference)) {
      throw new Error(`not equal: ${JSON.stringify(ours)} and ${JSON.stringify(reference)}`);
    }
    const line = await compare({
      row: 'photo',
      scale,
      unit: 'ms',
      better: 'times-faster',
      target: 50,
      ours: () => millisecondsEach(() => ask('ours', fromCounters)),
      reference: () => millisecondsEach(() => ask('reference', fromFacts)),
    });
    await client.end();
    return [line];
  } finally {
    await world.close();
  }
}
