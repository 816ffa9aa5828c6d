import type { Reader } from '../platform/db/database.ts';
import type {
  AskedOfPartner,
  Network,
  NetworkQuery,
  PledgeRow,
  Registrations,
} from './contract.ts';

/**
 * What is pledged today, in the region of the desk or everywhere: how much is taken, what the unit's own figures say, and
 * who is being asked by which desk at this moment. Most left first. One query.
 */
export async function network(tx: Pick<Reader, 'rows'>, query: NetworkQuery): Promise<Network> {
  const rows = await tx.rows<{ row: PledgeRow }>(
    `select jsonb_build_object('pledgeId', g.id, 'partnerId', p.id, 'partnerName', p.name, 'sector', p.sector, 'region', g.region_code,
        'phone', p.phone, 'nightPhone', p.night_phone, 'kind', g.kind, 'places', g.places, 'taken', w.taken, 'unitFree', l.free,
        'unitName', u.name, 'funding', g.funding, 'until', upper(g.valid), 'ageMin', g.age_min, 'ageMax', g.age_max,
        'outOfHours', g.out_of_hours, 'asks', k.asks) as row
       from crisis.pledge g
       join crisis.partner p on p.id = g.partner_id
       left join capacity.care_unit u on u.id = g.unit_id
       left join capacity.unit_live l on l.unit_id = g.unit_id and l.module_code = g.module_code
       cross join lateral (select count(*)::int as taken from crisis.deployment d
         where d.pledge_id = g.id and d.state in ('PLACED', 'RUNNING', 'EXTENDED')) w
       cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('attemptId', a.id, 'minorId', a.minor_id, 'region', a.region_code,
           'askedBy', a.asked_by_name, 'askedAt', a.asked_at, 'dueAt', a.due_at) order by a.asked_at), '[]') as asks
         from crisis.attempt a where a.partner_id = g.partner_id and a.state in ('ASKED', 'SILENT')) k
      where g.valid @> platform.today() and ($1::boolean or g.region_code = (select auth.my_area())) and coalesce(g.kind = $2, true)
      order by g.region_code <> coalesce((select auth.my_area()), ''), g.places - w.taken desc, p.name, g.id limit 500`,
    [query.everywhere ?? false, query.kind ?? null],
  );
  return { pledges: rows.map(({ row }) => row) };
}

/** What a partner is asked and has not answered: no name, no number, no words. */
export async function askedOfPartner(tx: Pick<Reader, 'rows'>): Promise<AskedOfPartner> {
  const rows = await tx.rows<{ row: AskedOfPartner['rows'][number] }>(
    `select jsonb_build_object('id', a.id, 'kind', a.kind, 'ageYears', a.age_years, 'ageBand', a.age_band, 'unborn', a.unborn,
        'sex', a.sex, 'unsafety', a.unsafety, 'region', a.region_code, 'askedAt', a.asked_at, 'dueAt', a.due_at) as row
       from crisis.attempt a where a.open order by a.due_at, a.id limit 200`,
  );
  return { rows: rows.map(({ row }) => row) };
}

/** What an organisation registered itself: received, being searched, found, or none found and why (R98). */
export async function registrations(tx: Pick<Reader, 'rows'>): Promise<Registrations> {
  const rows = await tx.rows<{ row: Registrations['rows'][number] }>(
    `select jsonb_build_object('id', g.id, 'reference', g.reference, 'region', g.region_code, 'registeredAt', g.registered_at,
        'state', g.state, 'why', g.why, 'closedAt', g.closed_at) as row
       from crisis.registration g order by g.registered_at desc, g.id limit 100`,
  );
  const [me] = await tx.rows<{ region: string | null }>('select auth.my_area() as region');
  return { region: me?.region ?? null, rows: rows.map(({ row }) => row) };
}

/** Organisations that a request can be registered for. */
export const registrars = (tx: Pick<Reader, 'rows'>): Promise<{ id: string; name: string }[]> =>
  tx.rows(`select id, name from crisis.registrars()`);
