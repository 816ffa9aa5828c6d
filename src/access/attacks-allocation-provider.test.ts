import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  child,
  grade,
  matrix,
  message,
  of,
  question,
  run,
  said,
  step,
  tries,
  type Side,
} from './attacks-allocation.fixtures.ts';

/** What a provider tries in a dialogue beyond its part, by SQL of its own; nothing of it stays. */
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
    [
      'gives it to another',
      () => [step('SENT', `provider_id = '${matrix.world.providers.b}'`)],
      /^grant/,
    ],
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
      () => [message(of('a', 'SENT').id, matrix.world.providers.a, { side: `'ACCESS'` })],
      /^grant/,
    ],
    [
      'forges a name',
      () => [message(of('a', 'SENT').id, matrix.world.providers.a, { person_name: `'x'` })],
      /^grant/,
    ],
    [
      'forges a moment',
      () => [message(of('a', 'SENT').id, matrix.world.providers.a, { at: `'2001-01-01'` })],
      /^grant/,
    ],
    [
      'shows what is closed',
      () => [message(of('a', 'WITHDRAWN').id, matrix.world.providers.a, { shown: 'true' })],
      /^grant/,
    ],
    [
      'speaks in what is closed',
      () => [message(of('a', 'WITHDRAWN').id, matrix.world.providers.a)],
      /^policy/,
    ],
    [
      'speaks in another’s',
      () => [message(of('b', 'SENT').id, matrix.world.providers.b)],
      /^policy/,
    ],
    ['takes back a word', () => ['delete from allocation.message'], /^grant/],
    [
      'offers another’s unit',
      () => [
        message(of('a', 'SENT').id, matrix.world.providers.a, {
          other_unit_id: `'${matrix.world.units.b[0]!.unitId}'`,
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
      () => [`insert into capacity.hold (provider_id) values ('${matrix.world.providers.a}')`],
      /^grant/,
    ],
  ]);

  test('an answer is signed and dated by the database', async () => {
    const sql = `${message(of('a', 'SENT').id, matrix.world.providers.a)} returning side, person_name, shown, at > now() - interval '1 hour'`;
    expect(await tries('PI', [sql])).toMatchObject({
      rows: [['PROVIDER', 'PI 1 (verzonnen)', 't', 't']],
    });
    const answered = `${question('SENT', `state = 'ANSWERED', answer = 'AVAILABLE', answered_at = '2001-01-01'`)} returning answered_at > now() - interval '1 hour'`;
    expect(said(await tries('PI', [answered]))).toMatch(/^2 rows \[\["t"\],\["t"\]\]/);
  });

  test('what is another’s, a draft of one’s own, and what is not there answer alike', async () => {
    const a = matrix.world.providers.a;
    const asked = [of('b', 'SENT').id, of('a', 'DRAFT').id, of('a', 'WITHDRAWN').id, randomUUID()];
    const answers: string[] = [];
    for (const id of asked)
      answers.push(
        said(await tries('PI', [message(id, a)])) +
          said(await tries('PI', [`select count(*) from allocation.identity_of('${id}')`])),
      );
    expect(new Set(answers).size).toBe(1);
    const [theirs] = await matrix.t.owner<{ id: string }>(
      `select id from allocation.message where provider_id = $1 limit 1`,
      [matrix.world.providers.b],
    );
    const answering = (id: string) =>
      tries('PI', [message(of('a', 'SENT').id, a, { answers_id: `'${id}'` })]);
    expect(said(await answering(theirs!.id))).toBe(said(await answering(randomUUID())));
  });

  test('who a child is: after its own acceptance, until the start, and nobody else', async () => {
    const asks = async (role: Side, id: string, n = 0) =>
      said(await tries(role, [`select count(*) from allocation.identity_of('${id}')`], n));
    for (const { id, state, house } of matrix.world.dialogue.proposals) {
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
  const holdOf = async () =>
    (await matrix.t.owner<{ id: string }>(`select ${held()} as id`))[0]!.id;
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
    const [row] = await matrix.t.owner<{ id: string; other: string }>(
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
