import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../platform/testing/database.ts';
import { type Clients, closeClients, opening, openClients } from './matrix-check.ts';
import { makeMatrixWorld, type MatrixWorld } from './matrix-world.fixtures.ts';
import type { Verdict } from './wall-client.ts';

/** What the two sides of a dialogue try beyond their part, by SQL of their own; nothing of it stays. */
let t: TestDatabase;
let world: MatrixWorld;
let clients: Clients;
beforeAll(async () => {
  t = await testDatabase();
  world = await makeMatrixWorld(t);
  clients = await openClients(t);
});
afterAll(async () => {
  await closeClients(clients);
  await t.close();
});

type Side = 'AT' | 'AS' | 'PI' | 'PC';
const live = (role: Side, n = 0) =>
  world.askers.filter((each) => each.role === role && each.state === 'live')[n]!;
/** Statements under an event of one's own; the verdict is that of the last. */
const tries = (role: Side, sql: readonly string[], n = 0) => {
  const who = live(role, n);
  const id = randomUUID();
  return clients[role].ask(
    [
      ...opening(who),
      `insert into platform.event (id, slice, kind, at, organisation_id) values ('${id}', 'allocation', 'x', platform.now(), '${who.organisationId}')`,
      `select set_config('vp.event', '${id}', true)`,
      ...sql,
    ],
    true,
  );
};
const said = (got: Verdict) => {
  if (got.kind === 'rows') return `${got.count} rows ${JSON.stringify(got.rows)}`;
  return got.kind === 'refused' ? `${got.by}: ${got.message}` : `${got.code} ${got.message}`;
};
const of = (house: 'a' | 'b' | 'c', state: string) =>
  world.dialogue.proposals.find((each) => each.house === house && each.state === state)!;
const step = (state: string, set: string, house: 'a' | 'b' = 'a') =>
  `update allocation.proposal set ${set} where id = '${of(house, state).id}'`;
const message = (proposalId: string, providerId: string, more: Record<string, string> = {}) =>
  `insert into allocation.message (proposal_id, region_code, provider_id, kind, words${Object.keys(
    more,
  )
    .map((each) => `, ${each}`)
    .join('')})
   values ('${proposalId}', 'WVL', '${providerId}', 'MESSAGE', 'x'${Object.values(more)
     .map((each) => `, ${each}`)
     .join('')})`;
const child = (state: string, set: string) =>
  `update allocation.proposal_child set ${set} where proposal_id = '${of('a', state).id}'`;
const addChild = (proposalId: string, requestId: string, more: Record<string, string> = {}) =>
  `insert into allocation.proposal_child (proposal_id, region_code, provider_id, request_id, pseudonym, age_years, sex, security_need, file_kind${Object.keys(
    more,
  )
    .map((each) => `, ${each}`)
    .join('')})
   select id, region_code, provider_id, '${requestId}', 'K-FORGED', 3, 'M', 'NONE', 'COURT'${Object.values(
     more,
   )
     .map((each) => `, ${each}`)
     .join('')} from allocation.proposal where id = '${proposalId}'`;
const question = (state: string, set: string) =>
  `update allocation.inquiry set ${set} where state = '${state}' and provider_id = '${world.providers.a}'`;
const grade = (state: string, from: number, to: number, agreements = `'[{}]'`) => {
  const { id, providerId } = of('a', state);
  return `insert into allocation.mandate_step (proposal_id, region_code, provider_id, from_grade, to_grade, motive, heard, agreements)
    values ('${id}', 'WVL', '${providerId}', ${from}, ${to}, 'motive', 'heard', ${agreements})`;
};
const draft = (more: Record<string, string>) => {
  const { unitId, module, providerId } = of('a', 'DRAFT');
  return `insert into allocation.proposal (region_code, unit_id, module_code, provider_id, start_on${Object.keys(
    more,
  )
    .map((each) => `, ${each}`)
    .join('')})
    values ('WVL', '${unitId}', '${module}', '${providerId}', platform.today()${Object.values(more)
      .map((each) => `, ${each}`)
      .join('')})`;
};

const round = () => world.dialogue.roundIds.WVL;
const choice = (requestId: string, more: Record<string, string> = {}) =>
  `insert into allocation.round_choice (${['round_id', 'region_code', 'request_id', ...Object.keys(more)].join(', ')})
   values (${[`'${round().sketched}'`, `'WVL'`, `'${requestId}'`, ...Object.values(more)].join(', ')})`;

type Attack = readonly [name: string, sql: () => readonly string[], expected: RegExp];
const run = (role: Side, attacks: readonly Attack[], n = 0) =>
  test.each(attacks)('%s', async (_name, sql, expected) => {
    expect(said(await tries(role, sql(), n))).toMatch(expected);
  });
const place = (state: string) =>
  `(select place_id from allocation.proposal_child where proposal_id = '${of('a', state).id}')`;
/** A place of that unit that no proposal names. */
const freePlace = () =>
  `(select p.id from capacity.place p where p.unit_id = '${of('a', 'DRAFT').unitId}' and p.label like 'D%'
      and not exists (select 1 from allocation.proposal_child c where c.place_id = p.id) limit 1)`;

describe('a provider’s intake', () => {
  run('PI', [
    ['skips a step', () => [step('SENT', `state = 'START_PLANNED'`)], /from SENT to START_PLANNED/],
    ['starts at once', () => [step('SENT', `state = 'STARTED'`)], /from SENT to STARTED/],
    [
      'takes the other’s step',
      () => [step('SENT', `state = 'WITHDRAWN'`)],
      /from SENT to WITHDRAWN/,
    ],
    ['lets a term pass', () => [step('SENT', `state = 'EXPIRED'`)], /from SENT to EXPIRED/],
    ['accepts a draft', () => [step('DRAFT', `state = 'ACCEPTED'`)], /^0 rows/],
    ['accepts another’s', () => [step('SENT', `state = 'ACCEPTED'`, 'b')], /^0 rows/],
    ['opens what is closed', () => [step('NOT_STARTED', `state = 'ACCEPTED'`)], /from NOT_STARTED/],
    [
      'moves the day while asked',
      () => [step('SENT', `start_on = start_on + 300`)],
      /start_on does not change/,
    ],
    [
      'moves the day as it accepts',
      () => [step('SENT', `state = 'ACCEPTED', start_on = start_on + 1`)],
      /start_on does not change/,
    ],
    [
      'moves the day of what started',
      () => [step('STARTED', `start_on = start_on - 9`)],
      /start_on does not change/,
    ],
    [
      'plans a start in the past',
      () => [step('ACCEPTED', `state = 'START_PLANNED', start_on = start_on - 9`)],
      /starts in the past/,
    ],
    [
      'starts before the day',
      () => [
        step('ACCEPTED', `state = 'START_PLANNED', start_on = start_on + 9`),
        step('ACCEPTED', `state = 'STARTED'`),
      ],
      /starts in the future/,
    ],
    [
      'refuses without a reason',
      () => [step('SENT', `state = 'NOT_STARTED'`)],
      /refusal_with_reason/,
    ],
    [
      'writes its refusal anew',
      () => [step('NOT_STARTED', `decline_words = 'nothing of it'`)],
      /decline_words does not change/,
    ],
    [
      'refuses in words while it accepts',
      () => [step('SENT', `state = 'ACCEPTED', decline_words = 'but no'`)],
      /decline_words does not change/,
    ],
    ['changes grade', () => [step('SENT', 'grade = 1')], /^grant/],
    ['changes its term', () => [step('SENT', `due_at = due_at + interval '9 days'`)], /^grant/],
    ['gives it to another', () => [step('SENT', `provider_id = '${world.providers.b}'`)], /^grant/],
    [
      'reads how it came from the list',
      () => ['select rank_in_record from allocation.proposal'],
      /^grant/,
    ],
    ['reads rounds', () => ['select id from allocation.round'], /^grant/],
    ['reads a sketch', () => ['select content from allocation.round_sketch'], /^grant/],
    ['reads choices', () => ['select unit_id from allocation.round_choice_history'], /^grant/],
    [
      'reads which request it is',
      () => ['select request_id from allocation.proposal_child'],
      /^grant/,
    ],
    ['changes a child', () => [child('SENT', `unborn = true`)], /^grant/],
    [
      'forges a side',
      () => [message(of('a', 'SENT').id, world.providers.a, { side: `'ACCESS'` })],
      /^grant/,
    ],
    [
      'forges a name',
      () => [message(of('a', 'SENT').id, world.providers.a, { person_name: `'x'` })],
      /^grant/,
    ],
    [
      'forges a moment',
      () => [message(of('a', 'SENT').id, world.providers.a, { at: `'2001-01-01'` })],
      /^grant/,
    ],
    [
      'shows what is closed',
      () => [message(of('a', 'WITHDRAWN').id, world.providers.a, { shown: 'true' })],
      /^grant/,
    ],
    [
      'speaks in what is closed',
      () => [message(of('a', 'WITHDRAWN').id, world.providers.a)],
      /^policy/,
    ],
    ['speaks in another’s', () => [message(of('b', 'SENT').id, world.providers.b)], /^policy/],
    ['takes back a word', () => ['delete from allocation.message'], /^grant/],
    [
      'offers another’s unit',
      () => [
        message(of('a', 'SENT').id, world.providers.a, {
          other_unit_id: `'${world.units.b[0]!.unitId}'`,
        }),
      ],
      /23503.*other_unit_of_provider/,
    ],
    ['steps up the mandate', () => [grade('IN_DIALOGUE', 2, 3)], /^grant/],
    [
      'answers a question that was taken back',
      () => [question('WITHDRAWN', `state = 'ANSWERED', answer = 'AVAILABLE'`)],
      /from WITHDRAWN to ANSWERED/,
    ],
    [
      'answers anew',
      () => [question('ANSWERED', `answer = 'LATER', available_from = '2030-01-01'`)],
      /answer does not change|available_from does not change/,
    ],
    [
      'takes its answer back',
      () => [question('ANSWERED', `state = 'SENT', answer = null, answered_at = null`)],
      /from ANSWERED to SENT/,
    ],
    [
      'takes the question back',
      () => [question('SENT', `state = 'WITHDRAWN'`)],
      /from SENT to WITHDRAWN/,
    ],
    [
      'asks for everybody who lives in a unit',
      () => [`select * from allocation.known_guests(array(select id from capacity.care_unit))`],
      /^grant/,
    ],
    ['asks where siblings live', () => [`select * from allocation.sibling_stays('{}')`], /^grant/],
    [
      'holds a place',
      () => [`insert into capacity.hold (provider_id) values ('${world.providers.a}')`],
      /^grant/,
    ],
  ]);

  test('an answer is signed and dated by the database', async () => {
    const sql = `${message(of('a', 'SENT').id, world.providers.a)} returning side, person_name, shown, at > now() - interval '1 hour'`;
    expect(await tries('PI', [sql])).toMatchObject({
      rows: [['PROVIDER', 'PI 1 (verzonnen)', 't', 't']],
    });
    const answered = `${question('SENT', `state = 'ANSWERED', answer = 'AVAILABLE', answered_at = '2001-01-01'`)} returning answered_at > now() - interval '1 hour'`;
    expect(said(await tries('PI', [answered]))).toMatch(/^2 rows \[\["t"\],\["t"\]\]/);
  });

  test('what is another’s, a draft of one’s own, and what is not there answer alike', async () => {
    const a = world.providers.a;
    const asked = [of('b', 'SENT').id, of('a', 'DRAFT').id, of('a', 'WITHDRAWN').id, randomUUID()];
    const answers: string[] = [];
    for (const id of asked)
      answers.push(
        said(await tries('PI', [message(id, a)])) +
          said(await tries('PI', [`select count(*) from allocation.identity_of('${id}')`])),
      );
    expect(new Set(answers).size).toBe(1);
    const [theirs] = await t.owner<{ id: string }>(
      `select id from allocation.message where provider_id = $1 limit 1`,
      [world.providers.b],
    );
    const answering = (id: string) =>
      tries('PI', [message(of('a', 'SENT').id, a, { answers_id: `'${id}'` })]);
    expect(said(await answering(theirs!.id))).toBe(said(await answering(randomUUID())));
  });

  test('who a child is: after its own acceptance, until the start, and nobody else', async () => {
    const asks = async (role: Side, id: string, n = 0) =>
      said(await tries(role, [`select count(*) from allocation.identity_of('${id}')`], n));
    for (const { id, state, house } of world.dialogue.proposals) {
      const told = house === 'a' && ['ACCEPTED', 'START_PLANNED'].includes(state);
      expect(`${state} ${await asks('PI', id)}`).toBe(`${state} 1 rows [["${told ? 1 : 0}"]]`);
    }
    expect(await asks('PI', of('b', 'ACCEPTED').id, 1)).toMatch(/"1"/);
    for (const role of ['PC', 'AT', 'AS'] as const)
      expect(await asks(role, of('a', 'ACCEPTED').id)).toMatch(/^grant/);
  });
});

describe('a provider’s capacity manager', () => {
  const held = () =>
    `(select hold_id from allocation.proposal_child where proposal_id = '${of('a', 'ACCEPTED').id}')`;
  const holdOf = async () => (await t.owner<{ id: string }>(`select ${held()} as id`))[0]!.id;
  test('reads nothing of a dialogue', async () => {
    for (const table of [
      'proposal',
      'proposal_child',
      'message',
      'mandate_step',
      'record',
      'proposal_history',
    ])
      expect(said(await tries('PC', [`select id from allocation.${table}`]))).toMatch(/^grant/);
  });
  test('does not let go of what a proposal holds, nor move it', async () => {
    const id = await holdOf();
    expect(said(await tries('PC', [`delete from capacity.hold where id = '${id}'`]))).toMatch(
      /^0 rows/,
    );
    for (const set of [
      `period = daterange('2090-01-01', null)`,
      'place_id = null',
      `for_ref = 'K-MINE'`,
      `needs = '{single}'`,
    ])
      expect(
        said(await tries('PC', [`update capacity.hold set ${set} where id = '${id}'`])),
      ).toMatch(/23514 held for a proposal/);
  });
  test('does not start or move a child onto a place that is promised: the place is claimed', async () => {
    const { unitId, module, providerId } = of('a', 'ACCEPTED');
    const [row] = await t.owner<{ id: string; other: string }>(
      `select c.place_id as id, (select id from capacity.place where unit_id = $2 and label like 'D%' and id not in (select place_id from allocation.proposal_child where place_id is not null) limit 1) as other
         from allocation.proposal_child c where c.proposal_id = $1`,
      [of('a', 'ACCEPTED').id, unitId],
    );
    const start = (placeId: string) =>
      `insert into capacity.stay (id, unit_id, module_code, provider_id, place_id, person_ref, period) values ('${randomUUID()}', '${unitId}', '${module}', '${providerId}', '${placeId}', 'own child', daterange(platform.today(), null))`;
    const found = 'returning place_id, claimed_place_id';
    expect(await tries('PC', [`${start(row!.id)} ${found}`])).toMatchObject({
      rows: [[null, row!.id]],
    });
    expect(await tries('PC', [`${start(row!.other)} ${found}`])).toMatchObject({
      rows: [[row!.other, null]],
    });
    const moved = `update capacity.stay set place_id = '${row!.id}' where person_ref = 'own child' ${found}`;
    expect(await tries('PC', [start(row!.other), moved])).toMatchObject({
      rows: [[null, row!.id]],
    });
  });
});

describe('the access team', () => {
  run('AT', [
    [
      'skips a step',
      () => [
        step(
          'DRAFT',
          `state = 'SENT', client_heard = 'PRESENT', due_at = now() + interval '1 day'`,
        ),
      ],
      /from DRAFT to SENT/,
    ],
    ['hears nobody', () => [step('DRAFT', `state = 'CLIENT_HEARD'`)], /client_is_heard/],
    [
      'accepts for the provider',
      () => [step('SENT', `state = 'ACCEPTED'`)],
      /from SENT to ACCEPTED/,
    ],
    [
      'refuses for the provider',
      () => [
        step(
          'SENT',
          `state = 'NOT_STARTED', decline_code = 'AGE', declined_by = 'TEAM', liftable = false`,
        ),
      ],
      /from SENT to NOT_STARTED/,
    ],
    ['lets a term pass', () => [step('SENT', `state = 'EXPIRED'`)], /from SENT to EXPIRED/],
    [
      'opens again what was withdrawn',
      () => [step('WITHDRAWN', `state = 'IN_DIALOGUE'`)],
      /from WITHDRAWN/,
    ],
    [
      'opens a refusal without a step up',
      () => [step('NOT_STARTED', `state = 'IN_DIALOGUE', due_at = now() + interval '1 day'`)],
      /opened again without a step up/,
    ],
    [
      'writes a refusal anew',
      () => [step('NOT_STARTED', `decline_code = 'NO_PLACE'`)],
      /decline_code does not change/,
    ],
    ['begins with a grade', () => [draft({ grade: '3' })], /begins as a draft/],
    [
      'begins sent',
      () => [draft({ state: `'SENT'`, client_heard: `'PRESENT'`, due_at: 'now()' })],
      /begins as a draft/,
    ],
    ['begins with an answer', () => [draft({ decline_code: `'AGE'` })], /begins as a draft/],
    [
      'begins in the past',
      () => [draft({ urgent: 'true' }).replace('platform.today()', `'2020-01-01'`)],
      /starts in the past/,
    ],
    [
      'raises the grade without a step',
      () => [step('IN_DIALOGUE', 'grade = 3')],
      /a grade without its step/,
    ],
    ['raises the grade of what is only sent', () => [grade('SENT', 1, 2)], /not now/],
    [
      'raises the grade without agreements',
      () => [grade('NOT_STARTED', 1, 2, `'[]'`)],
      /agreements_required/,
    ],
    [
      'raises the grade by two',
      () => [grade('NOT_STARTED', 1, 3)],
      /no duty to admit|one_grade_at_a_time/,
    ],
    ['enforces without the duty', () => [grade('IN_DIALOGUE', 2, 3)], /no duty to admit/],
    [
      'holds a place for years',
      () => [step('CLIENT_HEARD', `state = 'SENT', due_at = now() + interval '3 years'`)],
      /too long a term/,
    ],
    [
      'makes a term longer',
      () => [step('IN_DIALOGUE', `due_at = due_at + interval '9 days'`)],
      /due_at does not change/,
    ],
    [
      'moves the day of what was agreed',
      () => [step('ACCEPTED', 'start_on = start_on + 1')],
      /start_on does not change/,
    ],
    [
      'gives it to another unit',
      () => [step('DRAFT', `unit_id = '${world.units.a[0]!.unitId}'`)],
      /for one unit/,
    ],
    [
      'gives another reason afterwards',
      () => [step('SENT', `departure_reason = 'another'`)],
      /departure_reason does not change/,
    ],
    ['dates the sending', () => [step('SENT', `sent_at = '2001-01-01'`)], /^grant/],
    [
      'swaps the place of a child',
      () => [child('SENT', `place_id = ${place('ACCEPTED')}`)],
      /place_id stands/,
    ],
    [
      'swaps the child',
      () => [child('SENT', `request_id = '${world.waiting.WVL.requestId}'`)],
      /request_id stands/,
    ],
    [
      'takes the child out of what holds a place',
      () => [child('SENT', `proposal_id = '${of('a', 'DRAFT').id}'`)],
      /proposal_id stands/,
    ],
    [
      'gives the child another name',
      () => [child('DRAFT', `pseudonym = 'K-OTHER'`)],
      /pseudonym stands/,
    ],
    ['lets go of a place by hand', () => [child('SENT', 'hold_id = null')], /^grant/],
    ['shows a child of what is closed', () => [child('NOT_STARTED', 'shown = true')], /^grant/],
    [
      'puts a child into what is sent',
      () => [addChild(of('a', 'SENT').id, world.waiting.WVL.requestId)],
      /only a draft takes children/,
    ],
    [
      'proposes another region’s child',
      () => [addChild(of('a', 'DRAFT').id, world.waiting.OVL.requestId)],
      /of another region/,
    ],
    [
      'puts two children on one place',
      () => [
        addChild(of('a', 'DRAFT').id, world.waiting.WVL.requestId, { place_id: place('DRAFT') }),
        step('DRAFT', `state = 'CLIENT_HEARD', client_heard = 'PRESENT'`),
        step('DRAFT', `state = 'SENT', due_at = now() + interval '1 day'`),
      ],
      /promised_once/,
    ],
    [
      'holds a place that another child is promised',
      () => [
        child('CLIENT_HEARD', `place_id = ${place('ACCEPTED')}`),
        step('CLIENT_HEARD', `state = 'SENT', due_at = now() + interval '1 day'`),
      ],
      /promised_once/,
    ],
    [
      'holds a place where somebody stays',
      () => [
        child('CLIENT_HEARD', `place_id = ${place('STARTED')}`),
        step('CLIENT_HEARD', `state = 'SENT', due_at = now() + interval '1 day'`),
      ],
      /somebody stays there/,
    ],
    [
      'holds a place of another module',
      () => [
        child('CLIENT_HEARD', `place_id = '${world.units.a[0]!.placeIds[3]}'`),
        step('CLIENT_HEARD', `state = 'SENT', due_at = now() + interval '1 day'`),
      ],
      /23503.*hold/,
    ],
    [
      'holds no place',
      () => [
        child('CLIENT_HEARD', 'place_id = null'),
        step('CLIENT_HEARD', `state = 'SENT', due_at = now() + interval '1 day'`),
      ],
      /no place is named/,
    ],
    [
      'sets back a child that is promised elsewhere, by a draft that is withdrawn',
      () => [
        addChild(of('a', 'DRAFT').id, of('a', 'ACCEPTED').requestId),
        step('DRAFT', `state = 'WITHDRAWN'`),
        `select state from waiting_list.request where id = '${of('a', 'ACCEPTED').requestId}'`,
      ],
      /ALLOCATED/,
    ],
    [
      'sends a child that is with another',
      () => [
        addChild(of('a', 'DRAFT').id, of('a', 'ACCEPTED').requestId, {
          place_id: freePlace(),
        }),
        step('DRAFT', `state = 'CLIENT_HEARD', client_heard = 'PRESENT'`),
        step('DRAFT', `state = 'SENT', due_at = now() + interval '1 day'`),
      ],
      /child is not to be proposed/,
    ],
    [
      'speaks for the provider',
      () => [message(of('a', 'SENT').id, world.providers.a, { side: `'PROVIDER'` })],
      /^grant/,
    ],
    [
      'speaks in what is closed',
      () => [message(of('a', 'WITHDRAWN').id, world.providers.a)],
      /nothing is open/,
    ],
    [
      'decides under another name',
      () => [`update allocation.mandate_step set decided_by = null`],
      /^grant/,
    ],
    [
      'writes a record under another name',
      () => [
        `insert into allocation.record (kind, region_code, content, content_hash, made_by) values ('ROUND', 'WVL', '{}', sha256('x'), null)`,
      ],
      /^grant/,
    ],
    ['changes a record', () => [`update allocation.record set content = '{}'`], /^grant/],
    ['writes the past', () => [`delete from allocation.proposal_history`], /^grant/],
    [
      'opens a round that nobody drew',
      () => [
        `insert into allocation.round (region_code, scope, from_on, state, figures) values ('WVL', 'ALL', platform.today(), 'SKETCH', '{}')`,
      ],
      /begins as work/,
    ],
    [
      'draws a round for the past',
      () => [
        `insert into allocation.round (region_code, scope, from_on) values ('WVL', 'ALL', platform.today() - 1)`,
      ],
      /starts in the past/,
    ],
    [
      'draws two rounds at once',
      () => [
        `insert into allocation.round (region_code, scope, from_on) select 'WVL', 'ALL', platform.today() from generate_series(1, 2)`,
      ],
      /round_is_drawn/,
    ],
    [
      'lays another record beneath a round',
      () => [
        `insert into allocation.round (region_code, scope, from_on) values ('WVL', 'ALL', platform.today())`,
        `update allocation.round set state = 'SKETCH', figures = '{}', record_id = '${world.dialogue.recordIds[0]}' where state = 'WORKING'`,
      ],
      /not its record/,
    ],
    [
      'changes what a round found',
      () => [`update allocation.round set figures = '{"parties":1}' where id = '${round().bare}'`],
      /figures stands/,
    ],
    [
      'opens what is closed',
      () => [
        `update allocation.round set state = 'CLOSED' where id = '${round().bare}'`,
        `update allocation.round set state = 'SKETCH' where id = '${round().bare}'`,
      ],
      /from CLOSED to SKETCH/,
    ],
    [
      'draws a round under another name',
      () => [`update allocation.round set person_name = 'x' where id = '${round().bare}'`],
      /^grant/,
    ],
    ['changes a sketch', () => [`update allocation.round_sketch set content = '{}'`], /^grant/],
    [
      'lays a second sketch over the first',
      () => [
        `insert into allocation.round_sketch (id, region_code, content) values ('${round().sketched}', 'WVL', '{}')`,
      ],
      /23505/,
    ],
    [
      'chooses who is not in the sketch',
      () => [choice(world.waiting.OVL.requestId)],
      /not in the sketch/,
    ],
    [
      'chooses in a round that is closed',
      () => [
        `update allocation.round set state = 'CLOSED' where id = '${round().sketched}'`,
        choice(round().spare),
      ],
      /no open sketch/,
    ],
    [
      'takes a choice back in a round that is closed',
      () => [
        `update allocation.round set state = 'CLOSED' where id = '${round().sketched}'`,
        `delete from allocation.round_choice where round_id = '${round().sketched}'`,
      ],
      /no open sketch/,
    ],
    [
      'says that another proposal came of it',
      () => [
        choice(round().spare, {
          proposal_id: `'${of('a', 'DRAFT').id}'`,
          unit_id: `'${of('a', 'DRAFT').unitId}'`,
          module_code: `'${of('a', 'DRAFT').module}'`,
        }),
      ],
      /not what was accepted/,
    ],
    [
      'gives a choice to another child',
      () => [
        `update allocation.round_choice set request_id = '${round().spare}' where round_id = '${round().sketched}'`,
      ],
      /of another/,
    ],
    ['chooses under another name', () => [choice(round().spare, { person_name: `'x'` })], /^grant/],
    [
      'asks with an answer',
      () => [
        `insert into allocation.inquiry (region_code, unit_id, module_code, provider_id, words, due_at, state, answer, answered_at) select region_code, unit_id, module_code, provider_id, words, due_at, state, answer, answered_at from allocation.inquiry where state = 'ANSWERED' and region_code = 'WVL'`,
      ],
      /begins without an answer/,
    ],
    [
      'answers its own question',
      () => [
        question('SENT', `state = 'ANSWERED', answer = 'AVAILABLE', answered_at = now()`) +
          ` and region_code = 'WVL'`,
      ],
      /from SENT to ANSWERED by vp_at/,
    ],
    [
      'changes what it asked',
      () => [question('SENT', `words = 'something else'`)],
      /words does not change/,
    ],
    [
      'holds a place without a proposal',
      () => [`insert into capacity.hold (provider_id) values ('${world.providers.a}')`],
      /^grant/,
    ],
    [
      'starts a stay without a proposal',
      () => [`insert into capacity.stay (provider_id) values ('${world.providers.a}')`],
      /^grant/,
    ],
  ]);
  run(
    'AT',
    [
      [
        'of another region sends it',
        () => [step('CLIENT_HEARD', `state = 'SENT', due_at = now() + interval '1 day'`)],
        /^0 rows/,
      ],
      [
        'of another region puts a child in',
        () => [addChild(of('a', 'DRAFT').id, world.waiting.WVL.requestId)],
        /^policy/,
      ],
      ['of another region changes a sketch', () => [choice(round().spare)], /^policy/],
      [
        'of another region closes a round',
        () => [`update allocation.round set state = 'CLOSED' where id = '${round().bare}'`],
        /^0 rows/,
      ],
      [
        'of another region reads words',
        () => [`select words from allocation.message where region_code = 'WVL'`],
        /^0 rows/,
      ],
    ],
    1,
  );

  test('a child row is as the list says, a record and a step are signed', async () => {
    const forged = `${addChild(of('a', 'DRAFT').id, world.waiting.WVL.requestId)} returning pseudonym like 'K-________' and pseudonym <> 'K-FORGED', age_years > 3, sex, file_kind`;
    expect(await tries('AT', [forged])).toMatchObject({ rows: [['t', 't', 'X', 'VOLUNTARY']] });
    const me = live('AT').personId;
    const record = `insert into allocation.record (kind, region_code, content, content_hash) values ('ROUND', 'WVL', '{}', sha256('x')) returning made_by`;
    expect(await tries('AT', [record])).toMatchObject({ rows: [[me]] });
    expect(await tries('AT', [`${grade('NOT_STARTED', 1, 2)} returning decided_by`])).toMatchObject(
      { rows: [[me]] },
    );
    expect(
      said(
        await tries('AT', [
          grade('NOT_STARTED', 1, 2),
          child('NOT_STARTED', `place_id = place_id`),
          step(
            'NOT_STARTED',
            `state = 'IN_DIALOGUE', grade = 2, due_at = now() + interval '2 days'`,
          ),
        ]),
      ),
    ).toMatch(/^1 rows/);
  });
});
