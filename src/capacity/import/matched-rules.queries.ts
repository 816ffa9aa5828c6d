import type { ImportKind } from './format.ts';
import { longestDaysKey } from '../rule-settings.query.ts';
import { capacityRules } from '../rules.ts';
import { ruleQuery, writes } from './rule-query.ts';

/** How long places may be out of use in the region of the row's unit, as set today. */
const longest = `
  left join capacity.care_unit cu on cu.id = p.unit_id left join capacity.site ct on ct.id = cu.site_id
  left join (
    select g.code, coalesce((
      select (s.value #>> '{}')::int from region.setting s
       where s.key = '${longestDaysKey}' and s.valid @> (select platform.today())
         and jsonb_typeof(s.value) = 'number' and (s.region_code is null or s.region_code = g.code)
       order by s.region_code nulls last limit 1), ${capacityRules.longestUnavailabilityDays}) as days
      from region.region g) longest on longest.code = ct.region_code`;

/** A fact found by its id cannot take the key of another, nor move to another unit. */
export const matchedRules = (kind: ImportKind) =>
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
              when: `${writes} and p.expected_end_on > greatest(lower(p.period), (select platform.today())) + longest.days
                and p.expected_end_on is distinct from e.expected_end_on`,
              column: 'expected_end_on',
              found: 'p.expected_end_on',
              other: 'longest.days',
            },
          ]
        : []),
    ],
    `${kind === 'unavailability' ? 'left ' : ''}join capacity.${kind} e on e.id = p.fact_id${kind === 'unavailability' ? longest : ''}`,
    kind === 'unavailability' ? writes : `p.action = 'change'`,
  );
