import { describe, expect, test } from 'vitest';
import {
  addChild,
  child,
  draft,
  freePlace,
  grade,
  live,
  matrix,
  message,
  of,
  place,
  question,
  run,
  said,
  step,
  tries,
} from './attacks-allocation.fixtures.ts';

/** What the access team tries in a dialogue beyond its part, by SQL of its own; nothing of it stays. */
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
      () => [step('DRAFT', `unit_id = '${matrix.world.units.a[0]!.unitId}'`)],
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
      () => [child('SENT', `request_id = '${matrix.world.waiting.WVL.requestId}'`)],
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
      () => [addChild(of('a', 'SENT').id, matrix.world.waiting.WVL.requestId)],
      /only a draft takes children/,
    ],
    [
      'proposes another region’s child',
      () => [addChild(of('a', 'DRAFT').id, matrix.world.waiting.OVL.requestId)],
      /of another region/,
    ],
    [
      'puts two children on one place',
      () => [
        addChild(of('a', 'DRAFT').id, matrix.world.waiting.WVL.requestId, {
          place_id: place('DRAFT'),
        }),
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
        child('CLIENT_HEARD', `place_id = '${matrix.world.units.a[0]!.placeIds[3]}'`),
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
      () => [message(of('a', 'SENT').id, matrix.world.providers.a, { side: `'PROVIDER'` })],
      /^grant/,
    ],
    [
      'speaks in what is closed',
      () => [message(of('a', 'WITHDRAWN').id, matrix.world.providers.a)],
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
      () => [`insert into capacity.hold (provider_id) values ('${matrix.world.providers.a}')`],
      /^grant/,
    ],
    [
      'starts a stay without a proposal',
      () => [`insert into capacity.stay (provider_id) values ('${matrix.world.providers.a}')`],
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
        () => [addChild(of('a', 'DRAFT').id, matrix.world.waiting.WVL.requestId)],
        /^policy/,
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
    const forged = `${addChild(of('a', 'DRAFT').id, matrix.world.waiting.WVL.requestId)} returning pseudonym like 'K-________' and pseudonym <> 'K-FORGED', age_years > 3, sex, file_kind`;
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
