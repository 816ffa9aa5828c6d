import type { Reader } from '../../platform/db/database.ts';
import type { Attention } from './contract.ts';
import { type Moment, signalsOf } from './signals.ts';

/** How many weekly photos a unit is held against. */
const photos = 52;

interface Row {
  unitId: string;
  unitName: string;
  providerId: string;
  providerName: string;
  region: string;
  module: string;
  occupied: number[];
  unavailable: number[];
  recognised: number[];
  ages: (number | null)[];
  nowOccupied: number;
  nowUnavailable: number;
  nowRecognised: number;
  nowAge: number | null;
}

const ageOn = (day: string, at: string) => `${day} - (${at} at time zone 'Europe/Brussels')::date`;

/** Units of which something drifts from their own last year, by name; one query, and rules over its rows. */
export async function attention(tx: Pick<Reader, 'rows'>, day: string): Promise<Attention> {
  const rows = await tx.rows<Row>(
    `with recent as materialized (
       select id, as_of_day from capacity.snapshot where kind = 'WEEKLY' and as_of_day < $1::date
        order by as_of_day desc limit ${photos}),
     past as (
       select r.unit_id, r.module_code, array_agg(r.occupied + r.over_occupied order by s.as_of_day) as occupied,
              array_agg(r.unavailable order by s.as_of_day) as unavailable, array_agg(r.recognised order by s.as_of_day) as recognised,
              array_agg(${ageOn('s.as_of_day', 'r.confirmed_at')} order by s.as_of_day) as ages
         from recent s join capacity.snapshot_row r on r.snapshot_id = s.id
        where r.snapshot_id = any (array(select id from recent)) group by r.unit_id, r.module_code)
     select u.id as "unitId", u.name as "unitName", p.id as "providerId", p.name as "providerName", l.region_code as region,
            f.module_code as module, past.occupied, past.unavailable, past.recognised, past.ages,
            f.occupied + f.over_occupied as "nowOccupied", f.unavailable as "nowUnavailable", f.recognised as "nowRecognised",
            ${ageOn('$1::date', 'l.confirmed_at')} as "nowAge"
       from capacity.photo($1::date) f join past using (unit_id, module_code) join capacity.unit_live l using (unit_id, module_code)
       join capacity.care_unit u on u.id = f.unit_id join capacity.provider p on p.id = l.provider_id
      order by p.name, u.name, f.module_code, u.id`,
    [day],
  );
  const units = rows.map((row) => {
    const past = row.recognised.map(
      (recognised, n): Moment => ({
        recognised,
        occupied: row.occupied[n]!,
        unavailable: row.unavailable[n]!,
        age: row.ages[n] ?? null,
      }),
    );
    const now: Moment = {
      recognised: row.nowRecognised,
      occupied: row.nowOccupied,
      unavailable: row.nowUnavailable,
      age: row.nowAge,
    };
    const { unitId, unitName, providerId, providerName, region, module } = row;
    return {
      unitId,
      unitName,
      providerId,
      providerName,
      region,
      module,
      signals: signalsOf(past, now),
    };
  });
  const looked = new Set(units.map((unit) => unit.unitId)).size;
  return { day, looked, units: units.filter((unit) => unit.signals.length > 0) };
}
