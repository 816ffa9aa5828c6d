import type { Tx } from './demand-cells.ts';

/** How stays go, in hundredths of those that went on until their day: our own assumption, no source tells. */
const upTo = { GOES_WELL: 66, MORE_SUPPORT: 90 } as const;
const words = {
  provider: 'Verzonnen: de school vraagt overleg, thuis gaat het beter.',
  came: 'Verzonnen: besproken met het kind en de begeleiding.',
  next: 'Verzonnen: overleg met de school binnen de twee weken.',
} as const;

/**
 * Days of follow-up of the stays that began from a proposal, as the start would have planned them: registered where they
 * are past but for the last few, closed where the stay ended before, open ahead. The clock stands on the day of the demo.
 */
export async function writeFollowUps(tx: Tx): Promise<void> {
  await tx.rows(
    `insert into allocation.follow_up (id, proposal_id, region_code, provider_id, request_id, stay_id, pseudonym, after_days, due_on,
       state, result, words, next_step, provider_view, provider_words, provider_at, done_at, event_id, known_from)
     select md5(f.child || ' ' || f.days)::uuid, f.proposal_id, f.region_code, f.provider_id, f.request_id, f.stay_id, f.pseudonym, f.days,
            f.due_on, f.state, f.result,
            case when f.state = 'DONE' then $3 end, case when f.state = 'DONE' and f.result <> 'GOES_WELL' then $4 end,
            case when f.state = 'DONE' then f.view end, case when f.state = 'DONE' and f.view <> 'GOES_WELL' then $5 end,
            case when f.state = 'DONE' then f.due_on + time '10:00' end, case when f.state = 'DONE' then f.due_on + time '15:00' end,
            f.event_id, f.known_from
       from (
         select p.*, case p.state when 'CLOSED' then 'ENDED' when 'DONE' then p.view end as result
           from (
             select c.id::text as child, c.proposal_id, c.region_code, c.provider_id, c.request_id, c.stay_id, c.pseudonym, d.days,
                    r.start_on + d.days as due_on, c.event_id, c.known_from,
                    case when l.lot < $1 then 'GOES_WELL' when l.lot < $2 then 'MORE_SUPPORT' else 'AT_RISK' end as view,
                    case when upper(s.period) <= r.start_on + d.days then 'CLOSED'
                         when r.start_on + d.days < platform.today() - 4 then 'DONE' else 'OPEN' end as state
               from allocation.proposal_child c
               join allocation.proposal r on r.id = c.proposal_id and r.state = 'STARTED'
               join capacity.stay s on s.id = c.stay_id
              cross join (values (30), (90)) d (days)
              cross join lateral (select abs(hashtext(c.id::text || d.days)) % 100 as lot) l) p) f`,
    [upTo.GOES_WELL, upTo.MORE_SUPPORT, words.came, words.next, words.provider],
  );
}
