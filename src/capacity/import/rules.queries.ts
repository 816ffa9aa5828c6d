import type { ImportKind } from './format.ts';

import { factKnown, needed, type Rule, ruleQuery, writes } from './rule-query.ts';
import { placeRule, stayRuleStatements } from './stay-rules.queries.ts';

/** Codes that stand for nothing the reader may see: hidden and absent alike. */
const supplyRules: Rule[] = [
  {
    code: 'fact-unknown',
    when: `${writes} and not ${factKnown}`,
    column: 'id',
    found: 'r.fact_id',
  },
  {
    code: 'provider-missing',
    when: `${writes} and ${factKnown} and p.provider_id is null and r.provider_code is null`,
    column: 'provider',
  },
  {
    code: 'provider-unknown',
    when: `${writes} and ${factKnown} and p.provider_id is null and r.provider_code is not null`,
    column: 'provider',
    found: 'r.provider_code',
  },
];

/** Set by the plan only when unit and module both are known. */
const unitRules: Rule[] = [
  {
    code: 'unit-unknown',
    when: `${writes} and p.provider_id is not null and p.unit_id is null and r.unit_code is not null
      and not exists (select 1 from capacity.care_unit u where u.provider_id = p.provider_id and u.code = r.unit_code)`,
    column: 'unit',
    found: 'r.unit_code',
  },
  {
    code: 'module-unknown',
    when: `${writes} and p.unit_id is null and r.module_code is not null
      and exists (select 1 from capacity.care_unit u where u.provider_id = p.provider_id and u.code = r.unit_code)`,
    column: 'module',
    found: 'r.module_code',
  },
  {
    code: 'module-missing',
    when: `${writes} and p.unit_id is null and r.module_code is null
      and exists (select 1 from capacity.care_unit u where u.provider_id = p.provider_id and u.code = r.unit_code)`,
    column: 'module',
  },
  {
    code: 'value-missing',
    when: `${writes} and ${factKnown} and p.provider_id is not null and p.unit_id is null and r.unit_code is null`,
    column: 'unit',
  },
];

const periodRules: Rule[] = [
  {
    code: 'value-missing',
    when: `p.action = 'add' and ${factKnown} and r.from_on is null`,
    column: 'from',
  },
  {
    code: 'period-reversed',
    when: `${writes} and ${factKnown} and p.period is null and (p.action = 'change' or r.from_on is not null)`,
    column: 'until',
    found: 'r.until_on',
    other: `coalesce(r.from_on::text, 'zoals geregistreerd')`,
  },
];

const recognitionRules = [needed('places', 'p.places')];

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

/** A fact found by its id cannot take the key of another, nor move to another unit. */
const matchedRules = (kind: ImportKind) =>
  ruleQuery(
    [kind],
    [
      {
        code: 'key-taken',
        when: `p.action = 'change' and r.key is not null and exists (
          select 1 from capacity.${kind} x where x.provider_id = p.provider_id and x.external_key = p.key and x.id <> p.fact_id)`,
        column: 'key',
        found: 'r.key',
      },
      ...(kind === 'absence'
        ? []
        : [
            {
              code: 'unit-changed',
              when: `p.action = 'change' and p.unit_id is not null and (p.unit_id, p.module_code) <> (e.unit_id, e.module_code)`,
              column: 'unit',
              found: 'r.unit_code',
            },
          ]),
      ...(kind === 'unavailability'
        ? [
            {
              code: 'unavailability-too-long',
              when: `${writes} and p.expected_end_on > greatest(lower(p.period), (select platform.today())) + 56
                and p.expected_end_on is distinct from e.expected_end_on`,
              column: 'expected_end_on',
              found: 'p.expected_end_on',
            },
          ]
        : []),
    ],
    `${kind === 'unavailability' ? 'left ' : ''}join capacity.${kind} e on e.id = p.fact_id`,
    kind === 'unavailability' ? writes : `p.action = 'change'`,
  );

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

const doubles = (kind: 'recognition' | 'unavailability') =>
  kind === 'recognition'
    ? ruleQuery(
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
      )
    : ruleQuery(
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

/** Every rule that needs the database, as statements with the import as $1. */
export function ruleStatements(kinds: readonly ImportKind[]): string[] {
  const has = (kind: ImportKind) => kinds.includes(kind);
  const ofUnits = kinds.filter((kind) => kind !== 'absence');
  return [
    ...(ofUnits.length > 0
      ? [ruleQuery(ofUnits, [...supplyRules, ...unitRules, ...periodRules])]
      : []),
    ...(has('recognition')
      ? [ruleQuery(['recognition'], recognitionRules), doubles('recognition')]
      : []),
    ...(has('stay') ? stayRuleStatements : []),
    ...(has('absence') ? [absenceRules, ...absenceTwice] : []),
    ...(has('unavailability')
      ? [ruleQuery(['unavailability'], unavailabilityRules), doubles('unavailability')]
      : []),
    ...(kinds.length > 0 ? [ruleQuery(kinds, [goneRule], '', `p.action = 'same'`)] : []),
    ...kinds.map(matchedRules),
    twice,
  ];
}
