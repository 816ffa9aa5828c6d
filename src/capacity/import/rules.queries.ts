import { absenceRuleStatements } from './absence-rules.queries.ts';
import type { ImportKind } from './format.ts';
import { matchedRules } from './matched-rules.queries.ts';
import { needed, type Rule, ruleQuery, writes } from './rule-query.ts';
import { leaveOutUnallocated, stayRuleStatements } from './stay-rules.queries.ts';
import { periodRules, supplyRules, unitRules } from './supply-rules.queries.ts';
import { unavailabilityRuleStatements } from './unavailability-rules.queries.ts';

const recognitionDouble = ruleQuery(
  ['recognition'],
  [
    {
      severity: 'finding',
      code: 'recognition-double',
      when: `${writes} and exists (select 1 from capacity.recognition x where x.unit_id = p.unit_id
              and x.module_code = p.module_code and x.places = p.places and x.period = p.period
              and x.funding_kind = p.funding_kind and x.origin = p.origin and x.id <> p.fact_id)`,
      column: 'places',
      found: 'p.places',
    },
  ],
);

const recognitionRuleStatements = [
  ruleQuery(['recognition'], [needed('places', 'p.places')]),
  recognitionDouble,
];

/** What is already gone need not go: told of, and nothing else. */
const goneRule: Rule = {
  severity: 'finding',
  code: 'remove-unknown',
  when: `r.remove and p.action = 'same'`,
  column: 'action',
  found: 'coalesce(r.key, r.fact_id::text)',
};

/** Two rows about one fact, within one file: the second and every later one is told of. */
const twice = `
  with double as materialized (
    select p.kind, p.provider_id, p.key, min(p.n) as first from capacity.import_plan p
     where p.import_id = $1 and p.key is not null and p.provider_id is not null
     group by p.kind, p.provider_id, p.key having count(*) > 1
  ), again as materialized (
    select r.kind, r.fact_id, min(r.n) as first from capacity.import_row r
     where r.import_id = $1 and r.fact_id is not null group by r.kind, r.fact_id having count(*) > 1
  )
  select 'problem' as severity, t.code, r.kind, r.sheet, r.row_number as row, t.col as column, t.found, null::text as other
    from (
      select p.n, 'key-twice' as code, 'key' as col, p.key as found
        from capacity.import_plan p join double d using (kind, provider_id, key)
       where p.import_id = $1 and p.n <> d.first
      union all
      select r.n, 'id-twice', 'id', r.fact_id::text
        from capacity.import_row r join again a using (kind, fact_id)
       where r.import_id = $1 and r.n <> a.first
    ) t join capacity.import_row r on r.import_id = $1 and r.n = t.n`;

/** Every rule that needs the database, as statements with the import as $1. */
export function ruleStatements(kinds: readonly ImportKind[]): string[] {
  const has = (kind: ImportKind) => kinds.includes(kind);
  const ofUnits = kinds.filter((kind) => kind !== 'absence');
  return [
    ...(has('stay') ? [leaveOutUnallocated] : []),
    ...(ofUnits.length > 0
      ? [ruleQuery(ofUnits, [...supplyRules, ...unitRules, ...periodRules])]
      : []),
    ...(has('recognition') ? recognitionRuleStatements : []),
    ...(has('stay') ? stayRuleStatements : []),
    ...(has('absence') ? absenceRuleStatements : []),
    ...(has('unavailability') ? unavailabilityRuleStatements : []),
    ...(kinds.length > 0 ? [ruleQuery(kinds, [goneRule], '', `p.action = 'same'`)] : []),
    ...kinds.map(matchedRules),
    twice,
  ];
}
