import type { Reader } from '../platform/db/database.ts';
import type { ReleasedCell } from './contract.ts';
import type { Memory } from './past.ts';
import type { Names } from './report/tables.ts';
import type { TableCode, Thresholds } from './published-tables.ts';

export interface ReleaseRow {
  id: string;
  month: string;
  releasedOn: string;
  delayDays: number;
  cells: number;
  hidden: number;
  /** Made of invented data. */
  invented: boolean;
  thresholds: Thresholds;
}

const columns = `r.id, r.month, r.released_on as "releasedOn", r.delay_days as "delayDays", r.cells, r.hidden, r.invented, r.thresholds`;

/** Every release, the newest first. */
export const allReleases = (tx: Reader): Promise<ReleaseRow[]> =>
  tx.rows<ReleaseRow>(`select ${columns} from insight.release r order by r.month desc`);

/** The release of a month, or the newest one. */
export async function releaseOf(tx: Reader, month: string | undefined): Promise<ReleaseRow | null> {
  const [found] = await tx.rows<ReleaseRow>(
    `select ${columns} from insight.release r where $1::date is null or r.month = $1::date
      order by r.month desc limit 1`,
    [month ?? null],
  );
  return found ?? null;
}

interface CellRow extends ReleasedCell {
  table: TableCode;
}

/** Cells of one release; of some tables or all, of one row or all. A row of zones is that of their region. */
export const cellsOf = (
  tx: Reader,
  releaseId: string,
  tables: readonly TableCode[] | undefined,
  row?: string,
): Promise<CellRow[]> =>
  tx.rows<CellRow>(
    `select c.table_code as table, c.row_code as row, c.column_code as column, c.figure, c.value
       from insight.release_cell c
      where c.release_id = $1 and ($2::text[] is null or c.table_code = any ($2))
        and ($3::text is null or c.row_code = $3 or (c.table_code = 'zone' and split_part(c.row_code, '/', 1) = $3))
      order by c.table_code, c.row_code, c.column_code, c.figure`,
    [releaseId, tables ?? null, row ?? null],
  );

/** Minors of each region and the norm for it on a day: a region's own before that of all. */
export const regionsOn = (
  tx: Reader,
  day: string,
): Promise<{ code: string; minors: number | null; norm: number | null }[]> =>
  tx.rows(
    `select g.code, g.minors, n.places_per_1000 as norm
       from region.region g left join region.norm n on n.region_code = g.code and n.valid @> $1::date
      where g.valid @> $1::date order by g.code`,
    [day],
  );

/** The cells of one table in every release, oldest first. */
export async function seriesOf(
  tx: Reader,
  table: TableCode,
): Promise<{ month: string; cells: ReleasedCell[] }[]> {
  return tx.rows(
    `select r.month, json_agg(json_build_object('row', c.row_code, 'column', c.column_code, 'figure', c.figure, 'value', c.value)
              order by c.row_code, c.column_code, c.figure) as cells
       from insight.release_cell c join insight.release r on r.id = c.release_id
      where c.table_code = $1 group by r.month order by r.month`,
    [table],
  );
}

/** Names of regions and modules, in a language where they have one. */
export async function namesIn(tx: Reader, language: 'nl' | 'fr' | 'en'): Promise<Names> {
  const rows = await tx.rows<{ kind: string; code: string; name: string }>(
    `select 'region' as kind, code, case $1 when 'fr' then name_fr when 'en' then name_en else name_nl end as name from region.region
     union all select 'module', code, name from capacity.figures_module`,
    [language],
  );
  const of = (kind: string) =>
    Object.fromEntries(rows.filter((row) => row.kind === kind).map((row) => [row.code, row.name]));
  return { regions: of('region'), modules: of('module') };
}

/** Whether the providers of this installation are invented: then every figure of it is. */
export async function isInvented(tx: Reader): Promise<boolean> {
  const [found] = await tx.rows<{ invented: boolean }>(
    `select coalesce(bool_or(invented), false) as invented from capacity.figures_unit`,
  );
  return found!.invented;
}

export interface MadeRelease {
  id: string;
  month: string;
  knownAt: Date;
  thresholds: Thresholds;
  memory: Memory;
  /** Keys of the cells that are not shown. */
  hidden: string[];
}

/** Every release with what it hid, oldest first: for the job, which holds the next one against all of them. */
export const releasesMade = (tx: Reader): Promise<MadeRelease[]> =>
  tx.rows<MadeRelease>(
    `select r.id, r.month, r.known_at as "knownAt", r.thresholds,
            (select e.details ->> 'memory' from platform.event e
              where e.slice = 'insight' and e.kind = 'release' and e.details ->> 'month' = r.month::text) as memory,
            array(select concat_ws('|', c.table_code, c.row_code, c.column_code, c.figure)
                    from insight.release_cell c where c.release_id = r.id and c.value is null) as hidden
       from insight.release r order by r.month`,
  );
