import type { ImportKind } from './format.ts';

import { needed, type Rule, ruleQuery, writes } from './rule-query.ts';

/** A place that the unit and module do not have. */
export const placeRule: Rule = {
  code: 'place-unknown',
  when: `${writes} and r.place_label is not null and p.unit_id is not null and p.place_id is null and p.claimed_place_id is null`,
  column: 'place',
  found: 'r.place_label',
};

const stayRules: Rule[] = [
  placeRule,
  needed('person_ref', 'p.person_ref'),
  {
    code: 'start-too-far',
    when: `${writes} and lower(p.period) > (select platform.today()) + 366`,
    column: 'from',
    found: 'lower(p.period)',
  },
  {
    code: 'end-reason-without-end',
    when: `${writes} and p.code is not null and upper_inf(p.period)`,
    column: 'end_reason',
    found: 'p.code',
  },
  {
    code: 'expected-before-start',
    when: `${writes} and p.expected_end_on <= lower(p.period)`,
    column: 'expected_end_on',
    found: 'p.expected_end_on',
  },
  {
    code: 'time-out-unknown',
    when: `${writes} and r.ref_key is not null and p.stay_id is null`,
    column: 'time_out_of',
    found: 'r.ref_key',
  },
  {
    severity: 'finding',
    code: 'place-taken',
    when: `${writes} and p.claimed_place_id is not null`,
    column: 'place',
    found: `coalesce(r.place_label, (select pl.label from capacity.place pl where pl.id = p.claimed_place_id))`,
  },
  {
    severity: 'finding',
    code: 'child-twice',
    when: `${writes} and p.also_elsewhere`,
    column: 'person_ref',
    found: 'p.person_ref',
  },
  {
    severity: 'finding',
    code: 'decision-before-start',
    when: `${writes} and p.decision_until <= lower(p.period)`,
    column: 'decision_until',
    found: 'p.decision_until',
  },
  {
    severity: 'finding',
    code: 'decision-passed',
    when: `${writes} and p.decision_until > lower(p.period) and p.decision_until < (select platform.today())
      and p.period @> (select platform.today())`,
    column: 'decision_until',
    found: 'p.decision_until',
  },
];

/** Joined, so that a file of many stays is held against the few holds and not one by one. */
const promised = ruleQuery(
  ['stay'],
  [
    {
      severity: 'finding',
      code: 'place-promised',
      when: writes,
      column: 'place',
      found: `coalesce(r.place_label, (select pl.label from capacity.place pl where pl.id = p.place_id))`,
    },
  ],
  'join capacity.hold h on h.place_id = p.place_id and h.period && p.period',
);

const inFile = (alias: string, kind: ImportKind, fact: string) =>
  `left join capacity.import_plan ${alias} on ${alias}.import_id = $1 and ${alias}.kind = '${kind}' and ${alias}.fact_id = ${fact}`;

/** What a changed or removed stay does to facts that hang on it and are not in the file. */
const dependants = [
  ruleQuery(
    ['stay'],
    [
      {
        code: 'time-out-other-child',
        when: `${writes} and p.person_ref <> coalesce(q.person_ref, s.person_ref)`,
        column: 'time_out_of',
        found: 'r.ref_key',
      },
    ],
    `${inFile('q', 'stay', 'p.stay_id')} left join capacity.stay s on s.id = p.stay_id`,
    'p.stay_id is not null',
  ),
  ruleQuery(
    ['stay'],
    [
      {
        code: 'stay-has-time-out',
        when: `q.n is null or (q.action <> 'remove' and q.stay_id = p.fact_id)`,
        column: 'action',
      },
    ],
    `join capacity.stay s on s.time_out_of = p.fact_id ${inFile('q', 'stay', 's.id')}`,
    `p.action = 'remove'`,
  ),
  ruleQuery(
    ['stay'],
    [
      {
        severity: 'finding',
        code: 'absence-follows',
        when: 'q.n is null',
        column: 'until',
        found: 'upper(p.period)',
      },
    ],
    `join capacity.absence a on a.stay_id = p.fact_id and (p.action = 'remove' or not p.period @> a.period)
     ${inFile('q', 'absence', 'a.id')}`,
    `p.action in ('change', 'remove')`,
  ),
];

/**
 * Where central direction is in force a provider starts only who was allocated: such a row, and what hangs on it, is left
 * out of the plan and told of, and the rest of the file applies (docs/decisions/0025). Before the other rules: of what is
 * not written nothing else is said.
 */
export const leaveOutUnallocated = `
  with refused as materialized (select * from allocation.refused_starts($1)),
  left_out as (
    update capacity.import_plan p set action = 'same' from refused f where p.import_id = $1 and p.n = f.n returning p.n)
  select 'finding' as severity, case when f.follows then 'stay-not-allocated' else 'not-allocated' end as code, r.kind, r.sheet,
         r.row_number as row, case when f.follows then 'stay' else 'person_ref' end as column,
         case when not f.follows then r.person_ref end as found, null::text as other
    from refused f join capacity.import_row r on r.import_id = $1 and r.n = f.n
   where exists (select 1 from left_out)`;

/** What holds of stays, and of what hangs on them. */
export const stayRuleStatements = [ruleQuery(['stay'], stayRules), promised, ...dependants];
