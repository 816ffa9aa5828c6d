import type { ImportKind } from './format.ts';
import { ruleQuery, writes } from './rule-query.ts';

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
