import type { Reader } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import type { RuleSetRow, Tried } from './contract.ts';
import { type Tryable, tryRules } from './try-rules.ts';

/** All rules with who stands behind them, newest first. For every role: it reads no table but the rules’ own. */
export const ruleSets = (tx: Pick<Reader, 'rows'>): Promise<RuleSetRow[]> =>
  tx.rows<RuleSetRow>(
    `select s.version, s.title, s.source, s.content, s.made_at as "madeAt", s.approved_at as "approvedAt",
            lower(s.in_force) as "inForceFrom", upper(s.in_force) as "inForceUntil",
            coalesce(s.in_force @> platform.today(), false) as applied,
            coalesce(s.made_by = (select auth.my_person()), false) as mine
       from waiting_list.rule_set s order by s.made_at desc, s.version desc`,
  );

/**
 * The list as it stood on a day, as it was known then: who waited, with the facts that counted.
 * @param on ISO day, today or before
 */
const asItStood = (tx: Pick<Reader, 'rows'>, on: string): Promise<Tryable[]> =>
  tx.rows<Tryable>(
    `with moment as (select least(now(), ($1::date + 1)::timestamp at time zone 'Europe/Brussels') as at)
     select r.id as "requestId", p.pseudonym, r.since, g.id as "groupId",
            a.override_band_no as "overrideBandNo",
            array(select distinct f from unnest(coalesce(a.facts, '{}') || array(
              select case y.state when 'GRANTED' then 'PRIORITY_GRANTED' else 'PRIORITY_PENDING' end
                from waiting_list.priority_request y where y.request_id = r.id and y.asked_on <= $1::date
                 and (y.state in ('SUBMITTED', 'INCOMPLETE', 'GRANTED')) )) f order by f) as facts
       from waiting_list.request r
       cross join moment m
       join waiting_list.person p on p.id = r.person_id
       left join waiting_list.sibling_group g on g.id = p.group_id and g.together = 'REQUIRED'
       join lateral (select s.to_state from waiting_list.step s where s.request_id = r.id and s.at < m.at
                      order by s.seq desc limit 1) st on st.to_state in ('WAITING', 'HELPED_OTHERWISE')
       left join lateral (
         select s.facts, s.override_band_no from waiting_list.assessment s
          where s.request_id = r.id and s.at < m.at
            and (s.second_worker <> 'BEFORE' or exists (select 1 from waiting_list.confirmation c where c.id = s.id and c.at < m.at))
          order by s.seq desc limit 1) a on true
      where r.since <= $1::date`,
    [on],
  );

/** Tries rules on the list of a day against the rules that hold now. @throws Failure rules-not-found */
export async function triedRules(
  tx: Pick<Reader, 'rows'>,
  version: string,
  on: string,
): Promise<Tried> {
  const sets = await ruleSets(tx);
  const rules = sets.find((each) => each.version === version);
  if (!rules) throw notFound('rules-not-found');
  const against = sets.find(({ applied }) => applied) ?? null;
  const requests = await asItStood(tx, on);
  return {
    version,
    against: against?.version ?? null,
    on,
    ...tryRules(rules.content, against?.content ?? null, { requests, on }),
  };
}
