import { randomUUID } from 'node:crypto';
import type { MadeUnit } from '../capacity/fixtures.ts';
import type { Asker, RegionCode, Walled } from './matrix-world.fixtures.ts';

/** What a region's desk has in this world, to hang new rows on. */
export interface Crisis {
  partnerId: string;
  pledgeId: string;
  requestId: string;
  /** Being dispatched, and asked of nobody. */
  minorId: string;
  /** The same, with a partner that said yes. */
  agreedMinorId: string;
  agreedAttemptId: string;
  /** A hand-over that nobody took over. */
  handOverId: string;
  /** Of whom nobody knows who it is. */
  bareMinorId: string;
}

/** Organisations that register by themselves. */
interface Registrars {
  court: string;
  ward: string;
}

type House = 'a' | 'b' | 'c';

function regionSql(
  region: RegionCode,
  houses: readonly House[],
  units: Record<House, readonly MadeUnit[]>,
  { court, ward }: Registrars,
): { sql: string[]; made: Crisis } {
  const sql: string[] = [];
  const pledges = houses.map((house) => {
    const [partnerId, pledgeId] = [randomUUID(), randomUUID()];
    const { providerId } = units[house][0]!;
    sql.push(
      `insert into crisis.partner (id, region_code, name, sector, provider_id, phone) values ('${partnerId}', '${region}', 'Partner ${house} (invented)', 'YOUTH_CARE', '${providerId}', '0000')`,
      `insert into crisis.pledge (id, partner_id, region_code, provider_id, kind, places, funding, valid)
       values ('${pledgeId}', '${partnerId}', '${region}', '${providerId}', 'GUIDANCE', 50, 'STRUCTURAL', '[2025-01-01,)')`,
      `update crisis.partner set night_phone = '1111' where id = '${partnerId}'`,
      `update crisis.pledge set places = 60 where id = '${pledgeId}'`,
    );
    return { partnerId, pledgeId };
  });
  const [first] = pledges;
  const request = (state: string, registrar = court) => {
    const id = randomUUID();
    sql.push(
      `insert into crisis.request (id, region_code, registrar_kind, registrar_organisation_id, kind, agreement, wanted, state, case_id)
       values ('${id}', '${region}', 'COURT_SERVICE', '${registrar}', 'DISPATCH', 'YES', 'GUIDANCE', '${state}', '${id}')`,
      `update crisis.request set problems = '{PSYCHIC}' where id = '${id}'`,
      `insert into crisis.note (region_code, request_id, kind, words, person_name) values ('${region}', '${id}', 'CASE', 'words about ${id}', 'Somebody (invented)')`,
    );
    return id;
  };
  const minor = (requestId: string, position: number, isKnown = true) => {
    const id = randomUUID();
    sql.push(
      `insert into crisis.minor (id, request_id, region_code, position, age_years, sex, state) values ('${id}', '${requestId}', '${region}', ${position}, 12, 'F', 'DISPATCHING')`,
    );
    if (isKnown)
      sql.push(
        `insert into crisis.identity (id, region_code, given_name, family_name) values ('${id}', '${region}', 'Given ${id}', 'Family ${id}')`,
        `update crisis.identity set phone = '2222' where id = '${id}'`,
      );
    return id;
  };
  const attempt = (requestId: string, minorId: string, { partnerId, pledgeId } = first!) => {
    const id = randomUUID();
    sql.push(
      `insert into crisis.attempt (id, request_id, minor_id, region_code, pledge_id, partner_id, kind, sex, unsafety, due_at, asked_by_name)
       values ('${id}', '${requestId}', '${minorId}', '${region}', '${pledgeId}', '${partnerId}', 'GUIDANCE', 'F', 'NONE', platform.now() + interval '1 day', 'Asker (invented)')`,
    );
    return id;
  };
  const yes = (id: string) =>
    sql.push(
      `update crisis.attempt set state = 'YES', answered_at = platform.now(), answered_by_name = 'Answerer (invented)' where id = '${id}'`,
    );
  const requestId = request('DISPATCHING');
  request('RECEIVED', ward);
  const minorId = minor(requestId, 1);
  const agreedMinorId = minor(requestId, 2);
  const agreedAttemptId = attempt(requestId, agreedMinorId);
  yes(agreedAttemptId);
  const asked = minor(requestId, 3);
  for (const pledge of pledges) attempt(requestId, asked, pledge);
  const helped = minor(requestId, 4);
  const answered = attempt(requestId, helped);
  yes(answered);
  const help = randomUUID();
  const handOverId = randomUUID();
  const taken = randomUUID();
  sql.push(
    `insert into crisis.deployment (id, request_id, minor_id, region_code, attempt_id, pledge_id, partner_id, kind)
     values ('${help}', '${requestId}', '${helped}', '${region}', '${answered}', '${first!.pledgeId}', '${first!.partnerId}', 'GUIDANCE')`,
    `update crisis.deployment set state = 'RUNNING', started_at = platform.now(), max_end_at = platform.now() + interval '28 days' where id = '${help}'`,
    `insert into crisis.duty (region_code, during, person_name) values ('${region}', '[2026-01-01,2026-01-02)', 'Night (invented)')`,
    `update crisis.duty set phone = '3333' where region_code = '${region}'`,
    `insert into crisis.due_step (region_code, kind, request_id, subject_id, due_at) values ('${region}', 'ANSWER', '${requestId}', '${answered}', platform.now())`,
    `insert into crisis.follow_up (request_id, minor_id, region_code, after, due_on) values ('${requestId}', '${helped}', '${region}', 'EMERGENCY_WARD', '2026-12-01')`,
    `update crisis.follow_up set owner_name = 'Owner (invented)' where region_code = '${region}'`,
    `insert into crisis.registrar_contact (id, region_code, organisation_name, person_name, phone) values ('${requestId}', '${region}', 'Ward (invented)', 'Caller (invented)', '7777')`,
    `insert into crisis.note (id, region_code, kind, words, to_name) values ('${handOverId}', '${region}', 'HAND_OVER', 'to the next shift of ${region}', 'Next (invented)'),
       ('${taken}', '${region}', 'HAND_OVER', 'to the shift before of ${region}', null)`,
    `insert into crisis.take_over (id, region_code, person_name) values ('${taken}', '${region}', 'Taker (invented)')`,
  );
  return {
    sql,
    made: {
      ...first!,
      requestId,
      minorId,
      agreedMinorId,
      agreedAttemptId,
      handOverId,
      bareMinorId: minor(requestId, 5, false),
    },
  };
}

/** Counts of a month, three quarters that were released, and of two of them a note: one sent, one being written. */
const figuresSql = (region: RegionCode): string[] => [
  `insert into insight.crisis_count (month, region_code, subject, division, key, asked, found, none, minutes)
   values ('2025-01-01', '${region}', 'CHILD', 'all', '*', 9, 5, 4, '{30,90}')`,
  `insert into insight.crisis_counted (month) values ('2025-01-01') on conflict do nothing`,
  ...['2025-01-01', '2025-04-01', '2025-07-01'].map(
    (
      quarter,
    ) => `insert into insight.crisis_release (region_code, quarter, released_on, smallest, sensitive, invented, tables)
     values ('${region}', '${quarter}', '${quarter}'::date + 105, 6, 10, true, '[]')`,
  ),
  ...['2025-01-01', '2025-04-01'].map(
    (quarter) => `insert into insight.crisis_note (region_code, quarter, words, written_by_name)
     values ('${region}', '${quarter}', 'note of ${region}', 'Writer (invented)')`,
  ),
  `update insight.crisis_note set state = 'SENT', sent_at = platform.now(), sent_by_name = 'Sender (invented)'
    where region_code = '${region}' and quarter = '2025-01-01'`,
];

/** Of two regions a desk with partners, cases in several states, questions to two providers, help, a roster and a clock. */
export async function addCrisis(
  t: Walled,
  units: Record<House, readonly MadeUnit[]>,
  registrars: Registrars,
): Promise<Record<RegionCode, Crisis>> {
  const wvl = regionSql('WVL', ['a', 'b'], units, registrars);
  const ovl = regionSql('OVL', ['c', 'a'], units, registrars);
  const event = randomUUID();
  await t.owner(
    [
      `insert into platform.event (id, slice, kind, at) values ('${event}', 'crisis', 'matrix', platform.now())`,
      `select set_config('vp.event', '${event}', true)`,
      ...wvl.sql,
      ...ovl.sql,
      ...figuresSql('WVL'),
      ...figuresSql('OVL'),
    ].join(';\n'),
  );
  return { WVL: wvl.made, OVL: ovl.made };
}

/** What a person has open in an emergency: ids of rows. */
export interface Opened {
  personId: string;
  subjects: string[];
}

/**
 * The first desk has a case of the other region open, with one of its minors; the second had one, the hour is over; a third
 * reading was closed and reviewed. One that is open belongs to another role of somebody who asks as a desk.
 */
export async function addEmergencies(
  t: Walled,
  askers: readonly Asker[],
  crisis: Record<RegionCode, Crisis>,
  waiting: { requestId: string; personId: string },
): Promise<Opened[]> {
  const of = (role: string) => askers.filter((each) => each.role === role && each.state === 'live');
  const [first, second] = of('CR');
  const supervisor = of('AS')[0]!;
  const put = (who: Asker, role: string, region: RegionCode, ago: number, reviewed = false) => {
    const { requestId, minorId } = crisis[region];
    return t.owner(
      `insert into auth.emergency_access (person_id, person_name, role_code, region_code, kind, subject_id, subjects, path, reason, words,
         opened_at, ends_at, review_by, verdict, reviewed_by, reviewed_by_name, reviewed_at)
       values ($1, 'Reader (invented)', $2, $3, 'crisis.request', $4, $5, '/crisis', 'DANGER', 'a reason of ten signs',
         now() - $6::interval, now() - $6::interval + interval '60 minutes', '2026-01-01', $7, $8, $9, $10)`,
      [
        who.personId,
        role,
        region,
        requestId,
        [requestId, minorId],
        `${ago} minutes`,
        reviewed ? 'CONFIRMED' : null,
        reviewed ? supervisor.personId : null,
        reviewed ? 'Reviewer (invented)' : null,
        reviewed ? '2026-01-01' : null,
      ],
    );
  };
  await put(first!, 'CR', 'OVL', 0);
  await put(second!, 'CR', 'WVL', 61);
  await put(second!, 'CR', 'WVL', 200, true);
  await put(second!, 'AT', 'WVL', 0);
  // The privacy officer has a crisis and a request of the list open, in no region of their own.
  const officer = of('PO')[0]!;
  await put(officer, 'PO', 'OVL', 0);
  const ofList = [waiting.requestId, waiting.personId];
  await t.owner(
    `insert into auth.emergency_access (person_id, person_name, role_code, region_code, kind, subject_id, subjects, path, reason, words,
       opened_at, ends_at, review_by)
     values ($1, 'Officer (invented)', 'PO', 'OVL', 'waiting-list.request', $2, $3, '/logboek', 'DANGER', 'a reason of ten signs', now(),
       now() + interval '60 minutes', '2026-01-01')`,
    [officer.personId, waiting.requestId, ofList],
  );
  const { requestId, minorId } = crisis.OVL;
  return [
    { personId: officer.personId!, subjects: [requestId, minorId, ...ofList] },
    { personId: first!.personId!, subjects: [requestId, minorId] },
  ];
}
