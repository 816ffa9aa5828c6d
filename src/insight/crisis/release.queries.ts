import type { Reader, Writer } from '../../platform/db/database.ts';
import { addDays } from '../../platform/period.ts';
import { recordEvent, theProgram } from '../../platform/db/command.ts';
import { releaseSettings } from '../release-settings.ts';
import type { CrisisReleases } from './contract.ts';
import { type ReleasedTableCode, tablesThatGoOut, type WholeTable } from './release-tables.ts';

interface Counted {
  subject: string;
  division: string;
  key: string;
  asked: number;
  found: number;
  none: number;
}

/** Areas below a region, and where a child was left: a number about fewer says too much (design/safeguards.md 6). */
const sensitive: readonly ReleasedTableCode[] = ['zone', 'fallback'];

/** The tables of a quarter, before anything is put together. */
function tablesOf(
  counted: readonly Counted[],
  smallest: { usual: number; sensitive: number },
): WholeTable[] {
  const of = (subject: string, division: string) =>
    counted.filter((row) => row.subject === subject && row.division === division);
  const pairs = (subject: string, division: string) =>
    of(subject, division).map(({ key, found, none }) => ({ key, found, none }));
  const single = (subject: string, division: string, field: 'asked' | 'none') =>
    of(subject, division).map((row) => ({ key: row.key, found: row[field] }));
  const calls = of('CALL', 'all')[0]?.asked ?? 0;
  const repeats = of('CALL', 'repeat')[0]?.asked ?? 0;
  const tables: [ReleasedTableCode, WholeTable['rows']][] = [
    ['all', pairs('CHILD', 'all')],
    ['wanted', pairs('CHILD', 'wanted')],
    ['age', pairs('CHILD', 'age')],
    ['zone', pairs('CHILD', 'zone')],
    ['kind', single('CALL', 'kind', 'asked')],
    [
      'repeat',
      [
        { key: 'YES', found: repeats },
        { key: 'NO', found: calls - repeats },
      ],
    ],
    ['reason', single('CHILD', 'reason', 'none')],
    ['fallback', single('CHILD', 'fallback', 'none')],
    ['foster', pairs('FOSTER', 'all')],
  ];
  return tables.map(([table, rows]) => ({
    table,
    rows,
    smallest: sensitive.includes(table) ? smallest.sensitive : smallest.usual,
  }));
}

/** Quarters of regions whose day has come, that have calls and were not released; none before the first counted month. */
const due = (tx: Reader, delayDays: number) =>
  tx.rows<{ region: string; quarter: string }>(
    `select distinct c.region_code as region, date_trunc('quarter', c.month)::date as quarter
       from insight.crisis_count c
      where c.subject = 'CALL' and c.division = 'all'
        and (date_trunc('quarter', c.month) + interval '3 months')::date + $1::int <= platform.today()
        and not exists (select from insight.crisis_release r
              where r.region_code = c.region_code and r.quarter = date_trunc('quarter', c.month)::date)
      order by 2, 1`,
    [delayDays],
  );

/**
 * Releases each quarter whose day has come, once; safe to repeat. What becomes known later changes no release.
 * @returns how many were released
 */
export async function releaseCrisis(tx: Writer): Promise<number> {
  const [row] = await tx.rows<{ today: string }>('select platform.today() as today');
  const { delayDays, thresholds } = await releaseSettings(tx, row!.today);
  const smallest = { usual: thresholds.usual + 1, sensitive: thresholds.sensitive + 1 };
  const list = await due(tx, delayDays);
  for (const { region, quarter } of list) {
    const counted = await tx.rows<Counted>(
      `select subject, division, key, sum(asked)::int as asked, sum(found)::int as found, sum(none)::int as none
         from insight.crisis_count
        where region_code = $1 and month >= $2 and month < $2::date + interval '3 months' group by subject, division, key`,
      [region, quarter],
    );
    await recordEvent(tx, theProgram, {
      slice: 'insight',
      kind: 'crisis.release',
      organisationId: null,
      subjectId: null,
      details: { region, quarter },
    });
    await tx.rows(
      `insert into insight.crisis_release (region_code, quarter, released_on, smallest, sensitive, invented, tables)
       select $1, $2::date, $3, $4, $5, exists (select from crisis.figures_call c where c.region_code = $1 and c.invented), $6`,
      [
        region,
        quarter,
        releasedOn(quarter, delayDays),
        smallest.usual,
        smallest.sensitive,
        JSON.stringify(tablesThatGoOut(tablesOf(counted, smallest))),
      ],
    );
  }
  return list.length;
}

function releasedOn(quarter: string, delayDays: number): string {
  const [year = 0, month = 1] = quarter.split('-').map(Number);
  return addDays(new Date(Date.UTC(year, month + 2, 1)).toISOString().slice(0, 10), delayDays);
}

/** The release of a quarter and region, or the newest; which there are. One question. */
export async function crisisReleases(
  tx: Reader,
  asked: { region: string | null; quarter: string | null; ownRegion: string | null },
): Promise<CrisisReleases> {
  const [found] = await tx.rows<Omit<CrisisReleases, 'ownRegion'>>(
    `with chosen as (
       select r.* from insight.crisis_release r
        where ($1::text is null or r.region_code = $1) and ($2::date is null or r.quarter = $2::date)
        order by r.quarter desc, r.region_code limit 1)
     select (select coalesce(jsonb_agg(q.quarter order by q.quarter desc), '[]') from (select distinct quarter from insight.crisis_release) q) as quarters,
            (select coalesce(jsonb_agg(g.region_code order by g.region_code), '[]') from (select distinct region_code from insight.crisis_release) g) as regions,
            (select jsonb_build_object('region', c.region_code, 'quarter', c.quarter, 'releasedOn', c.released_on, 'smallest', c.smallest,
               'sensitive', c.sensitive, 'tables', c.tables,
               'before', (select b.tables from insight.crisis_release b where b.region_code = c.region_code and b.quarter = c.quarter - interval '1 year'),
               'names', (select coalesce(jsonb_object_agg(z.code, z.name), '{}') from region.zone z where z.region_code = c.region_code))
               from chosen c) as release`,
    [asked.region, asked.quarter],
  );
  return { ...found!, ownRegion: asked.ownRegion };
}
