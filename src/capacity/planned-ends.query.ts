import type { Reader } from '../platform/db/database.ts';

/**
 * What is expected to end in the reader's own units: stays whose expected end or decision lies before
 * `until` (passed ones included), and places out of use that end before it. A stay whose end is
 * registered for a day to come stands among them as such.
 * @param until the last day looked at, itself included
 */
export async function plannedEnds(
  tx: Pick<Reader, 'rows'>,
  today: string,
  until: string,
): Promise<{ stays: object[]; outs: object[] }> {
  const stays = await tx.rows<object>(
    `select s.id as "stayId", u.id as "unitId", u.name as "unitName", s.module_code as module, p.label as place,
            s.person_ref as "personRef", lower(s.period) as "from", upper(s.period) as "endsOn",
            s.expected_end_on as "expectedEndOn", s.decision_until as "decisionUntil",
            exists (select 1 from capacity.absence a where a.stay_id = s.id and a.period @> $1::date) as away
       from capacity.stay s
       join capacity.care_unit u on u.id = s.unit_id
       left join capacity.place p on p.id = s.place_id
      where s.provider_id = (select auth.my_organisation()) and s.ends_on > $1::date and s.period @> $1::date
        and (upper(s.period) <= $2::date
             or upper_inf(s.period) and (s.expected_end_on <= $2::date or s.decision_until <= $2::date))
      order by coalesce(upper(s.period), least(s.expected_end_on, s.decision_until)), u.name, s.id
      limit 500`,
    [today, until],
  );
  const outs = await tx.rows<object>(
    `select x.id, u.id as "unitId", u.name as "unitName", x.module_code as module, p.label as place, x.places,
            x.only_for as "onlyFor", x.reason_code as reason, x.explanation, lower(x.period) as "from",
            upper(x.period) as "endsOn", x.expected_end_on as "expectedEndOn", x.review_on as "reviewOn"
       from capacity.unavailability x
       join capacity.care_unit u on u.id = x.unit_id
       left join capacity.place p on p.id = x.place_id
      where x.provider_id = (select auth.my_organisation())
        and x.expected_end_on > $1::date and upper(x.period) > $1::date
        and (upper(x.period) <= $2::date or x.review_on <= $2::date)
      order by least(upper(x.period), x.review_on), u.name, x.id
      limit 500`,
    [today, until],
  );
  return { stays, outs };
}
