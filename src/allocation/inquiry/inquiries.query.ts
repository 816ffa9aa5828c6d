import type { Reader } from '../../platform/db/database.ts';
import type { ApplicationRole } from '../../platform/db/roles.ts';
import type { Inquiries, InquiriesQuery, InquiryRow } from './contract.ts';
import { isOpen } from './inquiry.ts';

type Found = Omit<InquiryRow, 'mayAnswer' | 'mayWithdraw'> & { mine: boolean };

/**
 * The targeted questions: for the access team those of its region (or all), for a provider those that were put to it.
 * Open ones by their term, closed ones the latest first. One query.
 */
export async function inquiries(
  tx: Pick<Reader, 'rows'>,
  role: ApplicationRole,
  query: InquiriesQuery,
): Promise<Inquiries> {
  const access = role === 'AT' || role === 'AS';
  const limit = query.limit ?? 50;
  const closed = query.view === 'closed';
  const found = await tx.rows<{ row: Found }>(
    `select jsonb_build_object('id', q.id, 'state', q.state, 'unitId', q.unit_id, 'unitName', u.name, 'providerName', o.name,
        'municipality', m.name, 'module', q.module_code, 'region', q.region_code, 'words', q.words, 'askedAt', q.asked_at,
        'dueAt', q.due_at, 'answer', q.answer, 'reason', q.answer_reason, 'answerWords', q.answer_words,
        'availableFrom', q.available_from, 'answeredAt', q.answered_at, 'free', l.free, 'confirmedAt', l.confirmed_at,
        'mine', ${access ? 'coalesce(q.region_code = (select auth.my_area()), false)' : 'true'}) as row
       from allocation.inquiry q
       join capacity.care_unit u on u.id = q.unit_id
       join capacity.provider o on o.id = q.provider_id
       join capacity.site s on s.id = u.site_id
       left join region.municipality m on m.code = s.municipality_code
       left join capacity.unit_live l on l.unit_id = q.unit_id and l.module_code = q.module_code
      where case when $2::uuid is not null then q.id = $2
                 else q.state ${closed ? '' : 'not '}in ('ANSWERED', 'WITHDRAWN')
                      and ($1::boolean or not ${access} or q.region_code = (select auth.my_area())) end
      order by ${closed ? 'q.known_from desc' : 'q.due_at'}, q.id limit $3 offset $4`,
    [query.everywhere ?? false, query.inquiryId ?? null, limit + 1, query.offset ?? 0],
  );
  return {
    rows: found.slice(0, limit).map(({ row: { mine, ...row } }) => ({
      ...row,
      mayAnswer: !access && isOpen(row.state),
      mayWithdraw: access && mine && isOpen(row.state),
    })),
    more: found.length > limit,
  };
}
