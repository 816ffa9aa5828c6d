import { factKnown, needed, type Rule, ruleQuery, writes } from './rule-query.ts';
import { placeRule } from './stay-rules.queries.ts';

const unavailabilityRules: Rule[] = [
  placeRule,
  needed('reason', 'p.code'),
  needed('expected_end_on', 'p.expected_end_on'),
  {
    code: 'places-or-stop',
    when: `${writes} and ${factKnown} and p.unit_id is not null and (p.places is null or (p.only_for is null) <> (p.places > 0))`,
    column: 'places',
    found: 'p.places',
  },
  {
    code: 'place-counts-one',
    when: `${writes} and p.place_id is not null and (p.only_for is not null or p.places <> 1)`,
    column: 'places',
    found: 'p.places',
  },
  {
    code: 'explanation-required',
    when: `${writes} and p.code = 'OTHER' and length(trim(coalesce(p.explanation, ''))) < 3`,
    column: 'explanation',
  },
  {
    code: 'until-after-expected',
    when: `${writes} and upper(p.period) > p.expected_end_on`,
    column: 'until',
    found: 'upper(p.period)',
  },
];

const unavailabilityDouble = ruleQuery(
  ['unavailability'],
  [
    {
      severity: 'finding',
      code: 'unavailability-double',
      when: `${writes} and p.place_id is not null and exists (select 1 from capacity.unavailability x
              where x.place_id = p.place_id and x.period && p.period and x.id <> p.fact_id)`,
      column: 'place',
      found: 'r.place_label',
    },
  ],
);

export const unavailabilityRuleStatements = [
  ruleQuery(['unavailability'], unavailabilityRules),
  unavailabilityDouble,
];
