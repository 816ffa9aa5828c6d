/**
 * Figures of allocation, held against the recount from the raw rows: on the screen (over HTTP), in the files, and in the
 * register of thresholds; for the whole, a region, a module and shorter periods.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Thresholds } from '../allocation/thresholds/contract.ts';
import type {
  AnswerFigures,
  ChoiceFigures,
  FairnessFigures,
  WaitingFigures,
} from '../insight/allocation/contract.ts';
import { fairnessRows } from '../insight/allocation/fairness.ts';
import {
  makeOrganisation,
  type SignedIn,
  signIn,
  type TestDatabase,
  testDatabase,
} from '../platform/testing/database.ts';
import { readWholeFile } from '../platform/testing/read-whole-file.ts';
import { startTestServer, type TestServer } from '../platform/testing/server.ts';
import { writePast } from './allocation-agreement.fixtures.ts';
import {
  answersAgain,
  type Asked,
  choicesAgain,
  fairnessAgain,
  fromDay,
  rawRows,
  stepsAgain,
  unmetAgain,
  waitingAgain,
} from './allocation-recount.fixtures.ts';
import { allRoutes, tags, words } from './slices.ts';

let t: TestDatabase;
let server: TestServer;
let supervisor: SignedIn;
let regional: SignedIn;
beforeAll(async () => {
  t = await testDatabase();
  await writePast(t, 4);
  server = await startTestServer(t, { routes: allRoutes, tags, words });
  const team = await makeOrganisation(t, 'access-team');
  supervisor = await signIn(t, 'AS', { organisationId: team });
  regional = await signIn(t, 'AT', { organisationId: team, areaCode: 'WVL' });
});
afterAll(async () => {
  await server.close();
  await t.close();
});

async function get<T>(part: string, asked: Asked, who = supervisor): Promise<T> {
  const query = new URLSearchParams({ months: String(asked.months) });
  if (asked.region !== null) query.set('region', asked.region);
  if (asked.module !== null) query.set('module', asked.module);
  const answer = await server.as(who, `/api/insight/allocation/${part}?${query}`);
  expect(answer.status, part).toBe(200);
  return (await answer.json()) as T;
}

async function compareAll(asked: Asked): Promise<void> {
  const raw = await rawRows(t);
  const waiting = await get<WaitingFigures>('waiting', asked);
  expect(waiting.from).toBe(fromDay(raw, asked));
  expect(waiting.waiting, 'waiting').toEqual(waitingAgain(raw, asked));
  if (asked.module === null)
    expect(
      Object.fromEntries(
        waiting.steps
          .map(({ from, to, count, medianDays }) => [`${from} ${to}`, [count, medianDays]] as const)
          .toSorted(),
      ),
      'steps',
    ).toEqual(stepsAgain(raw, asked));
  expect(
    Object.fromEntries(
      waiting.unmet.map(({ module, waiting: all, refused }) => [module, [all, refused]]),
    ),
    'unmet',
  ).toEqual(unmetAgain(raw, asked));

  const answers = await get<AnswerFigures>('answers', asked);
  const again = answersAgain(raw, asked);
  expect(answers.all, 'answers').toEqual(again.all);
  expect(
    Object.fromEntries(answers.providers.map(({ id, name: _name, ...rest }) => [id, rest])),
    'answers by provider',
  ).toEqual(again.providers);
  expect(
    Object.fromEntries(answers.reasons.map(({ code, count }) => [code, count])),
    'reasons',
  ).toEqual(again.reasons);

  const choices = await get<ChoiceFigures>('choices', asked);
  const { lanes, ...plain } = choicesAgain(raw, asked);
  expect(choices, 'choices').toMatchObject(plain);
  expect(
    Object.fromEntries(choices.lanes.map(({ lane, calls, starts }) => [lane, [calls, starts]])),
    'lanes',
  ).toEqual(lanes);

  const fairness = await get<FairnessFigures>('fairness', asked);
  const rows = fairnessRows(fairnessAgain(raw, asked));
  const nearly = (list: FairnessFigures['rows']) =>
    list.map(({ dimension, group, days, starts, raw: plainly, adjusted }) => [
      dimension,
      group,
      Math.round(days / 3),
      starts,
      plainly?.ratio.toFixed(2),
      adjusted?.ratio.toFixed(2),
    ]);
  expect(nearly(fairness.rows), 'fairness').toEqual(nearly(rows));
}

/** What is asked of the same past: the whole, and parts of it. */
const questions: Asked[] = [
  { months: 12, region: null, module: null },
  { months: 24, region: 'WVL', module: null },
  { months: 3, region: null, module: 'CRISIS_STAY' },
  { months: 1, region: 'OVL', module: 'STAY_O12' },
];

describe('figures of allocation', () => {
  test.each(questions)('on the screen are the recount: %o', compareAll);

  test('the past has something of everything, or agreeing would prove little', async () => {
    const asked = questions[0]!;
    const { waiting, steps, unmet } = await get<WaitingFigures>('waiting', asked);
    expect(waiting.map(({ division }) => division)).toEqual([
      'all',
      'band',
      'module',
      'region',
      'age',
      'fileKind',
    ]);
    expect(steps.length).toBeGreaterThan(3);
    expect(unmet.some(({ refused }) => refused > 0)).toBe(true);
    const { all, reasons } = await get<AnswerFigures>('answers', asked);
    expect(
      Math.min(all.accepted, all.refused, all.due - all.answered, reasons.length),
    ).toBeGreaterThan(1);
    const { rows } = await get<FairnessFigures>('fairness', asked);
    expect(rows.filter(({ adjusted }) => adjusted !== null).length).toBeGreaterThan(3);
  });

  test.each(['csv', 'xlsx', 'pdf'])('in a file are those of the screen: %s', async (format) => {
    const asked = questions[0]!;
    const answer = await server.as(
      supervisor,
      `/api/insight/allocation/file?months=12&format=${format}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-classification')).toBe('internal');
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (format === 'pdf') {
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.includes('pdfuaid')).toBe(true);
      return;
    }
    const { tables } = await readWholeFile(bytes, `figures.${format}`);
    const lines = tables.flatMap((table) => table.rows.map((row) => row.map(String).join('|')));
    const { waiting } = await get<WaitingFigures>('waiting', asked);
    const bands = waiting.find(({ division }) => division === 'band')!.rows;
    const { providers } = await get<AnswerFigures>('answers', asked);
    for (const { key, children, medianDays } of bands)
      if (format === 'xlsx')
        expect(
          lines.some((line) => line.startsWith(`${key}|${children}|${medianDays}|`)),
          key,
        ).toBe(true);
      else
        for (const value of [children, medianDays])
          expect(
            lines.some((line) => line.includes(`|${key}|`) && line.endsWith(`|${value}`)),
            key,
          ).toBe(true);
    for (const { name, due, answered } of providers)
      if (format === 'xlsx')
        expect(
          lines.some((line) => line.startsWith(`${name}|${due}|${answered}|`)),
          name,
        ).toBe(true);
  });

  test('whoever is of a region is told the answers of that region alone, whatever is asked', async () => {
    const raw = await rawRows(t);
    const asked = { months: 12, region: 'OVL', module: null };
    const answers = await get<AnswerFigures>('answers', asked, regional);
    expect(answers.region).toBe('WVL');
    expect(answers.all).toEqual(answersAgain(raw, { ...asked, region: 'WVL' }).all);
    expect((await get<ChoiceFigures>('choices', asked, regional)).region).toBe('WVL');
    expect((await get<WaitingFigures>('waiting', asked, regional)).region).toBe('OVL');
  });

  test('a provider is told its own answers, and none of the rest', async () => {
    const [one] = (await get<AnswerFigures>('answers', questions[0]!)).providers;
    const intake = await signIn(t, 'PI', { organisationId: one!.id });
    const own = await get<AnswerFigures>('answers', questions[0]!, intake);
    expect(own.providers).toEqual([one]);
    const { id: _id, name: _name, ...rest } = one!;
    expect(own.all).toEqual(rest);
    const asked = await server.as(intake, '/api/insight/allocation/waiting');
    expect(asked.status).toBe(403);
  });

  test('the register of thresholds holds each refusal, each place that was gone, each other choice once', async () => {
    const raw = await rawRows(t);
    const answer = await server.as(supervisor, '/api/allocation/thresholds?months=36');
    const { sides, rows } = (await answer.json()) as Thresholds;
    const sideOf = ({ state, code }: { state: string; code: string | null }) =>
      state === 'PLACE_GONE' || code === 'NO_PLACE' || code === 'STAFF'
        ? 'LACK'
        : state === 'CLIENT_DECLINED' || code === 'CLIENT_PREFERENCE'
          ? 'CLIENT'
          : 'EXCLUSION';
    const counted = Map.groupBy(
      raw.proposals.filter(({ state }) =>
        ['NOT_STARTED', 'PLACE_GONE', 'CLIENT_DECLINED'].includes(state),
      ),
      sideOf,
    );
    expect(Object.fromEntries(sides.map(({ side, cases }) => [side, cases]))).toEqual(
      Object.fromEntries([...counted].map(([side, own]) => [side, own.length])),
    );
    expect(rows.reduce((sum, { cases }) => sum + cases, 0)).toBe(
      sides.reduce((sum, { cases }) => sum + cases, 0),
    );
  });
});

/** Each a small lie in what a slice publishes. */
const lies: [string, string, RegExp][] = [
  [
    'proposals that nobody answered are left out',
    `create or replace view allocation.figures_answer with (security_invoker = true) as
       select p.id as proposal_id, p.region_code, p.module_code, p.provider_id, o.name as provider_name, p.state, p.grade,
         p.sent_at, p.due_at, p.answered_at, p.closed_at, p.decline_code, p.declined_by, p.liftable
       from allocation.proposal p join capacity.provider o on o.id = p.provider_id where p.sent and p.state <> 'EXPIRED'`,
    /answers/,
  ],
  [
    'a child waits since a day later',
    `update waiting_list.position set own_since = own_since + 1`,
    /waiting/,
  ],
  [
    'who left the list goes on waiting',
    `create or replace view waiting_list.figures_move with (security_invoker = true) as
       select m.request_id, m.seq, m.region_code, m.before_band_no, coalesce(m.after_band_no, m.before_band_no) as after_band_no, m.at from waiting_list.move m`,
    /fairness/,
  ],
];

test.each(lies)('the comparison finds a planted fault: %s', async (_name, plant, found) => {
  const whole = questions[0]!;
  await compareAll(whole);
  const views = await t.owner<{ name: string; sql: string }>(
    `select n.nspname || '.' || c.relname as name, pg_get_viewdef(c.oid) as sql from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and c.relname in ('figures_answer', 'figures_move')`,
  );
  await t.owner(plant);
  await expect(compareAll(whole)).rejects.toThrow(found);
  for (const { name, sql } of views)
    await t.owner(`create or replace view ${name} with (security_invoker = true) as ${sql}`);
  if (plant.startsWith('update'))
    await t.owner(`update waiting_list.position set own_since = own_since - 1`);
  await compareAll(whole);
});
