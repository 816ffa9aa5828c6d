import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { opening } from './matrix-check.ts';
import { leadTo, type MadeProposal, newProposal } from './matrix-world-allocation.fixtures.ts';
import { oracleTables } from './oracle.ts';
import { changeDialogue } from './two-worlds-allocation.fixtures.ts';
import { type Answers, differences } from './two-worlds.fixtures.ts';
import { useMatrix } from './use-matrix.fixtures.ts';
import type { Verdict } from './wall-client.ts';
import { list, sorted } from './wall-questions.ts';

const matrix = useMatrix();

type Role = 'PI' | 'PC' | 'AT';

const live = (role: Role) =>
  matrix.world.askers.find((asker) => asker.role === role && asker.state === 'live')!;

/** Questions to every table that the role reads, each for all rows. */
const everything = (role: Role) =>
  Object.entries(oracleTables).flatMap(([table, { read }]) =>
    read[role] ? [`select ${list(read[role].columns)} from ${table}`] : [],
  );

/** In an order of their own: how the server goes about it may change at any moment. */
const told = (got: Verdict) =>
  got.kind === 'rows' ? sorted(got.rows) : JSON.stringify([got.kind, got.message]);

/** The rows of every table that the role reads, who each child is, and what a leak would tell. */
async function reads(role: Role): Promise<Answers> {
  const open = opening(live(role));
  const answers: Answers = new Map();
  const identities = matrix.world.dialogue.proposals.map(
    ({ id }) => `select * from allocation.identity_of('${id}')`,
  );
  for (const sql of [...everything(role), ...identities, 'select allocation.leak()'])
    answers.set(
      / from (\S+)$/.exec(sql)?.[1] ?? sql,
      told(await matrix.clients[role].ask([...open, sql])),
    );
  return answers;
}

describe('a provider sees the same in two worlds that differ in what is not addressed to it', () => {
  // Asked with every column, count and error, at the database and the API: two-worlds.test.ts.
  test.each(['PI', 'PC'] as const)('%s, all rows', async (role) => {
    const before = await reads(role);
    await changeDialogue(matrix.t, matrix.world);
    expect(differences(before, await reads(role))).toEqual([]);
  });

  test('the access team sees the difference', async () => {
    const before = await reads('AT');
    await changeDialogue(matrix.t, matrix.world);
    const changed = differences(before, await reads('AT'));
    for (const table of [
      'proposal',
      'proposal_child',
      'message',
      'mandate_step',
      'record',
      'round',
      'round_choice',
    ])
      expect(changed).toContain(`allocation.${table}`);
    expect(changed).toContain('waiting_list.position');
  });

  const own = 'provider_id = (select auth.my_organisation())';
  const policy = (table: string, using: string): [string, string] => [
    `create policy leak on allocation.${table} for select to vp_pi using (${using})`,
    `drop policy leak on allocation.${table}`,
  ];
  test.each([
    policy('proposal', own),
    policy('proposal_child', own),
    policy('message', own),
    policy('proposal', 'sent'),
    policy('threshold', 'true'),
    policy('threshold_case', 'true'),
    policy('threshold_comment', 'true'),
    [
      "grant select (client_view) on allocation.threshold_case to vp_pi; create function allocation.leak() returns bigint language sql as $$ select count(*) from allocation.threshold_case where client_view = 'LACK' $$; grant execute on function allocation.leak() to vp_pi",
      'drop function allocation.leak(); revoke select (client_view) on allocation.threshold_case from vp_pi',
    ],
    [
      'grant execute on function allocation.sibling_stays(uuid[]) to vp_pi; create function allocation.leak() returns bigint language sql security definer as $$ select count(*) from allocation.proposal where not sent $$; grant execute on function allocation.leak() to vp_pi',
      'drop function allocation.leak(); revoke execute on function allocation.sibling_stays(uuid[]) from vp_pi',
    ],
  ])('a leak is found: %s', async (plant, mend) => {
    await matrix.t.owner(plant);
    const before = await reads('PI');
    expect(differences(before, await reads('PI'))).toEqual([]);
    await changeDialogue(matrix.t, matrix.world);
    expect(differences(before, await reads('PI'))).toHaveLength(1);
    await matrix.t.owner(mend);
  });
});

/** A proposal to provider a that is open, with words of both sides; committed. */
async function opened(state: string): Promise<MadeProposal> {
  const like = matrix.world.dialogue.proposals.find((each) => each.house === 'a')!;
  const made = await matrix.t.db.as('vp_jobs', (tx) =>
    newProposal(tx, { ...like, region: 'WVL', state }),
  );
  const [place] = await matrix.t.owner<{ id: string }>(
    `select p.id from capacity.place p where p.unit_id = $1 and p.label like 'D%'
        and not exists (select 1 from allocation.proposal_child c where c.place_id = p.id and (c.busy or c.hold_id is not null or c.stay_id is not null)) limit 1`,
    [made.unitId],
  );
  await matrix.t.owner(leadTo(made, place!.id));
  return made;
}

/** Statements of somebody that are committed, under an event of their own. */
async function does(who: Role | 'JOBS', sql: readonly string[]) {
  const id = randomUUID();
  const open = who === 'JOBS' ? ['select 1'] : opening(live(who));
  return matrix.clients[who].ask([
    ...open,
    `insert into platform.event (id, slice, kind, at, organisation_id) values ('${id}', 'allocation', 'x', platform.now(), ${who === 'JOBS' ? 'null' : `'${live(who).organisationId}'`})`,
    `select set_config('vp.event', '${id}', true)`,
    ...sql,
  ]);
}

/** The tables in which somebody still finds one of these texts. */
async function finds(role: 'PI' | 'PC', texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const sql of everything(role)) {
    const got = JSON.stringify(await matrix.clients[role].ask([...opening(live(role)), sql]));
    if (texts.some((each) => got.includes(each))) found.push(/ from (\S+)$/.exec(sql)![1]!);
  }
  return found;
}

describe('when a proposal ends, the child and the words are gone for the provider with that step', () => {
  const to =
    (state: string, more = '') =>
    (each: MadeProposal) => [
      `update allocation.proposal set state = '${state}'${more} where id = '${each.id}'`,
    ];
  const refusal = `, decline_code = 'GROUP_MIX', declined_by = 'TEAM', liftable = false`;
  const ends: [string, string, Role | 'JOBS', (of: MadeProposal) => string[]][] = [
    ['refused', 'SENT', 'PI', to('NOT_STARTED', refusal)],
    ['refused after it was accepted', 'START_PLANNED', 'PI', to('NOT_STARTED', refusal)],
    ['withdrawn', 'IN_DIALOGUE', 'AT', to('WITHDRAWN', `, end_reason = 'another offer'`)],
    ['declined by the client', 'ACCEPTED', 'AT', to('CLIENT_DECLINED', `, end_reason = 'no'`)],
    ['expired', 'SENT', 'JOBS', to('EXPIRED')],
    ['without its place', 'ACCEPTED', 'JOBS', to('PLACE_GONE')],
    ['started', 'START_PLANNED', 'PI', to('STARTED')],
    [
      'of a child that is withdrawn',
      'SENT',
      'AT',
      ({ requestId }) => [
        `update waiting_list.request set state = 'CANCELLED' where id = '${requestId}'`,
      ],
    ],
  ];
  test.each(ends)('%s, from %s by %s', async (_name, from, who, sql) => {
    const made = await opened(from);
    const [child] = await matrix.t.owner<{ pseudonym: string }>(
      `select pseudonym from allocation.proposal_child where id = $1`,
      [made.childId],
    );
    const texts = [child!.pseudonym, `about ${made.id}`];
    expect(await finds('PI', texts)).toEqual(['allocation.proposal_child', 'allocation.message']);
    // A capacity manager sees that a place is held, never for whom (D6).
    expect(await finds('PC', texts)).toEqual([]);
    // Within the step's own transaction already, as the one who takes it sees it.
    const asked =
      who === 'PI'
        ? [
            `select words from allocation.message where proposal_id = '${made.id}' union all select pseudonym from allocation.proposal_child where proposal_id = '${made.id}' union all select given_name from allocation.identity_of('${made.id}')`,
          ]
        : [];
    expect(await does(who, [...sql(made), ...asked])).toMatchObject({
      kind: 'rows',
      count: who === 'PI' ? 0 : 1,
    });
    // Whoever stays is in the provider's own register, under the same pseudonym.
    const stays = from === 'START_PLANNED' && sql(made)[0]!.includes(`'STARTED'`);
    const left = stays ? ['capacity.stay'] : [];
    // Its intake is asked how the stay goes.
    expect(await finds('PI', texts)).toEqual([...left, ...(stays ? ['allocation.follow_up'] : [])]);
    expect(await finds('PC', texts)).toEqual(left);
    const state = `select state from allocation.proposal where id = '${made.id}'`;
    expect(await matrix.clients.PI.ask([...opening(live('PI')), state])).toMatchObject({
      count: 1,
    });
    const identity = `select count(*) from allocation.identity_of('${made.id}')`;
    expect(await matrix.clients.PI.ask([...opening(live('PI')), identity])).toMatchObject({
      rows: [['0']],
    });
  });
});
