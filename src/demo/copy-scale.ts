import { tables } from '../access/classes.ts';
import type { Writer } from '../platform/db/database.ts';

/**
 * Greater demos: each organisation of the first Flanders again, so many times, with everything it has.
 * Ids and codes are made from the first's, so the copies are as repeatable as it is.
 */
const idColumns: ReadonlySet<string> = new Set([
  'id',
  'unit_id',
  'provider_id',
  'site_id',
  'place_id',
  'claimed_place_id',
  'stay_id',
  'time_out_of',
  'event_id',
  'superseded_by',
  'person_id',
  'hat_id',
  'organisation_id',
  'subject_id',
]);
const filledByDatabase: ReadonlySet<string> = new Set(['seq', 'ends_on']);
const texts: Readonly<Record<string, string>> = {
  code: `'-'`,
  person_ref: `'-'`,
  for_ref: `'-'`,
  subject: `'-'`,
};

const isProvider = `kind = 'provider'`;
const ofUnits = 'unit_id = any ($1::uuid[])';

/** In the order in which rows refer to each other; confirmations before modules, as in the first writing. */
const copied: readonly { table: string; where: string; named?: true }[] = [
  { table: 'auth.organisation', where: `id = any ($1::uuid[])`, named: true },
  {
    table: 'auth.person',
    where: `id in (select h.person_id from auth.hat h join auth.organisation o on o.id = h.organisation_id where o.${isProvider} and o.id = any ($1::uuid[]))`,
  },
  { table: 'auth.hat', where: 'organisation_id = any ($1::uuid[])' },
  { table: 'capacity.provider', where: 'id = any ($1::uuid[])', named: true },
  { table: 'capacity.site', where: 'provider_id = any ($1::uuid[])' },
  { table: 'capacity.care_unit', where: 'id = any ($1::uuid[])' },
  { table: 'capacity.unit_note', where: ofUnits },
  { table: 'platform.event', where: 'organisation_id = any ($1::uuid[])' },
  { table: 'capacity.confirmation', where: ofUnits },
  { table: 'capacity.offered_module', where: ofUnits },
  { table: 'capacity.place', where: ofUnits },
  ...['recognition', 'reconversion', 'stay', 'absence', 'unavailability', 'hold'].flatMap(
    (name) => [
      { table: `capacity.${name}`, where: ofUnits },
      { table: `capacity.${name}_history`, where: ofUnits },
    ],
  ),
  { table: 'capacity.delta', where: ofUnits },
  { table: 'capacity.snapshot_row', where: ofUnits },
];

const byProvider: ReadonlySet<string> = new Set([
  'auth.organisation',
  'auth.person',
  'auth.hat',
  'capacity.provider',
  'capacity.site',
  'platform.event',
]);

function expression(table: string, column: string, named: boolean): string {
  const id = `md5(${column}::text || ':' || k)::uuid`;
  // The register is kept by one person of the agency, who is not copied.
  if (table === 'platform.event' && (column === 'person_id' || column === 'hat_id'))
    return `case when role_code = 'PC' then ${id} else ${column} end`;
  if (idColumns.has(column)) return id;
  if (column === 'name' && named) return `name || ' ' || k + 1`;
  if (column === 'code' && table === 'capacity.site') return column;
  return texts[column] ? `${column} || ${texts[column]} || k` : column;
}

function columnsOf(table: string): string[] {
  const record = tables[table];
  if (!record) throw new Error(`no such table: ${table}`);
  return Object.values(record.columns)
    .flat()
    .filter(
      (column) =>
        !filledByDatabase.has(column) &&
        !(table === 'capacity.reconversion' && column === 'period'),
    );
}

function statement({ table, where, named }: (typeof copied)[number]): string {
  const columns = columnsOf(table);
  const values = columns.map((column) => expression(table, column, named ?? false));
  return `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')}
    from ${table} cross join generate_series($2::int, $3::int) k where ${where} order by k`;
}

const copiesAtOnce = 5;

/** Copies the first Flanders `scale - 1` times. @param step called between statements with the share done */
export async function copyScale(
  tx: Pick<Writer, 'rows'>,
  first: { providers: readonly string[]; units: readonly string[] },
  scale: number,
  step: (done: number) => void,
): Promise<void> {
  const rounds = Math.ceil((scale - 1) / copiesAtOnce);
  let done = 0;
  for (const each of copied) {
    const text = statement(each);
    const ids = byProvider.has(each.table) ? first.providers : first.units;
    for (let round = 0; round < rounds; round++) {
      step(done++ / (copied.length * rounds));
      await tx.rows(text, [
        ids,
        1 + round * copiesAtOnce,
        Math.min(scale - 1, (round + 1) * copiesAtOnce),
      ]);
    }
  }
}
