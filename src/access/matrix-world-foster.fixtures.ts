import { randomUUID } from 'node:crypto';
import type { Asker, Walled } from './matrix-world.fixtures.ts';

const begin = (event: string) => [
  `insert into platform.event (id, slice, kind, at, organisation_id) values ('${event}', 'foster-care', 'matrix', platform.now(), null)`,
  `select set_config('vp.event', '${event}', true)`,
];

const request = (id: string, serviceId: string, region: string, state = 'CHECKED') =>
  `insert into foster_care.request (id, service_id, region_code, registrar_kind, registrar_name, municipality_code, youngest, oldest, children, kind,
      length, start_on, start_hour, start_week, school, pets, access, contact, reach_km, state, unfilled_reason)
   values ('${id}', '${serviceId}', '${region}', 'ORGANISATION', 'a registrar (invented)', 'M-${region}', 4, 4, 1, 'CRISIS', 'WEEK',
      platform.today() + 1, 14, 'THIS_WEEK', 'NONE', 'FINE', 'NONE', 'NONE', 400, '${state}', ${state === 'UNFILLED' ? `'NO_ANSWER'` : 'null'})`;

const family = (id: string, serviceId: string, personId: string | null) =>
  `insert into foster_care.family (id, service_id, person_id, state, contact_name, phone, mail, municipality_code, kinds, age_from, age_to, places,
      siblings_together, has_pets, school_reach_km, access, invented)
   values ('${id}', '${serviceId}', ${personId ? `'${personId}'` : 'null'}, '${personId ? 'APPROVED' : 'APPLIED'}', 'A family (invented) ${id.slice(0, 4)}', '0470 00 00 00',
      '${id.slice(0, 8)}@family.invalid', 'M-WVL', '{CRISIS}', 0, 12, 3, true, false, 10, 'NONE', true)`;

/** A card of a request, and a match of it with a family that stands so far. */
function matched(of: {
  requestId: string;
  serviceId: string;
  familyId: string;
  familyServiceId: string;
  personId: string;
  state: string;
  placeNo: number;
}): string[] {
  const id = randomUUID();
  const over = of.state === 'REFUSED';
  const yes = of.state === 'PROPOSED' ? 'null' : 'platform.now()';
  return [
    `insert into foster_care.match (id, request_id, service_id, card_id, family_id, family_service_id, person_id, period, places, km, state, family_yes_at,
        service_yes_at, refused_by, refusal_reason)
     select '${id}', '${of.requestId}', '${of.serviceId}', (select k.id from foster_care.card k where k.request_id = '${of.requestId}'), '${of.familyId}',
        '${of.familyServiceId}', ${over ? 'null' : `'${of.personId}'`}, daterange(platform.today() + 1, platform.today() + 8), 1, 1${of.placeNo}.5,
        '${of.state}', ${yes}, ${yes}, ${over ? `'SERVICE', 'NOT_NOW'` : 'null, null'}`,
    `update foster_care.match set km = km + 1 where id = '${id}'`,
    `insert into foster_care.match_place (match_id, family_id, family_service_id, place_no, period, live)
     values ('${id}', '${of.familyId}', '${of.familyServiceId}', ${of.placeNo}, daterange(platform.today() + 1, platform.today() + 8), ${!over})`,
  ];
}

const details = (requestId: string, serviceId: string, personId: string | null) =>
  `insert into foster_care.detail (request_id, service_id, person_id, first_names, care) values ('${requestId}', '${serviceId}', ${personId ? `'${personId}'` : 'null'},
     'first names of ${requestId}', 'care of ${requestId}')`;

/** Two services with families, requests in several states, cards that are open and closed, answers, and matches across services. */
export async function addFosterCare(t: Walled, askers: readonly Asker[]): Promise<void> {
  const worn = (role: 'FS' | 'FF') =>
    askers.filter((each) => each.role === role && each.state === 'live' && each.personId);
  const services = worn('FS').map((each) => each.organisationId!);
  const families = worn('FF').map((each) => ({
    id: randomUUID(),
    serviceId: each.organisationId!,
    personId: each.personId!,
  }));
  const sql = services.map(
    (id, n) =>
      `insert into foster_care.service (organisation_id, name, region_code, invented) values ('${id}', 'A service (invented) ${n}', '${n ? 'OVL' : 'WVL'}', true)`,
  );
  for (const id of services)
    sql.push(
      `insert into foster_care.phase_choice (service_id, phase, from_on) values ('${id}', 1, platform.today() + 1)`,
    );
  for (const { id, serviceId, personId } of families)
    sql.push(
      family(id, serviceId, personId),
      `insert into foster_care.availability (family_id, service_id, person_id, period, weekdays, on_holidays, hour_from, hour_until, places)
       values ('${id}', '${serviceId}', '${personId}', daterange(platform.today() - 5, null), '{1,2,3,4,5,6,7}', true, 8, 21, 3)`,
      `update foster_care.availability set hour_until = 22 where family_id = '${id}'`,
      `update foster_care.family set places = 4 where id = '${id}'`,
    );
  const made: string[] = [];
  for (const [n, serviceId] of services.entries()) {
    sql.push(family(randomUUID(), serviceId, null));
    for (const state of ['CHECKED', 'CHECKED', 'CHECKED', 'RECEIVED', 'UNFILLED', 'CHECKED']) {
      const id = randomUUID();
      made.push(id);
      sql.push(request(id, serviceId, n ? 'OVL' : 'WVL', state));
      sql.push(`update foster_care.request set start_hour = 15 where id = '${id}'`);
    }
  }
  const each = made.length / services.length;
  for (const [n, serviceId] of services.entries()) {
    const [open, proposed, confirmed] = made.slice(n * each) as [string, string, string];
    // High on the ladder a card no longer tells the region: whose region it is, the request says.
    for (const [id, level] of [
      [open, 0],
      [proposed, 0],
      [confirmed, 12],
    ])
      sql.push(
        `insert into foster_care.card (request_id, service_id, request_region, level, siblings) values ('${id}', '${serviceId}', 'WVL', ${level}, false)`,
        `update foster_care.request set state = 'PUBLISHED' where id = '${id}'`,
      );
    const [own, other] = [families[n]!, families[1 - n]!];
    sql.push(
      details(open, serviceId, null),
      details(confirmed, serviceId, other.personId),
      ...matched({
        requestId: proposed,
        serviceId,
        familyId: own.id,
        familyServiceId: own.serviceId,
        personId: own.personId,
        state: 'PROPOSED',
        placeNo: 1,
      }),
      ...matched({
        requestId: confirmed,
        serviceId,
        familyId: other.id,
        familyServiceId: other.serviceId,
        personId: other.personId,
        state: 'CONFIRMED',
        placeNo: 2,
      }),
      ...matched({
        requestId: open,
        serviceId,
        familyId: own.id,
        familyServiceId: own.serviceId,
        personId: own.personId,
        state: 'REFUSED',
        placeNo: 3,
      }),
      `update foster_care.request set state = 'MATCHED' where id = '${confirmed}'`,
      `update foster_care.card set closed_at = platform.now() where request_id = '${confirmed}'`,
      `update foster_care.shown_card s set answer = 'CAN', answered_at = platform.now(), given_at = platform.now(), seen_at = platform.now(), call_name = 'A family (invented)', call_phone = '0470'
         where s.family_id = '${own.id}'`,
    );
  }
  for (const { personId } of askers)
    if (personId)
      sql.push(
        `insert into platform.push_subscription (person_id, endpoint, p256dh, auth_secret, label, language)
         values ('${personId}', 'https://push.invalid/${personId}', '${'A'.repeat(87)}', '${'B'.repeat(22)}', 'a phone', 'nl') on conflict do nothing`,
        `insert into platform.push (person_id, subscription_id, path, due_at, next_try_at)
         select person_id, id, '/pleeggezin', platform.now(), platform.now() from platform.push_subscription where person_id = '${personId}' on conflict do nothing`,
      );
  await t.owner([...begin(randomUUID()), ...sql].join(';\n'));
}
