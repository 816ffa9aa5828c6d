import type { Reader } from '../../platform/db/database.ts';
import type { ImportKind } from './format.ts';

/** One row of the plan beside the fact as it stands: values by the names of the format. */
export interface PlannedChange {
  kind: ImportKind;
  action: 'add' | 'change' | 'remove';
  row: number;
  unitName: string;
  who: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

const periodOf = (alias: string) =>
  `'from', lower(${alias}.period), 'until', upper(${alias}.period)`;
const label = (id: string) => `(select pl.label from capacity.place pl where pl.id = ${id})`;

const valuesOf: Record<ImportKind, [string, string]> = {
  recognition: [
    `'places', p.places, ${periodOf('p')}, 'funding_kind', p.funding_kind, 'origin', p.origin, 'key', p.key`,
    `'places', e.places, ${periodOf('e')}, 'funding_kind', e.funding_kind, 'origin', e.origin, 'key', e.external_key`,
  ],
  stay: [
    `'person_ref', p.person_ref, 'place', ${label('p.place_id')}, 'claimed_place', ${label('p.claimed_place_id')}, ${periodOf('p')},
     'expected_end_on', p.expected_end_on, 'decision_until', p.decision_until, 'end_reason', p.code, 'file_kind', p.file_kind,
     'needs', array_to_string(p.needs, ', '), 'time_out_of', p.stay_id, 'also_elsewhere', p.also_elsewhere, 'key', p.key`,
    `'person_ref', e.person_ref, 'place', ${label('e.place_id')}, 'claimed_place', ${label('e.claimed_place_id')}, ${periodOf('e')},
     'expected_end_on', e.expected_end_on, 'decision_until', e.decision_until, 'end_reason', e.end_reason, 'file_kind', e.file_kind,
     'needs', array_to_string(e.needs, ', '), 'time_out_of', e.time_out_of, 'also_elsewhere', e.also_elsewhere, 'key', e.external_key`,
  ],
  absence: [
    `'stay', p.stay_id, 'kind', p.code, ${periodOf('p')}, 'key', p.key`,
    `'stay', e.stay_id, 'kind', e.kind, ${periodOf('e')}, 'key', e.external_key`,
  ],
  unavailability: [
    `'place', ${label('p.place_id')}, 'places', p.places, 'only_for', p.only_for, 'reason', p.code, 'explanation', p.explanation,
     ${periodOf('p')}, 'expected_end_on', p.expected_end_on, 'review_on', p.review_on, 'key', p.key`,
    `'place', ${label('e.place_id')}, 'places', e.places, 'only_for', e.only_for, 'reason', e.reason_code, 'explanation', e.explanation,
     ${periodOf('e')}, 'expected_end_on', e.expected_end_on, 'review_on', e.review_on, 'key', e.external_key`,
  ],
};

/** Whose absence it is: the child of the stay in the file, else of the stay in the register. */
const childOf = `coalesce((select q.person_ref from capacity.import_plan q
    where q.import_id = p.import_id and q.kind = 'stay' and q.fact_id = p.stay_id),
  (select s.person_ref from capacity.stay s where s.id = p.stay_id))`;

const statement = (kind: ImportKind) => `
  select p.n, p.kind, p.action, r.row_number as row, coalesce(u.name, '') as "unitName",
         ${kind === 'absence' ? childOf : kind === 'stay' ? 'p.person_ref' : 'null::text'} as who,
         case when e.id is not null then json_build_object(${valuesOf[kind][1]}) end as before,
         json_build_object(${valuesOf[kind][0]}) as after
    from capacity.import_plan p
    join capacity.import_row r on r.import_id = p.import_id and r.n = p.n
    left join capacity.${kind} e on e.id = p.fact_id
    left join capacity.care_unit u on u.id = coalesce(p.unit_id, e.unit_id)
   where p.import_id = $1 and p.kind = '${kind}' and p.action <> 'same'
   order by p.n limit $2`;

/** The first changes of the plan, in the order of the file. */
export async function plannedChanges(
  tx: Pick<Reader, 'rows'>,
  importId: string,
  kinds: readonly ImportKind[],
  most: number,
): Promise<PlannedChange[]> {
  const found: (PlannedChange & { n: number })[] = [];
  for (const kind of kinds) {
    found.push(
      ...(await tx.rows<PlannedChange & { n: number }>(statement(kind), [importId, most])),
    );
  }
  return found.sort((a, b) => a.n - b.n).slice(0, most);
}
