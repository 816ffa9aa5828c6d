import { factKnown, needed, ruleQuery, writes } from './rule-query.ts';
import { periodRules, supplyRules } from './supply-rules.queries.ts';

const absenceRules = ruleQuery(
  ['absence'],
  [
    ...supplyRules.slice(0, 1),
    ...periodRules,
    needed('kind', 'p.code'),
    {
      code: 'value-missing',
      when: `p.action = 'add' and r.ref_key is null`,
      column: 'stay',
    },
    {
      code: 'stay-unknown',
      when: `${writes} and ${factKnown} and p.stay_id is null and r.ref_key is not null`,
      column: 'stay',
      found: 'r.ref_key',
    },
    {
      code: 'absence-outside-stay',
      when: `${writes} and p.stay_id is not null and not coalesce(t.period, s.period) @> p.period`,
      column: 'from',
      found: 'lower(p.period)',
      other: 'coalesce(t.period, s.period)',
    },
  ],
  `left join capacity.import_plan t on t.import_id = p.import_id and t.kind = 'stay' and t.fact_id = p.stay_id and t.action <> 'remove'
   left join capacity.stay s on s.id = p.stay_id`,
);

/** Rows of the file and facts without a row that overlap an absence of the same stay. */
const absenceTwice = ['import_plan', 'absence'].map((table) =>
  ruleQuery(
    ['absence'],
    [
      {
        code: 'absence-twice',
        when: writes,
        column: 'from',
        found: 'lower(p.period)',
        other: 'a.period',
      },
    ],
    table === 'absence'
      ? `join capacity.absence a on a.stay_id = p.stay_id and a.period && p.period
         and not exists (select 1 from capacity.import_plan q
             where q.import_id = $1 and q.kind = 'absence' and q.fact_id = a.id)`
      : `join capacity.import_plan a on a.import_id = $1 and a.kind = 'absence' and a.action <> 'remove'
         and a.stay_id = p.stay_id and a.n <> p.n and a.period && p.period`,
  ),
);

export const absenceRuleStatements = [absenceRules, ...absenceTwice];
