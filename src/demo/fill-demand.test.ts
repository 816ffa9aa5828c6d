import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRegions } from '../region/index.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { bandOf, firstRuleSet } from '../waiting-list/index.ts';
import { orderList, tieOf } from '../waiting-list/order-list.ts';
import { dayText } from './calendar.ts';
import { sampleOptions, sampleSupply } from './demand.fixtures.ts';
import type { Demand, HelpRequest } from './demand-types.ts';
import { fillDemand } from './fill-demand.ts';
import { writePeople, writePlaces, writeSupply } from './write-supply.ts';

let t: TestDatabase;
let demand: Demand;
let waiting: HelpRequest[];

beforeAll(async () => {
  t = await testDatabase();
  const of = sampleSupply();
  [demand] = (await t.db.as(
    'vp_jobs',
    async (tx) => {
      await tx.rows(
        `select set_config('vp.bulk', 'on', true), set_config('vp.clock', '2000-01-01T12:00:00Z', true)`,
      );
      await loadRegions(tx);
      await writePeople(tx, of.people, 'test', dayText(sampleOptions.firstDay - 30));
      await writeSupply(tx, of.supply);
      await writePlaces(tx, of.supply);
      return fillDemand(tx, sampleOptions, of, () => {});
    },
    { isolation: 'read committed' },
  )) as [Demand];
  waiting = demand.requests.filter(({ steps }) =>
    /^(WAITING|HELPED_OTHERWISE)$/.test(steps.at(-1)!.to),
  );
}, 120_000);
afterAll(() => t.close());

/** Where a request stands by itself, worked out from what was invented and not from what was written. */
function ordered(request: HelpRequest) {
  const counted = request.assessed.filter(({ before, confirmed }) => !before || confirmed).at(-1);
  const priority = request.priority.flatMap(({ state }) =>
    state === 'GRANTED' ? ['PRIORITY_GRANTED'] : state === 'SUBMITTED' ? ['PRIORITY_PENDING'] : [],
  );
  const { group } = request.child;
  return {
    requestId: request.id,
    bandNo:
      counted?.override?.bandNo ??
      bandOf(firstRuleSet.content, [...(counted?.facts ?? []), ...priority]),
    since: dayText(request.since!),
    tie: tieOf(firstRuleSet.content.seed, request.id),
    groupId: group?.together === 'REQUIRED' ? group.id : null,
  };
}

test('the order that the database keeps is the order that the rules give', async () => {
  const rows = await t.owner<{ request_id: string }>(
    `select request_id from (select distinct request_id, band_no, since, tie from waiting_list.position where callable) p
      order by band_no, since, tie, request_id`,
  );
  expect(rows.length).toBe(waiting.length);
  expect(rows.map((row) => row.request_id)).toEqual(
    orderList(waiting.map(ordered)).map(({ requestId }) => requestId),
  );
});

test('the last rise or fall of everybody is where they stand', async () => {
  const rows = await t.owner(
    `select p.request_id from waiting_list.position p
       left join lateral (select m.* from waiting_list.move m where m.request_id = p.request_id order by seq desc limit 1) m on true
      where (case when p.callable then p.band_no end, case when p.callable then p.since end) is distinct from (m.after_band_no, m.after_since)`,
  );
  expect(rows).toEqual([]);
});

test('steps, states and history agree, under the people of the region', async () => {
  expect(
    await t.owner(
      `select r.id from waiting_list.request r
         join lateral (select s.* from waiting_list.step s where s.request_id = r.id order by seq desc limit 1) s on true
        where s.to_state <> r.state or s.event_id <> r.event_id
           or (select count(*) from waiting_list.step x where x.request_id = r.id)
              <> 1 + (select count(*) from waiting_list.request_history h where h.id = r.id)`,
    ),
  ).toEqual([]);
  expect(
    await t.owner(
      `select e.id from platform.event e join waiting_list.request r on r.id = e.subject_id join auth.hat h on h.id = e.hat_id
        where h.area_code <> r.region_code or h.role_code <> 'AT' or not h.valid @> (e.at at time zone 'Europe/Brussels')::date`,
    ),
  ).toEqual([]);
});

test('the duplicates that are found are those that were planted', async () => {
  const found = await t.owner<{ a: string; b: string }>(
    `select person_id as a, other_person_id as b from waiting_list.duplicate`,
  );
  const pair = (a: string, b: string) => [a, b].sort().join(' ');
  expect(found.map(({ a, b }) => pair(a, b)).sort()).toEqual(
    demand.duplicates.map(([a, b]) => pair(a.id, b.id)).sort(),
  );
});

test('no event tells who a child is', async () => {
  const [{ text }] = (await t.owner<{ text: string }>(
    `select string_agg(coalesce(reason, '') || ' ' || details::text, ' ') as text from platform.event where slice = 'waiting-list'`,
  )) as [{ text: string }];
  const said = new Set(text.split(/[^\p{L}\p{N}-]+/u));
  expect(said.has('fileKind')).toBe(true);
  const told = demand.requests.filter(
    ({ child }) => said.has(child.fileNumber) || said.has(child.familyName.split(' ')[0]!),
  );
  expect(told).toEqual([]);
});

test('two supervisors stand behind the rules, everybody is invented, and a new fact moves somebody at once', async () => {
  const [rules] = await t.owner<Record<string, unknown>>(
    `select r.made_by <> r.approved_by as two, a.version from waiting_list.rule_set r join waiting_list.applied a on a.version = r.version`,
  );
  expect(rules).toEqual({ two: true, version: firstRuleSet.version });
  expect(
    await t.owner(
      `select 1 from waiting_list.person where not invented union all select 1 from waiting_list.request where not invented`,
    ),
  ).toEqual([]);
  const last = waiting.find((request) => ordered(request).bandNo === 5 && !request.child.group)!;
  await t.db.as('vp_jobs', (tx) =>
    tx.rows(
      `insert into waiting_list.assessment (request_id, region_code, rule_set_version, facts, band_no, valid_until, event_id)
       values ($1, $2, $3, '{NO_ROOF}', 1, platform.today() + 7, $4)`,
      [last.id, last.child.region, firstRuleSet.version, last.steps[0]!.event.id],
    ),
  );
  const [now] = await t.owner<{ band_no: number }>(
    `select band_no from waiting_list.position where request_id = $1`,
    [last.id],
  );
  expect(now?.band_no).toBe(1);
});
