import type { Reader } from '../platform/db/database.ts';
import type { MonthFigures, OutOfUse, UnitFigures } from './published-tables.ts';

/** A place out of use, with the unit it is in: for who may see units. */
export interface OutOfUseRow extends OutOfUse {
  unitId: string;
  unitName: string;
  providerName: string;
  sector: string;
  module: string;
}

/** The picture of the day `$1`: as known at `$2`; without one that of today, from the counters. */
const photoOf = (knownAt: string | null) =>
  knownAt === null
    ? 'capacity.photo($1::date)'
    : 'capacity.photo_as_known($1::date, $2::timestamptz)';

/** The versions of a fact that were known then; without a moment the rows of now, whatever came before them. */
const isKnown = (alias: string, knownAt: string | null) =>
  knownAt === null
    ? `${alias}.known_until is null`
    : `${alias}.known_from <= $2::timestamptz and (${alias}.known_until is null or ${alias}.known_until > $2::timestamptz)`;

const valuesOf = (day: string, knownAt: string | null) =>
  knownAt === null ? [day] : [day, knownAt];

/**
 * Figures of every unit that the reader may see, on a day as known at a moment.
 * @param knownAt ISO instant; null for today as it is known now
 */
export async function unitFigures(
  tx: Reader,
  day: string,
  knownAt: string | null,
): Promise<UnitFigures[]> {
  return tx.rows<UnitFigures>(
    `select u.provider_id as "providerId", u.sector, u.region_code as region, u.zone_code as zone, u.module_code as module,
            f.recognised, f.occupied, f.absent, f.unavailable, f.free, f.over_occupied as "overOccupied"
       from ${photoOf(knownAt)} f join capacity.figures_unit u using (unit_id, module_code)
      where f.recognised > 0 or f.over_occupied > 0`,
    valuesOf(day, knownAt),
  );
}

/**
 * What the figure `unavailable` is made of, reason by reason: of the places out of use of a unit, the
 * longest out of use first, as many as the figure counts.
 * @param knownAt ISO instant; null for today as it is known now
 */
export async function outOfUse(
  tx: Reader,
  day: string,
  knownAt: string | null,
): Promise<OutOfUseRow[]> {
  return tx.rows<OutOfUseRow>(
    `with known as (
       select distinct on (coalesce(o.place_id, o.id)) o.unit_id, o.module_code, o.id, o.places, o.reason_code, o.period
         from capacity.figures_out_of_use o
        where o.period @> $1::date and ${isKnown('o', knownAt)}
          and not exists (
            select 1 from capacity.figures_place_held h
             where h.unit_id = o.unit_id and h.place_id = o.place_id and h.period @> $1::date and ${isKnown('h', knownAt)})
        order by coalesce(o.place_id, o.id), lower(o.period), o.id
     ), stacked as (
       select k.*, f.unavailable,
              sum(k.places) over (partition by k.unit_id, k.module_code order by lower(k.period), k.id) - k.places as before
         from known k join ${photoOf(knownAt)} f using (unit_id, module_code)
     )
     select u.provider_id as "providerId", u.unit_id as "unitId", u.unit_name as "unitName",
            u.provider_name as "providerName", u.sector, u.region_code as region, u.module_code as module,
            s.reason_code as reason, $1::date - lower(s.period) as days, least(s.places, s.unavailable - s.before)::int as places
       from stacked s join capacity.figures_unit u using (unit_id, module_code)
      where s.unavailable > s.before`,
    valuesOf(day, knownAt),
  );
}

/** All that a release of this day is made of. */
export async function monthFigures(
  tx: Reader,
  day: string,
  knownAt: string,
): Promise<MonthFigures> {
  return { units: await unitFigures(tx, day, knownAt), outOfUse: await outOfUse(tx, day, knownAt) };
}
