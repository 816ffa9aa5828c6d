import { randomUUID } from 'node:crypto';
import type { MadeUnit } from '../capacity/fixtures.ts';
import type { RegionCode, Walled } from './matrix-world.fixtures.ts';

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
  /** Of whom nobody knows who it is. */
  bareMinorId: string;
}

type House = 'a' | 'b' | 'c';

function regionSql(
  region: RegionCode,
  houses: readonly House[],
  units: Record<House, readonly MadeUnit[]>,
  court: string,
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
  const request = (state: string) => {
    const id = randomUUID();
    sql.push(
      `insert into crisis.request (id, region_code, registrar_kind, registrar_organisation_id, kind, agreement, wanted, state, case_id)
       values ('${id}', '${region}', 'COURT_SERVICE', '${court}', 'DISPATCH', 'YES', 'GUIDANCE', '${state}', '${id}')`,
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
  sql.push(
    `insert into crisis.deployment (id, request_id, minor_id, region_code, attempt_id, pledge_id, partner_id, kind)
     values ('${help}', '${requestId}', '${helped}', '${region}', '${answered}', '${first!.pledgeId}', '${first!.partnerId}', 'GUIDANCE')`,
    `update crisis.deployment set state = 'RUNNING', started_at = platform.now(), max_end_at = platform.now() + interval '28 days' where id = '${help}'`,
    `insert into crisis.duty (region_code, during, person_name) values ('${region}', '[2026-01-01,2026-01-02)', 'Night (invented)')`,
    `update crisis.duty set phone = '3333' where region_code = '${region}'`,
    `insert into crisis.due_step (region_code, kind, request_id, subject_id, due_at) values ('${region}', 'ANSWER', '${requestId}', '${answered}', platform.now())`,
    `insert into crisis.note (region_code, kind, words) values ('${region}', 'HAND_OVER', 'to the next shift of ${region}')`,
  );
  return {
    sql,
    made: {
      ...first!,
      requestId,
      minorId,
      agreedMinorId,
      agreedAttemptId,
      bareMinorId: minor(requestId, 5, false),
    },
  };
}

/** Of two regions a desk with partners, cases in several states, questions to two providers, help, a roster and a clock. */
export async function addCrisis(
  t: Walled,
  units: Record<House, readonly MadeUnit[]>,
  court: string,
): Promise<Record<RegionCode, Crisis>> {
  const wvl = regionSql('WVL', ['a', 'b'], units, court);
  const ovl = regionSql('OVL', ['c', 'a'], units, court);
  const event = randomUUID();
  await t.owner(
    [
      `insert into platform.event (id, slice, kind, at) values ('${event}', 'crisis', 'matrix', platform.now())`,
      `select set_config('vp.event', '${event}', true)`,
      ...wvl.sql,
      ...ovl.sql,
    ].join(';\n'),
  );
  return { WVL: wvl.made, OVL: ovl.made };
}
