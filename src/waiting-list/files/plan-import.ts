import type { Reader } from '../../platform/db/database.ts';
import { identityField, numberMarker } from '../identity.ts';
import { missing } from '../directable.ts';
import type { ColumnName, FileFault, FileRow, FileValues } from './columns.ts';

/** A child of the file that is on the list already, in the words of the file. */
export interface Known {
  personId: string;
  requestId: string | null;
  state: string | null;
  minorAble: boolean | null;
  values: FileValues;
}

export interface Planned {
  row: number;
  fileNumber: string;
  name: string;
  /** Null for a child who comes new. */
  known: Known | null;
  /** What differs: all that the file says of a new child. */
  changed: ColumnName[];
  values: FileValues;
  /** It passes to the list. */
  waits: boolean;
}

export interface Plan {
  planned: Planned[];
  faults: FileFault[];
}

/** The children of these file numbers in one's own region; row-level security shows no other identity. */
async function knownOf(
  tx: Pick<Reader, 'rows' | 'marker'>,
  numbers: readonly string[],
): Promise<Map<string, Known>> {
  const mark = await numberMarker(tx);
  const rows = await tx.rows<Known & { number: string; values: Record<string, unknown> }>(
    `select ${identityField('i', 'file_number')} as number, p.id as "personId", r.id as "requestId", r.state, r.minor_able as "minorAble",
            jsonb_strip_nulls(jsonb_build_object('file_number', ${identityField('i', 'file_number')},
              'given_name', ${identityField('i', 'given_name')}, 'family_name', ${identityField('i', 'family_name')},
              'birth_date', ${identityField('i', 'birth_date')}, 'sex', p.sex, 'municipality', p.municipality_code,
              'file_kind', r.file_kind, 'registrar_kind', r.registrar_kind, 'registered_on', r.registered_on,
              'since', r.since, 'valid_until', r.valid_until, 'start_from', r.start_from, 'state', r.state,
              'modules', (select jsonb_agg(e.module_code order by e.module_code) from waiting_list.entry e where e.request_id = r.id),
              'security_need', r.security_need, 'indications', r.indications, 'needs', r.needs,
              'consent_representative', r.consent_representative, 'consent_minor', r.consent_minor,
              'running_help', r.running_help)) as values
       from waiting_list.identity i join waiting_list.person p on p.id = i.id
       left join waiting_list.request r on r.person_id = p.id
             and r.state not in ('STARTED', 'CLOSED', 'CANCELLED', 'DECEASED')
      where coalesce(i.number_mark, i.file_number) = any ($1::text[]) and i.region_code = (select auth.my_area()) and p.merged_into is null`,
    [[...numbers, ...numbers.map(mark)]],
  );
  return new Map(
    rows.map(({ number, values, ...known }) => [
      number,
      {
        ...known,
        values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
      },
    ]),
  );
}

const before = new Set(['DRAFT', 'SUBMITTED', 'IN_INDICATION', 'NOT_DIRECTABLE', 'DIRECTABLE']);
const plain = (value: string | string[] | undefined) =>
  JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? null));

/** Days that may be earlier than they are, never later: no day of waiting is lost. */
const kept: readonly ColumnName[] = ['registered_on', 'since'];

function planRow(
  { row, values }: FileRow,
  known: Known | null,
  today: string,
): { planned: Planned; faults: FileFault[] } {
  const faults: FileFault[] = [];
  const fault = (code: string, column: ColumnName, params?: Record<string, string>) =>
    faults.push({
      code,
      row,
      column,
      found: String(values[column] ?? ''),
      ...(params && { params }),
    });
  const changed = (Object.keys(values) as ColumnName[]).filter(
    (column) => column !== 'state' && plain(values[column]) !== plain(known?.values[column]),
  );
  for (const column of kept)
    if (
      known?.values[column] &&
      changed.includes(column) &&
      String(values[column]) > String(known.values[column])
    )
      fault('day-later', column, { known: String(known.values[column]) });
  for (const column of ['birth_date', 'registered_on', 'since'] as const)
    if (String(values[column] ?? '') > today) fault('day-in-future', column);
  const comesAs = String(values.state ?? 'SUBMITTED');
  if (known === null && comesAs !== 'SUBMITTED' && comesAs !== 'WAITING')
    fault('state-not-new', 'state');
  if (known && known.requestId === null) fault('no-open-request', 'file_number');
  const waits = values.state === 'WAITING' && (known === null || before.has(known.state ?? ''));
  if (waits) {
    const all = { ...known?.values, ...values };
    const lacks = missing(
      {
        fileKind: String(all.file_kind),
        bornMonth: String(all.birth_date).slice(0, 7),
        unborn: false,
        minorAble: known?.minorAble ?? null,
        consentRepresentative: String(all.consent_representative ?? 'ASKED'),
        consentMinor: String(all.consent_minor ?? 'ASKED'),
        validUntil: (all.valid_until as string | undefined) ?? null,
        wishes: all.modules?.length ?? 0,
        sex: String(all.sex ?? 'UNKNOWN'),
      },
      today,
    );
    for (const code of lacks) fault(`lacks-${code.toLowerCase().replaceAll('_', '-')}`, 'state');
  }
  return {
    planned: {
      row,
      fileNumber: String(values.file_number),
      name: `${values.given_name} ${values.family_name}`,
      known,
      changed,
      values,
      waits,
    },
    faults,
  };
}

/** Codes that the list does not know. */
async function codeFaults(
  tx: Pick<Reader, 'rows'>,
  rows: readonly FileRow[],
): Promise<FileFault[]> {
  const modules = [...new Set(rows.flatMap(({ values }) => values.modules ?? []))];
  const towns = [...new Set(rows.flatMap(({ values }) => values.municipality ?? []))];
  const [known] = await tx.rows<{ modules: string[]; towns: string[] }>(
    `select array(select code from capacity.module_type where code = any ($1::text[])) as modules,
            array(select code from region.municipality where code = any ($2::text[])) as towns`,
    [modules, towns],
  );
  return rows.flatMap(({ row, values }) => [
    ...[values.modules ?? []]
      .flat()
      .filter((code) => !known!.modules.includes(code))
      .map((found): FileFault => ({ code: 'module-unknown', row, column: 'modules', found })),
    ...[values.municipality ?? []]
      .flat()
      .filter((code) => !known!.towns.includes(code))
      .map(
        (found): FileFault => ({
          code: 'municipality-unknown',
          row,
          column: 'municipality',
          found,
        }),
      ),
  ]);
}

/** What a file would do to the list of one's own region today. */
export async function planImport(
  tx: Pick<Reader, 'rows' | 'marker'>,
  rows: readonly FileRow[],
  today: string,
): Promise<Plan> {
  const known = await knownOf(
    tx,
    rows.map(({ values }) => String(values.file_number)),
  );
  const each = rows.map((row) =>
    planRow(row, known.get(String(row.values.file_number)) ?? null, today),
  );
  return {
    planned: each.map(({ planned }) => planned),
    faults: [...(await codeFaults(tx, rows)), ...each.flatMap(({ faults }) => faults)],
  };
}
