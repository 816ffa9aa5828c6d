import { factKnown, type Rule, writes } from './rule-query.ts';

/** Codes that stand for nothing the reader may see: hidden and absent alike. */
export const supplyRules: Rule[] = [
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
export const unitRules: Rule[] = [
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

export const periodRules: Rule[] = [
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
