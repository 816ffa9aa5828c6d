import type { Reader } from '../platform/db/database.ts';
import type { Partners, Roster } from './contract.ts';
import { deskRegion } from './crisis.queries.ts';

/** Who answers the telephone in the week of a day: from Monday to Monday by the clock of Brussels. */
export async function roster(
  tx: Pick<Reader, 'rows'>,
  { day }: { day?: string | undefined },
): Promise<Roster> {
  const { region } = await deskRegion(tx);
  const [row] = await tx.rows<{ roster: Roster }>(
    `with week as (select date_trunc('week', coalesce($2::date, platform.today()))::date as monday)
     select jsonb_build_object('region', $1::text, 'monday', w.monday,
       'duties', (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.person_name, 'phone', u.phone, 'line', u.line,
           'from', lower(u.during), 'until', upper(u.during)) order by lower(u.during), u.line), '[]')
         from crisis.duty u where u.region_code = $1 and u.during && tstzrange(w.monday::timestamp at time zone 'Europe/Brussels',
           (w.monday + 7)::timestamp at time zone 'Europe/Brussels'))) as roster
       from week w`,
    [region, day ?? null],
  );
  return row!.roster;
}

/** Every partner of the region, with what it pledged that has not ended, and how much of that is taken. One query. */
export async function partners(tx: Pick<Reader, 'rows'>): Promise<Partners> {
  const { region } = await deskRegion(tx);
  const rows = await tx.rows<{ row: Partners['rows'][number] }>(
    `select jsonb_build_object('id', p.id, 'name', p.name, 'sector', p.sector, 'providerId', p.provider_id, 'phone', p.phone,
        'nightPhone', p.night_phone, 'pledges', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind, 'places', g.places, 'funding', g.funding,
            'from', lower(g.valid), 'until', upper(g.valid), 'ageMin', g.age_min, 'ageMax', g.age_max, 'outOfHours', g.out_of_hours,
            'taken', (select count(*)::int from crisis.deployment d
               where d.pledge_id = g.id and d.state in ('PLACED', 'RUNNING', 'EXTENDED'))) order by lower(g.valid), g.id), '[]')
          from crisis.pledge g where g.partner_id = p.id and (upper_inf(g.valid) or upper(g.valid) > platform.today()))) as row
       from crisis.partner p where p.region_code = $1 and (p.ended_on is null or p.ended_on > platform.today())
      order by lower(p.name), p.id`,
    [region],
  );
  return { region, rows: rows.map(({ row }) => row) };
}
