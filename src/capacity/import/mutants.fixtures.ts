import { buffer } from 'node:stream/consumers';
import { writeXlsx } from '../../platform/files/write-table.ts';
import { type SignedIn, signIn, type TestDatabase } from '../../platform/testing/database.ts';
import type { FileKind } from '../../platform/testing/mutate-file.ts';
import { addDays, dayIn } from '../../platform/period.ts';
import { makeProvider, makeReference, makeUnit } from '../fixtures.ts';
import { type ImportKind, sheetNames } from './format.ts';
import { accessFor, actorOf, csv, send } from './import.fixtures.ts';
import type { ImportAccess } from './import-file.ts';
import { applyImport } from './apply-import.ts';

type Row = Record<string, string | number | null>;

/** A small invented provider whose facts hostile files are let loose on. */
export interface Ground {
  t: Pick<TestDatabase, 'db' | 'owner'>;
  who: SignedIn;
  access: ImportAccess;
  unitIds: string[];
  /** Good files, each of which adds, changes and removes. */
  good: Record<FileKind, Buffer>;
}

const today = dayIn(new Date());

function stays(codes: string[], changed: boolean): Row[] {
  const rows = Array.from({ length: 14 }, (_, i): Row => {
    const ends = i % 4 === 3;
    return {
      key: `S${i}`,
      action: changed && i === 9 ? 'remove' : null,
      unit: codes[i % 2]!,
      module: 'STAY_O12',
      place: i < 10 ? String((i >> 1) + 1) : null,
      person_ref: `${codes[0]}-${i}`,
      from: addDays(today, -100 + i),
      until: ends ? addDays(today, changed ? -4 : -10 + i) : null,
      decision_until: addDays(today, 200 + (changed ? i : 0)),
      end_reason: ends ? 'HOME' : null,
      file_kind: i % 3 === 0 ? 'COURT' : 'VOLUNTARY',
    };
  });
  if (!changed) return rows.slice(0, 12);
  rows[2]!['place'] = '6';
  return rows;
}

const absences = (changed: boolean): Row[] =>
  [0, 1, 4, ...(changed ? [5] : [])].map((i) => ({
    key: `A${i}`,
    stay: `S${i}`,
    kind: 'HOSPITAL',
    from: addDays(today, -20),
    until: changed && i === 0 ? null : addDays(today, -10 + i),
  }));

const outs = (codes: string[], changed: boolean): Row[] =>
  [0, 1].map((i) => ({
    key: `U${i}`,
    unit: codes[i]!,
    module: 'STAY_O12',
    place: i === 0 ? '5' : null,
    places: changed ? 1 : i === 0 ? 1 : 2,
    reason: 'BUILDING',
    explanation: 'dak, lekt',
    from: addDays(today, -3),
    until: null,
    expected_end_on: addDays(today, changed ? 21 : 14),
    review_on: addDays(today, 7),
  }));

const tables = (codes: string[], changed: boolean): Partial<Record<ImportKind, Row[]>> => ({
  stay: stays(codes, changed),
  absence: absences(changed),
  unavailability: outs(codes, changed),
});

const workbook = (kinds: Partial<Record<ImportKind, Row[]>>) =>
  buffer(
    writeXlsx(
      Object.entries(kinds).map(([kind, rows]) => {
        const headings = Object.keys(rows[0]!);
        const isDay = (name: string) => /_on$|^from$|^until$|_until$/.test(name);
        return {
          name: sheetNames[kind as ImportKind][0]!,
          columns: headings.map((header) => ({
            header,
            kind: isDay(header) ? ('day' as const) : ('text' as const),
          })),
          rows: rows.map((row) =>
            headings.map((name) => (row[name] === null ? null : String(row[name]))),
          ),
        };
      }),
    ),
  );

export async function makeGround(t: Pick<TestDatabase, 'db' | 'owner'>): Promise<Ground> {
  const made = await t.db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    const provider = await makeProvider(tx);
    const units = [
      await makeUnit(tx, { providerId: provider, places: 6 }),
      await makeUnit(tx, { providerId: provider, places: 6 }),
    ];
    return { provider, units };
  });
  const unitIds = made.units.map((unit) => unit.unitId);
  const rows = await t.owner<{ code: string }>(
    'select code from capacity.care_unit where id = any ($1) order by array_position($1::uuid[], id)',
    [unitIds],
  );
  const codes = rows.map((row) => row.code);
  const who = await signIn(t as TestDatabase, 'PC', { organisationId: made.provider });
  const access = accessFor(t as TestDatabase, who);
  const first = await send(access, actorOf(who), JSON.stringify(tables(codes, false)), {
    fileName: 'begin.json',
  });
  if (first.state !== 'CHECKED')
    throw new Error(`the first file is ${first.state}: ${JSON.stringify(first.problems)}`);
  await applyImport(access, actorOf(who), first.id);
  const next = tables(codes, true);
  const good = {
    csv: Buffer.from(csv(next.stay!)),
    json: Buffer.from(JSON.stringify(next.stay)),
    xlsx: await workbook(next),
  };
  return { t, who, access, unitIds, good };
}

/** The facts as they stand: two equal ones mean that the same is registered. */
export async function factsNow(ground: Ground): Promise<string> {
  const parts = ['stay', 'absence', 'unavailability', 'recognition'].map(
    (
      name,
    ) => `(select md5(coalesce(string_agg((to_jsonb(x) - 'event_id' - 'known_from')::text, '' order by x.id), ''))
       from capacity.${name} x where x.unit_id = any ($1))`,
  );
  const [row] = await ground.t.owner<{ hash: string }>(
    `select concat(${parts.join(', ')}) as hash`,
    [ground.unitIds],
  );
  return row!.hash;
}

/** Everything that is ever written beside the facts, as counts: none may move unless an import was applied. */
export async function traces(ground: Ground): Promise<string> {
  const tables = [
    'stay_history',
    'absence_history',
    'unavailability_history',
    'recognition_history',
    'delta',
  ];
  const counts = tables.map(
    (name) => `(select count(*) from capacity.${name} where unit_id = any ($1))`,
  );
  const [row] = await ground.t.owner<{ text: string }>(
    `select concat_ws(' ', ${counts.join(', ')}, (select count(*) from platform.event)) as text`,
    [ground.unitIds],
  );
  return row!.text;
}

/** Days on which the counters say something else than the facts; none, ever. */
export async function countersApart(ground: Ground): Promise<number> {
  const units = ground.unitIds;
  const [row] = await ground.t.db.as('vp_jobs', (tx) =>
    tx.rows<{ n: number }>(
      `with said as (
         select unit_id, on_date, sum(recognised) as rec, sum(occupied) as occ, sum(absent) as absn, sum(unavailable) as unav
           from capacity.delta where unit_id = any ($1) group by 1, 2
         having (sum(recognised), sum(occupied), sum(absent), sum(unavailable)) <> (0, 0, 0, 0)
       ), fact as (
         select unit_id, on_date, recognised as rec, occupied as occ, absent as absn, unavailable as unav
           from capacity.contributions($1, $2, $3)
          where (recognised, occupied, absent, unavailable) <> (0, 0, 0, 0)
       )
       select count(*)::int as n from said full join fact using (unit_id, on_date)
        where (said.rec, said.occ, said.absn, said.unav) is distinct from (fact.rec, fact.occ, fact.absn, fact.unav)`,
      [units, units.map(() => 'STAY_O12'), units.map(() => '1900-01-01')],
    ),
  );
  return row!.n;
}
