import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { familyPage } from '../foster-care/family-page.query.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { type Clients, closeClients, opening, openClients } from './matrix-check.ts';
import { type Asker, makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';
import { oracleTables } from './oracle.ts';
import { type Answers, databaseAnswers, differences } from './two-worlds.fixtures.ts';
import { list, sorted } from './wall-questions.ts';

let t: TestDatabase;
let world: MatrixWorld;
let clients: Clients;
let me: Asker;
beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
  clients = await openClients(t);
  me = world.askers.find(({ role, state }) => role === 'FF' && state === 'live')!;
});
afterAll(async () => {
  await closeClients(clients);
  await t.close();
});

/** What the role reads of every table, of other columns too, what a leak would tell, and the family's page. */
async function reads(asker: Asker): Promise<Answers> {
  const answers: Answers = new Map();
  const open = opening(asker);
  const ask = async (sql: string) => {
    const got = await clients[asker.role].ask([...open, sql], true);
    answers.set(sql, got.kind === 'rows' ? sorted(got.rows) : got.kind);
  };
  for (const [table, { read, columns }] of Object.entries(oracleTables)) {
    const own = read[asker.role]?.columns;
    if (own) await ask(`select ${list(own)} from ${table}`);
    if (table.startsWith('foster_care.'))
      for (const column of columns) await ask(`select ${column} from ${table}`);
  }
  await ask(`select foster_care.days_of('x')`);
  if (asker.role === 'FF')
    answers.set(
      'page',
      await t.db
        .read({ role: 'FF', token: asker.token! }, familyPage)
        .then(JSON.stringify, () => 'no page'),
    );
  return answers;
}

let round = 0;
/** What others are asked, see, answer and are told, and what stands behind a card and not on it: all otherwise. */
async function changeWhatIsOthers(): Promise<void> {
  round++;
  const event = randomUUID();
  const mine = `(select id from foster_care.family where person_id = '${me.personId}')`;
  await t.owner(
    [
      `insert into platform.event (id, slice, kind, at) values ('${event}', 'foster-care', 'matrix', platform.now())`,
      `select set_config('vp.event', '${event}', true)`,
      // Other families: who they are, when they are there, what they said and saw.
      `update foster_care.family set contact_name = 'Another name ${round}', phone = '0471 ${round}00000', places = case places when 4 then 5 else 4 end where id <> ${mine}`,
      `update foster_care.availability set hour_until = case hour_until when 22 then 23 else 22 end where family_id <> ${mine}`,
      `update foster_care.shown_card set answer = case answer when 'CALL_ME' then 'CAN' else 'CALL_ME' end, answered_at = platform.now(), seen_at = platform.now(), call_name = 'Somebody ${round}', call_phone = '04' where family_id <> ${mine}`,
      // What children are told of to others, and to nobody yet.
      `update foster_care.detail set first_names = 'Other names ${round}', care = 'other care ${round}' where person_id is distinct from '${me.personId}'`,
      `update foster_care.match set km = km + 1, service_yes_at = coalesce(service_yes_at, platform.now()) + interval '1 second', refusal_reason = case when refusal_reason is not null then 'REQUEST_CHANGED' end where person_id is distinct from '${me.personId}'`,
      // What is true of a child and stands on no card; its kilometres, and whom else it was shown to.
      `update foster_care.request set youngest = 3 + ${round} % 3, oldest = 3 + ${round} % 3, start_hour = 9 + ${round}, registrar_name = 'Registrar ${round}', reach_km = 400 - ${round}`,
      `update foster_care.shown_card set km = km + 3`,
      // Requests that are not published, and one that does not fit.
      `insert into foster_care.request (service_id, region_code, registrar_kind, municipality_code, youngest, oldest, children, kind, length, start_on, start_hour, start_week, school, pets, access, contact, reach_km)
         select service_id, region_code, registrar_kind, municipality_code, 17, 17, 1, 'RESPITE', length, start_on, 3, start_week, 'OWN_SCHOOL', 'NO_PETS', 'WHEELCHAIR', contact, 5
           from (select * from foster_care.request where state = 'CHECKED' limit 1) like_this cross join generate_series(1, 6)`,
      `insert into foster_care.card (request_id, service_id, request_region, level, siblings)
         select r.id, r.service_id, r.region_code, 0, false from foster_care.request r where r.kind = 'RESPITE' and r.state = 'RECEIVED'
            and not exists (select 1 from foster_care.card k where k.request_id = r.id) limit 1`,
    ].join(';\n'),
  );
}

describe('a foster family sees the same in two worlds that differ in what is asked of others', () => {
  test('at the database and on its page', async () => {
    const all = async () =>
      new Map([...(await databaseAnswers(clients.FF, me, world)), ...(await reads(me))]);
    const before = await all();
    await changeWhatIsOthers();
    expect(differences(before, await all())).toEqual([]);
    expect(JSON.parse(before.get('page')!).cards.length).toBeGreaterThan(0);
  });

  test('its service sees the difference', async () => {
    const service = world.askers.find(({ role, state }) => role === 'FS' && state === 'live')!;
    const before = await reads(service);
    await changeWhatIsOthers();
    const changed = differences(before, await reads(service)).join('\n');
    for (const table of ['request', 'shown_card', 'detail', 'family'])
      expect(changed).toContain(`from foster_care.${table}`);
  });

  const policy = (table: string, using = 'true'): [string, string] => [
    `create policy leak on foster_care.${table} for select to vp_ff using (${using})`,
    `drop policy leak on foster_care.${table}`,
  ];
  test.each([
    policy('shown_card'),
    policy('family'),
    policy('availability'),
    policy('match'),
    policy('detail', 'person_id is null'),
    [
      'grant select (km) on foster_care.shown_card to vp_ff',
      'revoke select (km) on foster_care.shown_card from vp_ff',
    ],
    [
      'grant execute on function foster_care.sign_up_choices() to vp_ff; create or replace function foster_care.days_of(p_length text) returns int language sql security definer as $$ select count(*)::int from foster_care.request $$; grant execute on function foster_care.days_of(text) to vp_ff',
      'revoke execute on function foster_care.days_of(text), foster_care.sign_up_choices() from vp_ff',
    ],
  ])('a leak is found: %s', async (plant, mend) => {
    await t.owner(plant);
    const before = await reads(me);
    await changeWhatIsOthers();
    expect(differences(before, await reads(me)).length).toBeGreaterThan(0);
    await t.owner(mend);
  });
});
