import type { Readable } from 'node:stream';
import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { type Cell, writeCsv, writeXlsx } from '../../platform/files/write-table.ts';
import type { Language } from '../../platform/language.ts';
import { identityField } from '../identity.ts';
import { chosenIds } from '../list.query.ts';
import { myRegion, tell } from '../waiting-list.queries.ts';
import { fileColumns } from './columns.ts';
import type { ExportQuery } from './contract.ts';
import { listFileWords } from './words.ts';

/** Beside the columns that come in again: what only the list itself knows. */
const more = ['pseudonym', 'band', 'waiting_days', 'owner'] as const;
const header = [...fileColumns.map(({ name }) => name), ...more];

const rowsOf = async (tx: Writer, ids: readonly string[]): Promise<Cell[][]> =>
  (
    await tx.rows<{ cells: (string | number | null)[] }>(
      `select jsonb_build_array(${identityField('i', 'file_number')}, ${identityField('i', 'given_name')},
                ${identityField('i', 'family_name')}, ${identityField('i', 'birth_date')}, p.sex, p.municipality_code,
                r.file_kind, r.registrar_kind, r.registered_on, r.since, r.valid_until, r.start_from, r.state,
                (select string_agg(e.module_code, ', ' order by e.module_code) from waiting_list.entry e where e.request_id = r.id),
                r.security_need, array_to_string(r.indications, ', '), array_to_string(r.needs, ', '),
                r.consent_representative, r.consent_minor, array_to_string(r.running_help, ', '),
                p.pseudonym, coalesce(b.code, o.band_no::text), greatest(0, platform.today() - r.since), r.owner_name) as cells
         from unnest($1::uuid[]) with ordinality as asked (id, n)
         join waiting_list.request r on r.id = asked.id join waiting_list.person p on p.id = r.person_id
         join waiting_list.identity i on i.id = p.id
         left join lateral (select q.band_no from waiting_list.position q where q.request_id = r.id limit 1) o on true
         left join (select x.b ->> 'code' as code, x.n as band_no from waiting_list.applied a
                      join waiting_list.rule_set s on s.version = a.version,
                      jsonb_array_elements(s.content -> 'bands') with ordinality as x (b, n)) b on b.band_no = o.band_no
        order by asked.n`,
      [ids],
    )
  ).map(({ cells }) => cells);

/**
 * The list of one's own region as it is seen, with its names: an export of personal data, which the register of events
 * keeps with who took how many rows by which filters. What was searched for is not kept: it may be a name.
 * @param shows told which requests stand in the file
 * @throws Failure no-region
 */
export async function exportList(
  tx: Writer,
  actor: Actor,
  { format = 'csv', ...query }: ExportQuery,
  language: Language,
  shows: (requestIds: readonly string[]) => void = () => {},
): Promise<Readable> {
  const region = await myRegion(tx);
  const ids = await chosenIds(tx, query);
  shows(ids);
  const rows = await rowsOf(tx, ids);
  const { find, ...filters } = query;
  await tell(tx, actor, 'list.export', {
    subjectId: crypto.randomUUID(),
    details: { region, format, rows: rows.length, filters, searched: find !== undefined },
  });
  if (format === 'csv') return writeCsv(header, rows);
  return writeXlsx([
    {
      name: listFileWords[language].sheet,
      columns: header.map((each) => ({ header: each })),
      rows,
    },
  ]);
}
