import type { Static } from 'typebox';
import type { Reader } from '../platform/db/database.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import { daysBetween } from '../platform/period.ts';
import { type CalendarQuery, longestWindowDays } from './unit-calendar-contract.ts';

const period = (alias: string) =>
  `json_build_object('from', lower(${alias}.period), 'until', upper(${alias}.period))`;

const windowDays = 'daterange($2::date, $3::date)';

/** A fact table of the unit within the window: as known now, or as known at $4 from its history too. */
const facts = (isNow: boolean, table: string, columns: string) =>
  isNow
    ? `(select ${columns} from capacity.${table} where unit_id = $1 and period && ${windowDays})`
    : `(select ${columns} from capacity.${table}
         where unit_id = $1 and period && ${windowDays} and known_from <= $4
        union all
        select ${columns} from capacity.${table}_history
         where unit_id = $1 and period && ${windowDays} and known_from <= $4 and known_until > $4)`;

const list = (object: string, from: string, order: string) =>
  `(select coalesce(json_agg(json_build_object(${object}) order by ${order}), '[]'::json) from ${from})`;

/** The absences of every stay at once: one look for the unit, not one for each stay. */
const absences = (isNow: boolean, own: boolean) => `
  (select a.stay_id, json_agg(json_build_object('id', a.id, 'period', ${period('a')}${own ? `, 'kind', a.kind` : ''})
      order by lower(a.period)) as rows
     from ${facts(isNow, 'absence', `id, stay_id, period${own ? ', kind' : ''}`)} a group by a.stay_id)`;

const stays = (isNow: boolean, own: boolean) =>
  list(
    `'id', s.id, 'module', s.module_code, 'placeId', s.place_id, 'claimedPlaceId', s.claimed_place_id,
     'period', ${period('s')}, 'expectedEndOn', s.expected_end_on, 'decisionUntil', s.decision_until,
     'needs', s.needs, 'timeOutOf', s.time_out_of, 'alsoElsewhere', s.also_elsewhere,
     'absences', coalesce(away.rows, '[]'::json)${own ? `, 'personRef', s.person_ref, 'fileKind', s.file_kind, 'endReason', s.end_reason` : ''}`,
    `${facts(isNow, 'stay', `id, module_code, place_id, claimed_place_id, period, expected_end_on, decision_until, needs, time_out_of, also_elsewhere${own ? ', person_ref, file_kind, end_reason' : ''}`)} s
       left join ${absences(isNow, own)} away on away.stay_id = s.id`,
    'lower(s.period), s.id',
  );

const statement = (isNow: boolean, own: boolean) => `
  select (select json_agg(m.module_code order by m.module_code) from capacity.offered_module m
           where m.unit_id = u.id and m.withdrawn_at is null) as modules,
    ${list(
      `'id', p.id, 'module', p.module_code, 'label', p.label, 'features', p.features,
       'period', json_build_object('from', lower(p.valid), 'until', upper(p.valid))`,
      `capacity.place p where p.unit_id = $1`,
      'p.module_code, length(p.label), p.label',
    )} as places,
    ${list(
      `'module', x.module_code, 'places', x.places, 'period', ${period('x')}`,
      `${facts(isNow, 'recognition', 'module_code, places, period')} x`,
      'lower(x.period), x.places',
    )} as recognitions,
    ${list(
      `'id', x.id, 'module', x.module_code, 'places', x.places, 'toModule', x.to_module_code,
       'isPlanned', x.state = 'APPROVED', 'period', ${period('x')}`,
      `${facts(isNow, 'reconversion', 'id, module_code, places, to_module_code, state, period')} x`,
      'lower(x.period), x.id',
    )} as reconversions,
    ${stays(isNow, own)} as stays,
    ${list(
      `'id', x.id, 'module', x.module_code, 'placeId', x.place_id, 'places', x.places, 'onlyFor', x.only_for,
       'reason', x.reason_code, 'explanation', x.explanation, 'period', ${period('x')},
       'expectedEndOn', x.expected_end_on, 'reviewOn', x.review_on`,
      `${facts(isNow, 'unavailability', 'id, module_code, place_id, places, only_for, reason_code, explanation, period, expected_end_on, review_on')} x`,
      'lower(x.period), x.id',
    )} as unavailabilities,
    ${list(
      `'id', x.id, 'module', x.module_code, 'placeId', x.place_id, 'period', ${period('x')},
       'reason', x.reason_code, 'needs', x.needs`,
      `${facts(isNow, 'hold', 'id, module_code, place_id, period, reason_code, needs')} x`,
      'lower(x.period), x.id',
    )} as holds
   from capacity.care_unit u
  where u.id = $1 and exists (select 1 from capacity.unit_live l where l.unit_id = u.id)`;

/**
 * The facts of one unit that touch a window of days, as the JSON text of a UnitCalendar: one query,
 * and no more work for a unit with a long history than for a young one when asked as known now.
 * @param own true for the provider's own people, who see the pseudonyms of their stays
 * @throws bad request for a window without days or longer than `longestWindowDays`
 */
export async function unitCalendarJson(
  tx: Pick<Reader, 'rows'>,
  unitId: string,
  query: Static<typeof CalendarQuery>,
  own: boolean,
  now: Date,
): Promise<string> {
  const days = daysBetween(query.from, query.until);
  if (days < 1) throw badRequest('ends-before-start', { from: query.from });
  if (days > longestWindowDays)
    throw badRequest('window-too-long', { days, most: longestWindowDays });
  const known = query.known ?? null;
  const [row] = await tx.rows<Record<string, unknown>>(statement(known === null, own), [
    unitId,
    query.from,
    query.until,
    ...(known === null ? [] : [known]),
  ]);
  if (!row) throw notFound('unit-not-found');
  return JSON.stringify({
    from: query.from,
    until: query.until,
    knownAt: known ?? now.toISOString(),
    ...row,
  });
}
