import type { Reader } from '../platform/db/database.ts';

/**
 * What asks for the provider's eye in each of its own units on a day: reviews of unavailability, stays
 * past their decision or expected end, stays without a place, and the first day of each still to come.
 * `decisionUntil` is half-open, so a decision that runs until today is past; a stay that is expected to
 * end today is not past yet.
 */
export async function unitDuties(tx: Pick<Reader, 'rows'>, today: string): Promise<object[]> {
  return tx.rows<object>(
    `select u.id as "unitId",
            coalesce(x.reviews_due, 0)::int as "reviewsDue", x.next_review_on as "nextReviewOn",
            coalesce(s.past_decision, 0)::int as "pastDecision", s.next_decision_until as "nextDecisionUntil",
            coalesce(s.past_expected_end, 0)::int as "pastExpectedEnd", s.next_expected_end_on as "nextExpectedEndOn",
            coalesce(s.without_place, 0)::int as "withoutPlace"
       from capacity.care_unit u
       left join (
         select unit_id, count(*) filter (where review_on <= $1::date) as reviews_due,
                min(review_on) filter (where review_on > $1::date) as next_review_on
           from capacity.unavailability where expected_end_on > $1::date and upper(period) > $1::date group by unit_id) x on x.unit_id = u.id
       left join (
         select unit_id, count(*) filter (where decision_until <= $1::date) as past_decision,
                min(decision_until) filter (where decision_until > $1::date) as next_decision_until,
                count(*) filter (where expected_end_on < $1::date) as past_expected_end,
                min(expected_end_on) filter (where expected_end_on >= $1::date) as next_expected_end_on,
                count(*) filter (where place_id is null) as without_place
           from capacity.stay where ends_on > $1::date and period @> $1::date group by unit_id) s on s.unit_id = u.id
      where u.provider_id = (select auth.my_organisation())
      order by u.id`,
    [today],
  );
}
