import { dayFromNumber, dayNumber, type Period } from '../platform/period.ts';
import type { TestDatabase } from '../platform/testing/database.ts';
import { type Facts, type Figures, figuresOn } from './figures.ts';

interface FactRow {
  unit_id: string;
  module_code: string;
  from: string;
  until: string | null;
  places: number;
  place_id: string | null;
}

const tables = {
  recognition: 'places, null::uuid as place_id',
  stay: '1 as places, place_id',
  absence: '1 as places, null::uuid as place_id',
  reconversion: 'places, null::uuid as place_id',
  unavailability: 'places, place_id',
  hold: '1 as places, place_id',
} as const;

/**
 * The days of a fact. Those of a reconversion are worked out here from its state and its days, so that the
 * recount does not lean on the column that the counters read: agreed counts from its day.
 */
const daysOf = (table: string) =>
  table === 'reconversion'
    ? `case when state in ('APPROVED', 'EFFECTIVE', 'REGISTERED') and effective_on is not null
         then daterange(effective_on, registered_on) else 'empty'::daterange end`
    : 'period';

/** The raw facts of every unit and module as they were known at a moment, straight from the tables. */
export async function factsAsKnown(
  t: Pick<TestDatabase, 'owner'>,
  knownAt: string,
): Promise<Map<string, Facts>> {
  const found = new Map<string, Facts>();
  for (const [table, columns] of Object.entries(tables)) {
    const rows = await t.owner<FactRow>(
      `select unit_id, module_code, lower(days)::text as "from", upper(days)::text as until, ${columns}
         from (select *, ${daysOf(table)} as days from capacity.${table} where known_from <= $1) now
        where not isempty(days)
       union all
       select unit_id, module_code, lower(days)::text, upper(days)::text, ${columns}
         from (select *, ${daysOf(table)} as days from capacity.${table}_history
                where known_from <= $1 and known_until > $1) earlier
        where not isempty(days)`,
      [knownAt],
    );
    for (const row of rows) add(found, table, row);
  }
  return found;
}

function add(found: Map<string, Facts>, table: string, row: FactRow): void {
  const key = `${row.unit_id} ${row.module_code}`;
  const facts: Facts = found.get(key) ?? {
    recognitions: [],
    stays: [],
    absences: [],
    reconversions: [],
    unavailabilities: [],
    holds: [],
  };
  found.set(key, facts);
  const period: Period = { from: row.from, until: row.until };
  const { places, place_id: placeId } = row;
  switch (table) {
    case 'recognition':
      return void facts.recognitions.push({ places, period });
    case 'stay':
      return void facts.stays.push({ placeId, period });
    case 'absence':
      return void facts.absences.push({ period });
    case 'reconversion':
      return void facts.reconversions.push({ places, period });
    case 'unavailability':
      return void facts.unavailabilities.push({ placeId, places, period });
    default:
      return void facts.holds.push({ placeId, period });
  }
}

/** The figures of every unit and module on a day as known at a moment: a plain recount from raw facts. */
export async function recountAll(
  t: Pick<TestDatabase, 'owner'>,
  day: string,
  knownAt: string,
): Promise<Map<string, Figures>> {
  const facts = await factsAsKnown(t, knownAt);
  return new Map([...facts].map(([key, each]) => [key, figuresOn(each, day)]));
}

/** A day between two others, chosen by a number in [0, 1). */
export const dayBetween = (from: string, until: string, at: number) =>
  dayFromNumber(dayNumber(from) + Math.floor(at * (dayNumber(until) - dayNumber(from))));
