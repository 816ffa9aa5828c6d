import { randomUUID } from 'node:crypto';
import { loginPassword } from '../platform/db/roles.ts';
import { opening } from './matrix-check.ts';
import { useMatrix } from './use-matrix.fixtures.ts';
import type { Verdict } from './wall-client.ts';

/** The world that is attacked: one for each test file that imports this. */
export const matrix = useMatrix();

export const live = (role: string, n = 0) =>
  matrix.world.askers.filter((each) => each.role === role && each.state === 'live')[n]!;
/** SQL of an attacker under the capacity manager's login with a live session of its own; nothing of it stays. */
export const asPc = (...sql: string[]) =>
  matrix.clients.PC.ask([...opening(live('PC')), ...sql], true);
export const asJj = (...sql: string[]) =>
  matrix.clients.JJ.ask([...opening(live('JJ')), ...sql], true);
export const refusal = (got: Verdict) =>
  got.kind === 'refused' ? got.by : got.kind === 'failed' ? got.code : `${got.count} rows`;
export const event = (organisationId: string, more = '') =>
  `with e as (insert into platform.event (slice, kind, at, organisation_id${more ? ', reason' : ''}) values ('capacity', 'x', platform.now(), '${organisationId}'${more}) returning id)
   select set_config('vp.event', id::text, true) from e`;
/** An event that is recorded and used by the statements after it. */
export const ownEvent = () => {
  const id = randomUUID();
  return {
    id,
    sql: [
      `insert into platform.event (id, slice, kind, at, organisation_id) values ('${id}', 'capacity', 'x', platform.now(), '${matrix.world.providers.a}')`,
      `select set_config('vp.event', '${id}', true)`,
    ],
  };
};

export const urlOf = (login: 'vp_pc' | 'vp_jj' | 'vp_jobs') => {
  const url = new URL(matrix.t.ownerUrl);
  url.username = login;
  url.password = loginPassword(matrix.t.roleSecret, login);
  return url.toString();
};
