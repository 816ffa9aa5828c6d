import type { ImportKind } from './format.ts';

/** Fact column → column of the plan, for what a row of each kind writes. */
const written: Record<ImportKind, [string, string][]> = {
  recognition: [
    ['places', 'places'],
    ['period', 'period'],
    ['funding_kind', 'funding_kind'],
    ['origin', 'origin'],
    ['external_key', 'key'],
  ],
  stay: [
    ['place_id', 'place_id'],
    ['claimed_place_id', 'claimed_place_id'],
    ['person_ref', 'person_ref'],
    ['period', 'period'],
    ['expected_end_on', 'expected_end_on'],
    ['decision_until', 'decision_until'],
    ['end_reason', 'code'],
    ['file_kind', 'file_kind'],
    ['needs', 'needs'],
    ['time_out_of', 'stay_id'],
    ['also_elsewhere', 'also_elsewhere'],
    ['external_key', 'key'],
  ],
  absence: [
    ['stay_id', 'stay_id'],
    ['kind', 'code'],
    ['period', 'period'],
    ['external_key', 'key'],
  ],
  unavailability: [
    ['place_id', 'place_id'],
    ['places', 'places'],
    ['only_for', 'only_for'],
    ['reason_code', 'code'],
    ['explanation', 'explanation'],
    ['period', 'period'],
    ['expected_end_on', 'expected_end_on'],
    ['review_on', 'review_on'],
    ['external_key', 'key'],
  ],
};

const ofUnit = ['unit_id', 'module_code', 'provider_id'];
const counted = (text: string) =>
  `with done as (${text} returning 1) select count(*)::int as n from done`;

/** Removes what the file asks to remove; absences go with their stay. $1 the import. */
export const removeStatement: Record<ImportKind, string> = {
  recognition: removal('recognition'),
  stay: removal('stay'),
  absence: removal('absence'),
  unavailability: removal('unavailability'),
};

function removal(kind: ImportKind): string {
  return counted(`delete from capacity.${kind} t using capacity.import_plan p
     where p.import_id = $1 and p.kind = '${kind}' and p.action = 'remove' and t.id = p.fact_id`);
}

/** Absences that stand in the register but not in the file, of stays that the file removes. */
export const removeAbsencesOfRemovedStays = `
  delete from capacity.absence a using capacity.import_plan p
   where p.import_id = $1 and p.kind = 'stay' and p.action = 'remove' and a.stay_id = p.fact_id`;

/**
 * Adds the new facts. Event and moment are looked up once instead of for each row by the column's default;
 * the moment only where the login may write it.
 */
export const addStatement = (kind: ImportKind, bulk = false): string => {
  const constants = [
    ['event_id', '(select platform.current_event())'],
    ...(bulk ? [['known_from', '(select platform.now())']] : []),
  ];
  const columns = ['id', ...ofUnit, ...written[kind].map(([column]) => column)];
  const values = ['fact_id', ...ofUnit, ...written[kind].map(([, from]) => from)];
  return counted(`insert into capacity.${kind} (${[...columns, ...constants.map(([name]) => name)].join(', ')})
    select ${[...values.map((name) => `p.${name}`), ...constants.map(([, value]) => value)].join(', ')}
      from capacity.import_plan p where p.import_id = $1 and p.kind = '${kind}' and p.action = 'add'
     order by p.unit_id, p.n`);
};

export const changeStatement = (kind: ImportKind): string => {
  const columns =
    kind === 'absence'
      ? [...ofUnit.map((name): [string, string] => [name, name]), ...written.absence]
      : written[kind];
  return counted(`update capacity.${kind} t set ${columns.map(([column, from]) => `${column} = p.${from}`).join(', ')}
      from capacity.import_plan p
     where p.import_id = $1 and p.kind = '${kind}' and p.action = 'change' and t.id = p.fact_id`);
};

/** Absences never outlast their stay: what a changed stay no longer covers is cut or goes. $1 the event. */
export const cutAbsences = [
  `delete from capacity.absence a using capacity.stay s
    where s.event_id = $1 and s.id = a.stay_id and not a.period && s.period`,
  `update capacity.absence a set period = a.period * s.period from capacity.stay s
    where s.event_id = $1 and s.id = a.stay_id and not s.period @> a.period`,
];

export const deferred =
  'capacity.place_never_twice, capacity.child_never_twice, capacity.one_time_out_at_a_time, capacity.away_once';

/** Whose facts the plan changes: provider and unit where it is one alone. */
export const planScope = `
  select count(distinct provider_id)::int as providers, count(distinct unit_id)::int as units,
         min(provider_id::text) as provider, min(unit_id::text) as unit,
         array_agg(distinct kind) as kinds
    from capacity.import_plan where import_id = $1 and action <> 'same'`;

/** From which day on each unit's counters have to be worked out again after a bulk load. $1 import, $2 event. */
export const touchedUnits = `
  select array_agg(unit_id) as units, array_agg(module_code) as modules, array_agg(from_day) as days from (
    select unit_id, module_code, min(from_day) as from_day from (
      select unit_id, module_code, lower(period) as from_day from capacity.import_plan
       where import_id = $1 and action <> 'same'
      union all select unit_id, module_code, lower(period) from capacity.recognition_history where superseded_by = $2
      union all select unit_id, module_code, lower(period) from capacity.stay_history where superseded_by = $2
      union all select unit_id, module_code, lower(period) from capacity.absence_history where superseded_by = $2
      union all select unit_id, module_code, lower(period) from capacity.unavailability_history where superseded_by = $2
    ) touched group by unit_id, module_code order by unit_id, module_code) t`;
