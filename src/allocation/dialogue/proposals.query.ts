import type { Reader } from '../../platform/db/database.ts';
import type { ApplicationRole } from '../../platform/db/roles.ts';
import { identityField } from '../../waiting-list/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { ProposalDetail, ProposalRow, Proposals, ProposalsQuery } from './contract.ts';
import { partyOf } from './proposal.queries.ts';
import { stepsFor } from './proposal.ts';

type Rows = Pick<Reader, 'rows'>;
const openStates = `('DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED')`;
const asksNext = `('NOT_STARTED', 'EXPIRED')`;
/** The place went away and the child waits again, without a proposal since: somebody decides what next. */
const lostPlace = `(p.state = 'PLACE_GONE' and exists (
    select 1 from allocation.proposal_child c join waiting_list.request r on r.id = c.request_id
     where c.proposal_id = p.id and r.state in ('WAITING', 'HELPED_OTHERWISE')
       and not exists (select 1 from allocation.proposal_child l join allocation.proposal n on n.id = l.proposal_id
                        where l.request_id = c.request_id and n.known_from > p.closed_at)))`;

const children = (access: boolean) => `(select coalesce(jsonb_agg(jsonb_build_object(
    'requestId', ${access ? 'c.request_id' : 'null'}, 'pseudonym', c.pseudonym, 'ageYears', c.age_years, 'unborn', c.unborn,
    'sex', c.sex, 'needs', c.needs, 'securityNeed', c.security_need, 'indications', c.indications, 'fileKind', c.file_kind)
    order by c.pseudonym), '[]') from allocation.proposal_child c where c.proposal_id = p.id)`;

/** Words of the other side since one's own last word. */
const unread = (side: 'ACCESS' | 'PROVIDER') => `(select count(*)::int from allocation.message m
    where m.proposal_id = p.id and m.side <> '${side}' and m.seq > coalesce((select max(o.seq) from allocation.message o
      where o.proposal_id = p.id and o.side = '${side}'), 0))`;

const rowJson = (
  access: boolean,
) => `jsonb_build_object('id', p.id, 'state', p.state, 'grade', p.grade, 'urgent', p.urgent,
  'unitId', p.unit_id, 'unitName', u.name, 'providerName', o.name, 'municipality', m.name, 'module', p.module_code,
  'region', p.region_code, 'startOn', p.start_on, 'sentAt', p.sent_at, 'dueAt', p.due_at, 'answeredAt', p.answered_at,
  'closedAt', p.closed_at, 'children', ${children(access)}, 'unread', ${unread(access ? 'ACCESS' : 'PROVIDER')})`;

const joins = `from allocation.proposal p
  join capacity.care_unit u on u.id = p.unit_id
  join capacity.provider o on o.id = p.provider_id
  join capacity.site s on s.id = u.site_id
  left join region.municipality m on m.code = s.municipality_code`;

const withSteps = (row: Omit<ProposalRow, 'steps'>, role: string, mine: boolean): ProposalRow => ({
  ...row,
  steps: mine ? stepsFor(row.state, partyOf(role)) : [],
});

/**
 * The proposals that one works on: for the access team those of its region (or all), for a provider those addressed to
 * it, while they are open. What asks for an answer soonest comes first.
 */
export async function proposals(
  tx: Rows,
  role: ApplicationRole,
  query: ProposalsQuery,
): Promise<Proposals> {
  const access = partyOf(role) === 'ACCESS';
  const limit = query.limit ?? 50;
  const rows = await tx.rows<{ row: Omit<ProposalRow, 'steps'>; mine: boolean }>(
    `select ${rowJson(access)} as row, ${access ? 'coalesce(p.region_code = (select auth.my_area()), false)' : 'true'} as mine
       ${joins}
      where case $1::text when 'closed' then p.state not in ${openStates} and p.state not in ${asksNext}${access ? ` and not ${lostPlace}` : ''}
                          when 'next' then p.state in ${asksNext}${access ? ` or ${lostPlace}` : ''}
                          else p.state in ${openStates} end
        and ($2::boolean or not ${access} or p.region_code = (select auth.my_area()))
      order by p.due_at nulls last, p.known_from desc, p.id limit $3 offset $4`,
    [query.view ?? 'open', query.everywhere ?? false, limit + 1, query.offset ?? 0],
  );
  return {
    rows: rows.slice(0, limit).map(({ row, mine }) => withSteps(row, role, mine)),
    more: rows.length > limit,
  };
}

const messages = `(select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'side', m.side, 'kind', m.kind, 'words', m.words,
    'otherUnitId', m.other_unit_id, 'otherUnit', v.name, 'otherStartOn', m.other_start_on, 'neededFrom', m.needed_from,
    'neededBy', m.needed_by, 'answersId', m.answers_id, 'at', m.at, 'by', m.person_name) order by m.seq), '[]')
  from allocation.message m left join capacity.care_unit v on v.id = m.other_unit_id where m.proposal_id = p.id)`;

const mandate = `(select coalesce(jsonb_agg(jsonb_build_object('from', g.from_grade, 'to', g.to_grade, 'motive', g.motive,
    'heard', g.heard, 'agreements', g.agreements, 'at', g.at, 'by', e.actor_name) order by g.seq), '[]')
  from allocation.mandate_step g join platform.event e on e.id = g.event_id where g.proposal_id = p.id)`;

const history = `(select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'at', e.at, 'by', e.actor_name, 'role', e.role_code,
    'reason', e.reason) order by e.seq), '[]') from platform.event e where e.subject_id = p.id)`;

/** What a provider is asked beside its load (R47): how it stands today. */
const load = `(select jsonb_build_object('recognised', l.recognised, 'occupied', l.occupied, 'unavailable', l.unavailable,
    'held', l.held, 'free', l.free, 'confirmedAt', l.confirmed_at)
  from capacity.unit_live l where l.unit_id = p.unit_id and l.module_code = p.module_code)`;

/** One proposal with all that was said. Hidden and absent answer alike. @throws Failure proposal-not-found */
export async function proposalDetail(
  tx: Rows,
  role: ApplicationRole,
  proposalId: string,
): Promise<ProposalDetail> {
  const access = partyOf(role) === 'ACCESS';
  const [found] = await tx.rows<
    Omit<ProposalDetail, 'row'> & { row: Omit<ProposalRow, 'steps'>; mine: boolean }
  >(
    `select ${rowJson(access)} as row, ${access ? 'coalesce(p.region_code = (select auth.my_area()), false)' : 'true'} as mine,
            ${messages} as messages, ${access ? mandate : `'[]'::jsonb`} as mandate, ${access ? history : `'[]'::jsonb`} as history,
            ${load} as load,
            case when p.decline_code is not null then jsonb_build_object('code', p.decline_code, 'words', p.decline_words,
              'by', p.declined_by, 'liftable', p.liftable, 'liftedBy', p.lifted_by) end as refusal,
            ${access ? `jsonb_build_object('recordId', p.record_id, 'rank', p.rank_in_record, 'departureCode', p.departure_code, 'departureReason', p.departure_reason, 'endReason', p.end_reason)` : 'null::jsonb'} as choice
       ${joins} where p.id = $1`,
    [proposalId],
  );
  if (!found) throw notFound('proposal-not-found');
  const { row, mine, ...rest } = found;
  return { ...rest, row: withSteps(row, role, mine) };
}

/** Who the children are, for the provider that agreed to house them. Empty before that, and for anybody else. */
export const agreedChildren = (tx: Rows, proposalId: string) =>
  tx.rows<{
    pseudonym: string;
    givenName: string;
    familyName: string;
    birthDate: string | null;
  }>(
    `select pseudonym, ${identityField('i', 'given_name')} as "givenName", ${identityField('i', 'family_name')} as "familyName",
            ${identityField('i', 'birth_date')} as "birthDate" from allocation.identity_of($1) i`,
    [proposalId],
  );
