import type { Reader } from '../platform/db/database.ts';
import type { FamilyPage } from './contract.ts';

/** The ten fields of a row of cards, as the screens read them; also for the service's board. */
export const cardJson = (row: string): string =>
  `jsonb_build_object('ages', case when ${row}.age_from is not null then jsonb_build_object('from', ${row}.age_from, 'to', ${row}.age_to) end,
     'siblings', jsonb_build_object('together', ${row}.siblings, 'number', ${row}.number), 'kind', ${row}.kind, 'length', ${row}.length,
     'startWeek', ${row}.start_week, 'region', ${row}.region, 'school', ${row}.school, 'pets', ${row}.pets, 'access', ${row}.access,
     'contact', ${row}.contact)`;

/** The columns of a family's profile. */
export const profileJson = (row: string): string =>
  `jsonb_build_object('municipality', ${row}.municipality_code, 'kinds', ${row}.kinds, 'ageFrom', ${row}.age_from, 'ageTo', ${row}.age_to,
     'places', ${row}.places, 'siblingsTogether', ${row}.siblings_together, 'hasPets', ${row}.has_pets, 'schoolReachKm', ${row}.school_reach_km,
     'access', ${row}.access, 'languages', ${row}.languages, 'phone', ${row}.phone)`;

export const windowJson = (row: string): string =>
  `jsonb_build_object('id', ${row}.id, 'from', lower(${row}.period), 'until', upper(${row}.period), 'weekdays', ${row}.weekdays,
     'onHolidays', ${row}.on_holidays, 'hourFrom', ${row}.hour_from, 'hourUntil', ${row}.hour_until, 'places', ${row}.places)`;

/** What is written down of the care of a child; what is empty is absent. */
export const detailJson = (row: string): string =>
  `jsonb_strip_nulls(jsonb_build_object('firstNames', ${row}.first_names, 'arrival', ${row}.arrival, 'care', ${row}.care, 'health', ${row}.health,
     'contactWords', ${row}.contact_words))`;

/**
 * The family's own page in one query: open cards that fit now, newest first; its availability; its matches, with what it
 * needs to know once both said yes; and why it was passed over in the last week, which its notice keeps and nothing else. The wall lets through what is the family's own and shown to it now.
 */
export async function familyPage(tx: Pick<Reader, 'rows'>): Promise<FamilyPage> {
  const [row] = await tx.rows<{ page: FamilyPage }>(
    `select jsonb_build_object(
       'family', (select jsonb_build_object('id', f.id, 'state', f.state, 'serviceName', s.name) || ${profileJson('f')}
          from foster_care.family f join foster_care.service s on s.organisation_id = f.service_id),
       'windows', coalesce((select jsonb_agg(${windowJson('a')} order by lower(a.period), a.id) from foster_care.availability a
          where coalesce(upper(a.period) > platform.today(), true)), '[]'),
       'cards', coalesce((select jsonb_agg(jsonb_build_object('id', c.card_id, 'card', ${cardJson('c')}, 'publishedAt', c.published_at,
            'answer', c.answer, 'seenAt', c.seen_at) order by c.published_at desc, c.card_id)
          from foster_care.shown_card c where c.fits and c.passed_at is null and not exists (select 1 from foster_care.match m where m.card_id = c.card_id and m.person_id is not null)), '[]'),
       'matches', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'state', m.state, 'from', lower(m.period), 'until', upper(m.period),
            'places', m.places, 'familyYesAt', m.family_yes_at, 'serviceYesAt', m.service_yes_at, 'startedOn', m.started_on,
            'card', case when c.card_id is not null then ${cardJson('c')} end, 'details', case when d.request_id is not null then ${detailJson('d')} end)
            order by lower(m.period), m.id)
          from foster_care.match m left join foster_care.shown_card c on c.card_id = m.card_id left join foster_care.detail d on d.request_id = m.request_id), '[]'),
       'passedOver', (select jsonb_build_object('at', n.at, 'reason', n.details ->> 'reason') from notices.notice n
          where n.kind = 'foster-care.match-refused' and n.details ? 'reason' and n.at > platform.now() - interval '7 days' order by n.at desc limit 1)) as page`,
  );
  return row!.page;
}
