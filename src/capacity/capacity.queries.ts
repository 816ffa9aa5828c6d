import type { Reader, Writer } from '../platform/db/database.ts';
import { badRequest, conflict, notFound } from '../platform/errors.ts';
import type { RuleBreach } from './rules.ts';

export interface UnitRef {
  unitId: string;
  providerId: string;
  name: string;
  today: string;
}

export interface StayRef {
  id: string;
  unitId: string;
  providerId: string;
  module: string;
  from: string;
  until: string | null;
  today: string;
}

/** A broken rule is a bad request that names its code and what would be allowed. */
export function refuse(breach: RuleBreach | null): void {
  if (breach) throw badRequest(breach.code, breach.details);
}

/** The unit, if the reader may see its capacity (the catalogue shows more units). Hidden and absent answer alike. */
export async function findUnit(tx: Pick<Reader, 'prepared'>, unitId: string): Promise<UnitRef> {
  const [unit] = await tx.prepared<UnitRef>(
    'find unit',
    `select u.id as "unitId", u.provider_id as "providerId", u.name, platform.today() as today
       from capacity.care_unit u
      where u.id = $1 and exists (select 1 from capacity.unit_live l where l.unit_id = u.id)`,
    [unitId],
  );
  if (!unit) throw notFound('unit-not-found');
  return unit;
}

export async function findStay(tx: Pick<Reader, 'rows'>, stayId: string): Promise<StayRef> {
  const [stay] = await tx.rows<StayRef>(
    `select s.id, s.unit_id as "unitId", s.provider_id as "providerId", s.module_code as module,
            lower(s.period) as "from", upper(s.period) as until, platform.today() as today
       from capacity.stay s where s.id = $1`,
    [stayId],
  );
  if (!stay) throw notFound('stay-not-found');
  return stay;
}

/**
 * How many places of a unit and module are free on a day not before today, from the counters.
 * @returns null where the day lies before the live row was settled
 */
export async function freeOn(
  tx: Pick<Reader, 'rows'>,
  unitId: string,
  module: string,
  day: string,
): Promise<number | null> {
  const [row] = await tx.rows<{ free: number | null }>(
    `select case when l.settled_on <= $3::date then capacity.free(
         (l.raw_recognised + coalesce(sum(d.recognised), 0))::int, (l.raw_occupied + coalesce(sum(d.occupied), 0))::int,
         (l.raw_not_converted + coalesce(sum(d.not_converted), 0))::int,
         (l.raw_unavailable + coalesce(sum(d.unavailable), 0))::int, (l.raw_held + coalesce(sum(d.held), 0))::int) end as free
       from capacity.unit_live l
       left join capacity.delta d on d.unit_id = l.unit_id and d.module_code = l.module_code
        and d.on_date > l.settled_on and d.on_date <= $3::date
      where l.unit_id = $1 and l.module_code = $2
      group by l.unit_id, l.module_code`,
    [unitId, module, day],
  );
  if (!row) throw notFound('module-not-offered');
  return row.free;
}

/** The first place that nothing takes from the day on, plainest first, so that special places stay for who needs them. */
export async function firstFreePlace(
  tx: Pick<Reader, 'rows'>,
  input: { unitId: string; module: string; from: string; needs: readonly string[] },
): Promise<string | null> {
  const [place] = await tx.rows<{ id: string }>(
    `select p.id from capacity.place p
      where p.unit_id = $1 and p.module_code = $2 and p.valid @> $3::date and p.features @> $4::text[]
        and not exists (select 1 from capacity.stay s where s.place_id = p.id and s.period && daterange($3, null))
        and not exists (select 1 from capacity.hold h where h.place_id = p.id and h.period && daterange($3, null))
        and not exists (select 1 from capacity.unavailability u where u.place_id = p.id and u.period @> $3::date)
      order by cardinality(p.features), p.label, p.id limit 1`,
    [input.unitId, input.module, input.from, input.needs],
  );
  return place?.id ?? null;
}

/** Why a named place cannot take a stay from the day on; the exclusion constraint keeps the promise itself. */
export async function checkPlace(
  tx: Pick<Reader, 'rows'>,
  input: { placeId: string; unitId: string; module: string; from: string },
): Promise<void> {
  const [place] = await tx.rows<{ taken: boolean; out: boolean; held: boolean }>(
    `select exists (select 1 from capacity.stay s where s.place_id = p.id and s.period && daterange($4, null)) as taken,
            exists (select 1 from capacity.unavailability u where u.place_id = p.id and u.period @> $4::date) as out,
            exists (select 1 from capacity.hold h where h.place_id = p.id and h.period && daterange($4, null)) as held
       from capacity.place p where p.id = $1 and p.unit_id = $2 and p.module_code = $3`,
    [input.placeId, input.unitId, input.module, input.from],
  );
  if (!place) throw notFound('place-not-found');
  if (place.taken) throw conflict('place-never-twice');
  if (place.out) throw conflict('place-out-of-use');
  if (place.held) throw conflict('place-promised');
}

/** The id of the fact that a command just wrote. */
export async function insertedId(tx: Writer, text: string, values: unknown[]): Promise<string> {
  const [row] = await tx.rows<{ id: string }>(text, values);
  if (!row) throw notFound('not-found');
  return row.id;
}
