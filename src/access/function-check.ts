import type { Checked, Clients, Disagreement } from './matrix-check.ts';
import { opening } from './matrix-check.ts';
import type { MatrixWorld } from './matrix-world.fixtures.ts';
import { refusedAtTheDoor } from './matrix-world.fixtures.ts';
import { everybody, type Who } from './oracle.ts';
import { oracleFunctions } from './oracle-functions.ts';
import type { Verdict } from './wall-client.ts';

const told = (got: Verdict) =>
  got.kind === 'rows' ? JSON.stringify(got.rows) : JSON.stringify(got);

/** Calls every function under every login: refused for who may not, and past the grant for who may. */
async function calls(clients: Clients): Promise<Checked> {
  const disagreements: Disagreement[] = [];
  let cells = 0;
  await Promise.all(
    everybody.map(async (who) => {
      for (const [signature, { by }] of Object.entries(oracleFunctions)) {
        const [, name, args] = /^([^(]+)\((.*)\)$/.exec(signature)!;
        const given =
          args === ''
            ? ''
            : args!
                .split(', ')
                .map((type) => `null::${type}`)
                .join(', ');
        const got = await clients[who].ask([`select ${name}(${given})`], true);
        cells++;
        const refused =
          got.kind === 'refused' &&
          got.by === 'grant' &&
          got.message.includes('permission denied for function');
        // A trigger function cannot be called at all, whoever asks.
        const trigger = got.kind === 'failed' && got.code === '0A000';
        if (refused !== !by.includes(who) && !trigger)
          disagreements.push({
            table: signature,
            who,
            what: 'call',
            expected: by.includes(who) ? 'granted' : 'refused',
            got: told(got),
          });
      }
    }),
  );
  return { disagreements, cells, values: 0 };
}

/** What the functions of the session say of each asker. */
async function identity(world: MatrixWorld, clients: Clients): Promise<Checked> {
  const disagreements: Disagreement[] = [];
  for (const asker of world.askers) {
    if (refusedAtTheDoor.includes(asker.state)) continue;
    const got = await clients[asker.role].ask([
      ...opening(asker),
      'select auth.active(), auth.my_organisation(), auth.my_area(), auth.my_person()',
    ]);
    const expected =
      asker.state === 'live'
        ? ['t', asker.organisationId, asker.areaCode, asker.personId]
        : ['f', null, null, null];
    const rows = got.kind === 'rows' ? JSON.stringify(got.rows[0]) : told(got);
    if (rows !== JSON.stringify(expected))
      disagreements.push({
        table: 'auth',
        who: asker.label,
        what: 'identity',
        expected: JSON.stringify(expected),
        got: rows,
      });
  }
  return { disagreements, cells: world.askers.length, values: 0 };
}

/** What the program's own logins need, done once for real. */
async function works(world: MatrixWorld, clients: Clients): Promise<Checked> {
  const live = (role: string) =>
    world.askers.find((asker) => asker.role === role && asker.state === 'live')!;
  const pc = live('PC');
  const supervisor = live('AS');
  const ask: [Who, string[], RegExp][] = [
    [
      'DOOR',
      [
        `select auth.begin_login('\\xaa', 'n', 'v', '/there')`,
        `select return_to from auth.take_login('\\xaa')`,
      ],
      /\/there/,
    ],
    [
      'DOOR',
      [`select person_id from auth.resolve_session(sha256('\\x${pc.token}'))`],
      new RegExp(pc.personId!),
    ],
    [
      'DOOR',
      [
        `select auth.open_session('matrix', '${pc.personId}', null, '\\xbb', 'c', interval '1 hour', interval '1 hour', null)`,
        `select role_code from auth.resolve_session('\\xbb')`,
      ],
      /PC/,
    ],
    [
      'DOOR',
      [
        `select auth.end_session(sha256('\\x${pc.token}'), 'x')`,
        `select count(*) from auth.resolve_session(sha256('\\x${pc.token}'))`,
      ],
      /\["0"\]/,
    ],
    ['DOOR', [`select count(*) from auth.hats_of('${pc.personId}')`], /\["1"\]/],
    [
      'PC',
      [...opening(pc), `select state from platform.idempotent_begin('a-key-of-mine', '\\x01')`],
      /new/,
    ],
    [
      'PC',
      [
        ...opening(pc),
        `select platform.idempotent_begin('a-key-of-mine', '\\x01')`,
        `select platform.idempotent_end('a-key-of-mine', 200, '{"a":1}')`,
        `select state, answer from platform.idempotent_begin('a-key-of-mine', '\\x01')`,
      ],
      /done.*a.*1/,
    ],
    [
      'AS',
      [
        ...opening(supervisor),
        `select waiting_list.approve_rules('TEST-2026-2', '2095-01-01')`,
        `select approved_by from waiting_list.rule_set where version = 'TEST-2026-2'`,
      ],
      new RegExp(supervisor.personId!),
    ],
    // Not by who made them; and what is approved stands.
    [
      'AS',
      [
        ...opening(supervisor),
        `update waiting_list.rule_set set title = 'Mine now' where version = 'TEST-2026-2'`,
        `select waiting_list.approve_rules('TEST-2026-2', '2095-01-01')`,
      ],
      /23514.*rules_by_two/,
    ],
    [
      'AS',
      [...opening(supervisor), `update waiting_list.rule_set set title = 'x'`],
      /23514.*approved rules are never changed/,
    ],
    ['JOBS', [`select platform.channel('x') like 'x\\_%'`], /\["t"\]/],
    [
      'JOBS',
      [`set local vp.clock = '2020-05-05T10:00:00Z'`, 'select platform.today()'],
      /2020-05-05/,
    ],
  ];
  const disagreements: Disagreement[] = [];
  for (const [who, statements, words] of ask) {
    const got = await clients[who].ask(statements, true);
    if (!words.test(told(got)))
      disagreements.push({
        table: statements.at(-1)!,
        who,
        what: 'works',
        expected: String(words),
        got: told(got),
      });
  }
  return { disagreements, cells: ask.length, values: 0 };
}

export async function checkFunctions(world: MatrixWorld, clients: Clients): Promise<Checked> {
  const parts = [await calls(clients), await identity(world, clients), await works(world, clients)];
  return {
    disagreements: parts.flatMap((part) => part.disagreements),
    cells: parts.reduce((sum, part) => sum + part.cells, 0),
    values: 0,
  };
}
