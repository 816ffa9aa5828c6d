import { describe } from 'vitest';
import { choice, matrix, of, round, run } from './attacks-allocation.fixtures.ts';

/** What the access team tries in a round beyond its part, by SQL of its own; nothing of it stays. */
describe('the access team, in a round', () => {
  run('AT', [
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
        `update allocation.round set state = 'SKETCH', figures = '{}', record_id = '${matrix.world.dialogue.recordIds[0]}' where state = 'WORKING'`,
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
      () => [choice(matrix.world.waiting.OVL.requestId)],
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
  ]);
  run(
    'AT',
    [
      ['of another region changes a sketch', () => [choice(round().spare)], /^policy/],
      [
        'of another region closes a round',
        () => [`update allocation.round set state = 'CLOSED' where id = '${round().bare}'`],
        /^0 rows/,
      ],
    ],
    1,
  );
});
