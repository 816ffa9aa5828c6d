import { afterAll, beforeAll, expect, test } from 'vitest';
import { figuresOn } from '../capacity/figures.ts';
import type { Findings } from '../capacity/findings/contract.ts';
import { findingsJson } from '../capacity/findings/findings.query.ts';
import { factsAsKnown } from '../capacity/recount.fixtures.ts';
import { fixedClock } from '../platform/clock.ts';
import { addDays } from '../platform/period.ts';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { demoState, fillDemo, type Filled, type FillOptions } from './fill-demo.ts';
import { Random } from './random.ts';

const byText = (a: string | null, b: string | null) => (a ?? '').localeCompare(b ?? '');

const today = '2026-11-23';
const options = {
  clock: fixedClock(`${today}T08:00:00Z`),
  seed: 'test',
  today,
  years: 0.3,
  issuer: 'test',
} satisfies Partial<FillOptions>;
let t: TestDatabase;
let filled: Filled;
const steps: number[] = [];
beforeAll(async () => {
  t = await testDatabase();
  filled = await fillDemo({ ...options, db: t.db, progress: (done) => steps.push(done) });
}, 240_000);
afterAll(() => t.close());

interface Row {
  unit_id: string;
  module_code: string;
}

const asFigures = (row: Record<string, unknown>) => {
  const { recognised, occupied, absent, unavailable, held, free, offerable } = row;
  return {
    recognised,
    occupied,
    absent,
    notConverted: row['not_converted'],
    unavailable,
    held,
    free,
    offerable,
    overOccupied: row['over_occupied'],
  };
};

test('whoever a place is held for is on the list as proposed or allocated, and whoever went stays there', async () => {
  const open = await t.owner<{ ok: boolean }>(
    `select h.for_ref is distinct from c.pseudonym and h.place_id = c.place_id and r.state in ('PROPOSED', 'ALLOCATED') as ok
       from allocation.proposal_child c join waiting_list.request r on r.id = c.request_id
       left join capacity.hold h on h.id = c.hold_id where c.busy`,
  );
  expect(open.length).toBeGreaterThan(10);
  expect(open.filter(({ ok }) => !ok)).toEqual([]);
  const gone = await t.owner<{ ok: boolean }>(
    `select s.person_ref = c.pseudonym and s.unit_id = p.unit_id and lower(s.period) = p.start_on
              and r.state in ('STARTED', 'CLOSED') as ok
       from allocation.proposal p join allocation.proposal_child c on c.proposal_id = p.id
       join waiting_list.request r on r.id = c.request_id join capacity.stay s on s.id = c.stay_id
      where p.state = 'STARTED'`,
  );
  expect(gone.length).toBeGreaterThan(100);
  expect(gone.filter(({ ok }) => !ok)).toEqual([]);
});

test('foster care has its services, families who may log in, and cards that reach the people of the demo', async () => {
  const [found] = await t.owner<Record<string, number>>(
    `select (select count(*)::int from auth.organisation where kind = 'foster-care-service') as asked,
            (select count(*)::int from foster_care.service) as services,
            (select count(*)::int from foster_care.family f where f.state in ('APPROVED', 'PAUSED')
                and not exists (select from auth.hat h where h.person_id = f.person_id and h.role_code = 'FF' and h.organisation_id = f.service_id)) as strangers,
            (select count(*)::int from foster_care.card) as cards,
            (select count(distinct p.subject)::int from foster_care.shown_card s join auth.person p on p.id = s.person_id
              where s.fits and p.subject like 'demo-ff-%') as reached,
            (select count(*)::int from foster_care.match m join auth.person p on p.id = m.person_id where p.subject like 'demo-ff-%') as matched`,
  );
  expect(found).toMatchObject({ services: found!['asked'], strangers: 0 });
  expect(found!['cards']).toBeGreaterThan(8);
  expect(found!['reached']).toBeGreaterThan(6);
  expect(found!['matched']).toBe(2 * found!['services']!);
});

test('every desk has its cases in all states, each as far as its minors, and what closed has its past', async () => {
  const wrong = await t.owner(
    `select r.id from crisis.request r where (r.closed_at is null) = crisis.is_closed(r.state)
        or r.closed_at is not null and not exists (select from crisis.request_history h where h.id = r.id and h.superseded_by = r.event_id)
        or r.case_id <> coalesce((select o.case_id from crisis.request o where o.id = r.repeat_of), r.id)
     union all select m.request_id from crisis.minor m join crisis.request r on r.id = m.request_id
      where (select count(*) from crisis.deployment d where d.minor_id = m.id and d.state in ('PLACED', 'RUNNING', 'EXTENDED') and d.part_of is null)
            <> (m.state in ('PLACED', 'RUNNING', 'EXTENDED'))::int
     union all select a.request_id from crisis.attempt a join crisis.pledge p on p.id = a.pledge_id
      where (a.partner_id, a.kind, a.provider_id) is distinct from (p.partner_id, p.kind, p.provider_id)`,
  );
  expect(wrong).toEqual([]);
  const states = await t.owner<{ region: string; states: string[] }>(
    `select region_code as region, array_agg(distinct state) as states from crisis.request where closed_at is null group by 1`,
  );
  expect(states.length).toBe(6);
  for (const each of states)
    expect(each.states).toEqual(expect.arrayContaining(['RECEIVED', 'DISPATCHING', 'RUNNING']));
});

test('desks follow up, registrars see their own, silence runs out, and no help runs without agreement', async () => {
  const [found] = await t.owner<Record<string, number>>(
    `select (select count(distinct region_code)::int from crisis.follow_up where done_at is null) as open,
            (select count(*)::int from crisis.follow_up where done_at is not null) as done,
            (select count(distinct o.kind)::int from crisis.registration g join auth.organisation o on o.id = g.organisation_id
              where o.kind in ('emergency-ward', 'prosecutor', 'court-service')) as registrars,
            (select count(*)::int from crisis.attempt where answered_at is null and state = 'WITHDRAWN' and known_from >= due_at) as silent,
            (select count(*)::int from crisis.due_step where kind = 'ANSWER') as ran_out,
            (select count(*)::int from crisis.request where agreement = 'UNCLEAR' and state in ('PLACED', 'RUNNING', 'EXTENDED', 'ENDED')) as unclear`,
  );
  expect(found).toMatchObject({ registrars: 3, unclear: 0 });
  expect(found!['open']).toBeGreaterThan(3);
  expect(found!['done']).toBeGreaterThan(10);
  expect(found!['silent']).toBeGreaterThan(10);
  expect(found!['ran_out']).toBeGreaterThanOrEqual(found!['silent']!);
});

test('stays that began from a proposal are followed up: registered, closed before their day, late and ahead', async () => {
  const states = await t.owner<{ state: string; late: boolean; n: number }>(
    `select state, due_on < $1::date as late, count(*)::int as n from allocation.follow_up group by 1, 2`,
    [today],
  );
  const seen = states.map(({ state, late }) => `${state}${late ? ' late' : ''}`);
  for (const each of ['DONE late', 'OPEN']) expect(seen).toContain(each);
});

test('progress goes up to the end', () => {
  expect(steps.at(-1)).toBe(1);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test('the picture of any day as known at any moment is the plain recount', async () => {
  const random = new Random('moments');
  const moments = Array.from({ length: 8 }, () => addDays(today, -random.between(0, 100)));
  for (const [n, knownDay] of [...moments, today].entries()) {
    const known = `${knownDay}T1${n % 10}:30:00Z`;
    const facts = await factsAsKnown(t, known);
    for (const day of [
      knownDay,
      addDays(knownDay, -random.between(1, 60)),
      addDays(knownDay, random.between(1, 20)),
    ]) {
      const rows = await t.db.as('vp_jobs', (tx) =>
        tx.rows<Row & Record<string, unknown>>(
          'select * from capacity.photo_as_known($1, $2) order by unit_id',
          [day, known],
        ),
      );
      for (const row of rows.filter((_, i) => (i + n) % 9 === 0)) {
        const own = facts.get(`${row.unit_id} ${row.module_code}`);
        if (own) expect(asFigures(row)).toEqual(figuresOn(own, day));
      }
    }
  }
}, 120_000);

test('the live picture of today is the plain recount of every unit', async () => {
  const facts = await factsAsKnown(t, '2100-01-01');
  const rows = await t.owner<Row & Record<string, unknown>>('select * from capacity.unit_live');
  expect(rows.length).toBeGreaterThan(500);
  for (const row of rows)
    expect(asFigures(row)).toEqual(
      figuresOn(facts.get(`${row.unit_id} ${row.module_code}`)!, today),
    );
}, 60_000);

test('a snapshot is what was known at that moment, and stays so', async () => {
  const differences = await t.db.as('vp_jobs', (tx) =>
    tx.rows(
      `select s.as_of_day, r.unit_id from capacity.snapshot s join capacity.snapshot_row r on r.snapshot_id = s.id
         left join lateral capacity.photo_as_known(s.as_of_day, s.taken_at) f on f.unit_id = r.unit_id and f.module_code = r.module_code
        where s.as_of_day in (select as_of_day from capacity.snapshot order by md5(as_of_day::text) limit 4)
          and (r.recognised, r.occupied, r.absent, r.not_converted, r.unavailable, r.held, r.free, r.offerable, r.over_occupied)
           is distinct from (f.recognised, f.occupied, f.absent, f.not_converted, f.unavailable, f.held, f.free, f.offerable, f.over_occupied)`,
    ),
  );
  expect(differences).toEqual([]);
}, 60_000);

/** What a detector would say of the rows alone, by kind of fault. */
const detectors: Record<string, string> = {
  RECONVERSION_NOT_REGISTERED: `select id from capacity.reconversion where state = 'EFFECTIVE'`,
  DECISION_PASSED: `select id from capacity.stay where period @> $1::date and decision_until <= $1::date`,
  OVER_OCCUPIED: `select unit_id as id from capacity.unit_live where over_occupied > 0 and $1::date is not null`,
  STALE: `select unit_id as id from capacity.unit_live where confirmed_at < $1::date - 7`,
  TIME_OUT_HELD_TWICE: `select s.id from capacity.stay s join capacity.stay home on home.id = s.time_out_of where s.period @> $1::date and home.period @> $1::date`,
};

test.each(Object.keys(detectors))(
  'the planted faults of kind %s are found, all and no others',
  async (kind) => {
    const text = detectors[kind]!;
    const found = await t.owner<{ id: string }>(text, text.includes('$1') ? [today] : []);
    const planted = filled.faults
      .filter((fault) => fault.kind === kind)
      .map((fault) => fault.subjectId ?? fault.unitId);
    expect(planted.length).toBeGreaterThan(10);
    expect(found.map((row) => row.id).sort(byText)).toEqual(planted.sort(byText));
  },
);

/** Which finding of the screens a planted fault comes out as. */
const findingOf = {
  RECONVERSION_NOT_REGISTERED: 'RECONVERSION_UNREGISTERED',
  DECISION_PASSED: 'DECISION_PASSED',
  OVER_OCCUPIED: 'OVER_OCCUPIED',
  STALE: 'STALE_UNIT',
  TIME_OUT_HELD_TWICE: 'TIME_OUT_TWO_PLACES',
  PLACE_NOT_REAL: 'PLACE_NOT_REAL',
} as const;

test('every planted fault is a finding, and every finding of those kinds was planted', async () => {
  const { findings } = JSON.parse(
    await t.db.as('vp_jobs', (tx) => findingsJson(tx, today, false)),
  ) as Findings;
  for (const [fault, kind] of Object.entries(findingOf)) {
    const found = findings.filter((each) => each.kind === kind);
    const planted = filled.faults.filter((each) => each.kind === fault);
    const subject = (each: Findings['findings'][number]) =>
      kind === 'PLACE_NOT_REAL' ? each.placeId : each.subjectId;
    expect(found.map(subject).sort(byText)).toEqual(
      planted.map((each) => each.subjectId ?? each.unitId).sort(byText),
    );
    expect(found.every((each) => each.since !== null && each.since <= today)).toBe(true);
  }
});

test('the numbers of planted faults stand in the event of the fill', async () => {
  const [event] = await t.owner<{ details: { planted: Record<string, number> } }>(
    `select details from platform.event where kind = 'demo.fill'`,
  );
  for (const [kind, count] of Object.entries(event!.details.planted)) {
    expect(filled.faults.filter((fault) => fault.kind === kind)).toHaveLength(count);
  }
  expect(await demoState(t.db)).toMatchObject({ seed: 'test', scale: 1, today });
});

test('every role has somebody, one judge sits on a board and two people wear two hats', async () => {
  const roles = await t.owner<{ role_code: string; n: number }>(
    'select role_code, count(*)::int as n from auth.hat group by 1',
  );
  expect(roles.map((row) => row.role_code).sort(byText)).toEqual([
    'AD',
    'AN',
    'AS',
    'AT',
    'CH',
    'CR',
    'FF',
    'FS',
    'JJ',
    'OP',
    'PA',
    'PC',
    'PI',
    'PO',
    'RB',
    'RG',
    'TP',
  ]);
  expect(
    await t.owner(`select 1 from auth.hat where magistrate and role_code = 'RB'`),
  ).toHaveLength(1);
  expect(
    await t.owner('select person_id from auth.hat group by 1 having count(*) > 1'),
  ).toHaveLength(2);
  expect(
    await t.owner(
      `select 1 from capacity.provider p where not exists (select 1 from auth.hat h where h.organisation_id = p.id and h.role_code = 'PC')`,
    ),
  ).toEqual([]);
  expect(
    await t.owner(`select 1 from auth.person where name !~ 'verzonnen' or not invented`),
  ).toEqual([]);
  expect(
    await t.owner(
      'select 1 from auth.organisation where not invented union all select 1 from capacity.provider where not invented',
    ),
  ).toEqual([]);
});

test('a child on time-out counts twice as a place, and nobody else is in two places', async () => {
  const twice = await t.owner<{ person_ref: string }>(
    `select person_ref from capacity.stay where period @> $1::date and time_out_of is null group by 1 having count(*) > 1`,
    [today],
  );
  expect(twice).toEqual([]);
});

const tablesToHash = [
  'stay',
  'stay_history',
  'absence',
  'unavailability',
  'unavailability_history',
  'hold',
  'delta',
  'unit_live',
  'snapshot_row',
  'confirmation',
  'place',
];

async function hashes(of: TestDatabase): Promise<string[]> {
  const result: string[] = [];
  for (const table of tablesToHash) {
    const [row] = await of.owner<{ hash: string }>(
      `select md5(string_agg((to_jsonb(x) - 'seq')::text, '|' order by (to_jsonb(x) - 'seq')::text)) as hash from capacity.${table} x`,
    );
    result.push(`${table} ${row!.hash}`);
  }
  return result;
}

test('a fill that is broken off leaves nothing; done over, its rows are those of any other', async () => {
  const other = await testDatabase({ forThisTest: true });
  for (const until of [0.1, 0.9]) {
    const stop = new AbortController();
    const run = fillDemo({
      ...options,
      db: other.db,
      signal: stop.signal,
      progress: (done) => {
        if (done >= until) stop.abort(new Error('broken off'));
      },
    });
    await expect(run).rejects.toThrow('broken off');
    expect(await demoState(other.db)).toBeNull();
    expect(
      await other.owner('select 1 from auth.organisation union all select 1 from platform.event'),
    ).toEqual([]);
  }
  await fillDemo({ ...options, db: other.db });
  expect(await hashes(other)).toEqual(await hashes(t));
}, 240_000);

const sums = async (of: TestDatabase) =>
  (
    await of.owner<Record<string, number>>(
      `select (select count(*) from capacity.stay)::int as stays, (select count(*) from capacity.stay_history)::int as history,
              (select count(*) from capacity.delta)::int as deltas, (select count(*) from capacity.snapshot_row)::int as snapshots,
              (select count(*) from capacity.confirmation)::int as confirmations, (select count(*) from capacity.place)::int as places,
              (select count(*) from capacity.provider)::int as providers,
              (select sum(free) from capacity.unit_live)::int as free, (select sum(occupied) from capacity.unit_live)::int as occupied`,
    )
  )[0]!;

test('a greater scale is so many times as much of everything', async () => {
  const three = await testDatabase({ forThisTest: true });
  await fillDemo({ ...options, scale: 3, db: three.db });
  const [once, thrice] = [await sums(t), await sums(three)];
  for (const [key, value] of Object.entries(once))
    expect([key, thrice[key]]).toEqual([key, value * 3]);
  const facts = await factsAsKnown(three, '2100-01-01');
  const rows = await three.owner<Row & Record<string, unknown>>(
    'select * from capacity.unit_live order by unit_id',
  );
  for (const row of rows.filter((_, i) => i % 20 === 0)) {
    expect(asFigures(row)).toEqual(
      figuresOn(facts.get(`${row.unit_id} ${row.module_code}`)!, today),
    );
  }
}, 240_000);

test('what began long before the history counts too, however long ago that is', async () => {
  const old = await testDatabase({ forThisTest: true });
  const day = '2000-06-01';
  // Three months before, stays and recognitions of up to twelve years run already.
  await fillDemo({ ...options, clock: fixedClock(`${day}T08:00:00Z`), today: day, db: old.db });
  const [first] = await old.owner<{ on: string; settled: string }>(
    `select min(on_date)::text as "on", (select max(settled_on)::text from capacity.unit_live) as settled from capacity.delta`,
  );
  expect(first!.on < '1995').toBe(true);
  expect(first!.settled).toBe(day);
  const facts = await factsAsKnown(old, '2100-01-01');
  const rows = await old.owner<Row & Record<string, unknown>>(
    'select * from capacity.unit_live order by unit_id',
  );
  for (const row of rows.filter((_, i) => i % 10 === 0))
    expect(asFigures(row)).toEqual(figuresOn(facts.get(`${row.unit_id} ${row.module_code}`)!, day));
}, 120_000);
