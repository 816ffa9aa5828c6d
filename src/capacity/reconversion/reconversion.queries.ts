import type { Reader } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { RawCounts } from '../figures.ts';
import type { ReconversionRow } from './contract.ts';
import { type ReconversionState, stepsFor, waitsFor } from './steps.ts';

type Rows = Pick<Reader, 'rows'>;
type Found = Omit<ReconversionRow, 'waitsFor' | 'steps' | 'mayTakeBack'> & {
  mine: boolean;
  /** The agreed day has come. */
  due: boolean;
};

const columns = `
  r.id, r.unit_id as "unitId", u.name as "unitName", p.name as "providerName", p.region_code as region,
  r.module_code as module, r.places, r.to_module_code as "toModule", r.to_places as "toPlaces", r.state,
  r.decided_on as "decidedOn", r.effective_on as "effectiveOn", r.registered_on as "registeredOn",
  e.kind as "lastKind", e.at as "lastAt", e.actor_name as "lastBy", e.reason as "lastReason",
  coalesce((select min(h.known_from) from capacity.reconversion_history h where h.id = r.id), r.known_from) as "plannedAt",
  coalesce(e.person_id = (select auth.my_person()), false) as mine,
  coalesce(r.effective_on <= platform.today(), false) as due`;
const joins = `
  from capacity.reconversion r
  join capacity.care_unit u on u.id = r.unit_id
  join capacity.provider p on p.id = r.provider_id
  join platform.event e on e.id = r.event_id`;

const shown = ({ mine, due, ...row }: Found, role: string): ReconversionRow => {
  const waiting = waitsFor(row.state, row.lastKind);
  return {
    ...row,
    waitsFor: waiting,
    steps: stepsFor(role, row.state, waiting).filter(
      (step) => step !== 'takeEffect' || role !== 'PC' || due,
    ),
    mayTakeBack: mine && row.lastKind !== 'reconversion.plan',
  };
};

/** The register, what waits longest first; what is over comes last. */
export async function reconversions(
  tx: Rows,
  role: string,
  asked: { state: readonly ReconversionState[] | null; limit: number; offset: number },
) {
  const rows = await tx.rows<Found>(
    `select ${columns} ${joins}
      where $1::text[] is null or r.state = any ($1)
      order by array_position(array['EFFECTIVE', 'PLANNED', 'APPROVED', 'REGISTERED', 'CANCELLED'], r.state),
               coalesce(r.effective_on, r.known_from::date), r.id
      limit $2 offset $3`,
    [asked.state, asked.limit + 1, asked.offset],
  );
  const counts = await tx.rows<{ state: ReconversionState; count: number; places: number }>(
    `select state, count(*)::int as count, sum(places)::int as places from capacity.reconversion group by state order by state`,
  );
  return {
    rows: rows.slice(0, asked.limit).map((row) => shown(row, role)),
    more: rows.length > asked.limit,
    counts,
  };
}

/** One reconversion that the reader may see. Hidden and absent answer alike. */
export async function findReconversion(
  tx: Rows,
  id: string,
  role: string,
): Promise<ReconversionRow> {
  const [row] = await tx.rows<Found>(`select ${columns} ${joins} where r.id = $1`, [id]);
  if (!row) throw notFound('reconversion-not-found');
  return shown(row, role);
}

/** Every step that was taken, the newest first; one that was taken back says so. */
export const historyOf = (tx: Rows, id: string) =>
  tx.rows<object>(
    `with version as (
       select event_id, state, effective_on, known_from from capacity.reconversion where id = $1
       union all
       select event_id, state, effective_on, known_from from capacity.reconversion_history where id = $1
     ), step as (
       select distinct on (event_id) * from version order by event_id, known_from
     ), known as (
       select event_id from step
       union select superseded_by from capacity.reconversion_history where id = $1 and superseded_by is not null
     )
     select e.id as "eventId", e.kind, s.state, e.at, e.actor_name as by, e.role_code as role, e.reason,
            s.effective_on as "effectiveOn", e.undone_by is not null as undone
       from known k join platform.event e on e.id = k.event_id left join step s on s.event_id = k.event_id
      order by e.seq desc`,
    [id],
  );

/** The raw counts of a unit and module on a day not before today, from the counters; zeros where it is not offered. */
export async function rawOn(
  tx: Rows,
  unitId: string,
  module: string,
  day: string,
): Promise<RawCounts> {
  const [raw] = await tx.rows<RawCounts>(
    `select (l.raw_recognised + coalesce(sum(d.recognised), 0))::int as recognised,
            (l.raw_occupied + coalesce(sum(d.occupied), 0))::int as occupied,
            (l.raw_absent + coalesce(sum(d.absent), 0))::int as absent,
            (l.raw_not_converted + coalesce(sum(d.not_converted), 0))::int as "notConverted",
            (l.raw_unavailable + coalesce(sum(d.unavailable), 0))::int as unavailable,
            (l.raw_held + coalesce(sum(d.held), 0))::int as held
       from capacity.unit_live l
       left join capacity.delta d on d.unit_id = l.unit_id and d.module_code = l.module_code
        and d.on_date > l.settled_on and d.on_date <= $3::date
      where l.unit_id = $1 and l.module_code = $2
      group by l.unit_id, l.module_code`,
    [unitId, module, day],
  );
  return raw ?? { recognised: 0, occupied: 0, absent: 0, notConverted: 0, unavailable: 0, held: 0 };
}
