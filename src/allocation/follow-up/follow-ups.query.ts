import type { Reader } from '../../platform/db/database.ts';
import type { ApplicationRole } from '../../platform/db/roles.ts';
import { partyOf } from '../dialogue/proposal.queries.ts';
import { SHOWN_DAYS_BEFORE } from './codes.ts';
import type { FollowUpRow, FollowUps, FollowUpsQuery } from './contract.ts';

/** What the provider may read stands while it is asked: its state is open, and what came of it is not its own. */
const columns = (access: boolean) => `f.id, f.proposal_id as "proposalId", f.pseudonym,
  u.name as "unitName", o.name as "providerName", m.name as municipality, p.module_code as module, f.region_code as region,
  p.start_on as "startOn", f.after_days as "afterDays", f.due_on as "dueOn",
  f.provider_view as view, f.provider_words as "viewWords", f.provider_at as "viewAt", f.provider_name as "viewBy",
  ${
    access
      ? `f.request_id as "requestId", f.state, f.result, f.words, f.next_step as "nextStep", f.done_at as "doneAt",
         f.person_name as "doneBy", coalesce(f.region_code = (select auth.my_area()), false) as mine`
      : `null::uuid as "requestId", 'OPEN' as state, null::text as result, null::text as words, null::text as "nextStep",
         null::timestamptz as "doneAt", null::text as "doneBy", true as mine`
  }`;

/**
 * How stays go that began from a proposal: what is asked soonest comes first, what was registered last for what is done.
 * The access team sees its region (or all), a provider its own while it is asked.
 */
export async function followUps(
  tx: Pick<Reader, 'rows'>,
  role: ApplicationRole,
  query: FollowUpsQuery,
): Promise<FollowUps> {
  const access = partyOf(role) === 'ACCESS';
  const limit = query.limit ?? 50;
  const soon = `f.due_on <= (select platform.today()) + ${SHOWN_DAYS_BEFORE}`;
  const views = { due: `f.open and ${soon}`, coming: `f.open and not ${soon}`, done: 'not f.open' };
  const wanted = query.view ? views[query.view] : query.proposalId ? 'true' : views.due;
  const rows = await tx.rows<FollowUpRow>(
    `select ${columns(access)}
       from allocation.follow_up f
       join allocation.proposal p on p.id = f.proposal_id
       join capacity.care_unit u on u.id = p.unit_id
       join capacity.provider o on o.id = p.provider_id
       join capacity.site s on s.id = u.site_id
       left join region.municipality m on m.code = s.municipality_code
      where ${wanted} and ($1::uuid is null or f.proposal_id = $1)
        and ($2::boolean or $1::uuid is not null or not ${access} or f.region_code = (select auth.my_area()))
      order by ${query.view === 'done' ? 'f.known_from desc' : 'f.due_on'}, f.id limit $3 offset $4`,
    [query.proposalId ?? null, query.everywhere ?? false, limit + 1, query.offset ?? 0],
  );
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}
