import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { opening } from './matrix-check.ts';
import { useMatrix } from './use-matrix.fixtures.ts';
import type { Verdict } from './wall-client.ts';

/** The world in which the two sides of a dialogue try what is beyond their part: one for each test file that imports this. */
export const matrix = useMatrix();

export type Side = 'AT' | 'AS' | 'PI' | 'PC';
export const live = (role: Side, n = 0) =>
  matrix.world.askers.filter((each) => each.role === role && each.state === 'live')[n]!;
/** Statements under an event of one's own; the verdict is that of the last. */
export const tries = (role: Side, sql: readonly string[], n = 0) => {
  const who = live(role, n);
  const id = randomUUID();
  return matrix.clients[role].ask(
    [
      ...opening(who),
      `insert into platform.event (id, slice, kind, at, organisation_id) values ('${id}', 'allocation', 'x', platform.now(), '${who.organisationId}')`,
      `select set_config('vp.event', '${id}', true)`,
      ...sql,
    ],
    true,
  );
};
export const said = (got: Verdict) => {
  if (got.kind === 'rows') return `${got.count} rows ${JSON.stringify(got.rows)}`;
  return got.kind === 'refused' ? `${got.by}: ${got.message}` : `${got.code} ${got.message}`;
};
export const of = (house: 'a' | 'b' | 'c', state: string) =>
  matrix.world.dialogue.proposals.find((each) => each.house === house && each.state === state)!;
export const step = (state: string, set: string, house: 'a' | 'b' = 'a') =>
  `update allocation.proposal set ${set} where id = '${of(house, state).id}'`;
export const message = (
  proposalId: string,
  providerId: string,
  more: Record<string, string> = {},
) =>
  `insert into allocation.message (proposal_id, region_code, provider_id, kind, words${Object.keys(
    more,
  )
    .map((each) => `, ${each}`)
    .join('')})
   values ('${proposalId}', 'WVL', '${providerId}', 'MESSAGE', 'x'${Object.values(more)
     .map((each) => `, ${each}`)
     .join('')})`;
export const child = (state: string, set: string) =>
  `update allocation.proposal_child set ${set} where proposal_id = '${of('a', state).id}'`;
export const addChild = (
  proposalId: string,
  requestId: string,
  more: Record<string, string> = {},
) =>
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
export const question = (state: string, set: string) =>
  `update allocation.inquiry set ${set} where state = '${state}' and provider_id = '${matrix.world.providers.a}'`;
export const grade = (state: string, from: number, to: number, agreements = `'[{}]'`) => {
  const { id, providerId } = of('a', state);
  return `insert into allocation.mandate_step (proposal_id, region_code, provider_id, from_grade, to_grade, motive, heard, agreements)
    values ('${id}', 'WVL', '${providerId}', ${from}, ${to}, 'motive', 'heard', ${agreements})`;
};
export const draft = (more: Record<string, string>) => {
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

export const round = () => matrix.world.dialogue.roundIds.WVL;
export const choice = (requestId: string, more: Record<string, string> = {}) =>
  `insert into allocation.round_choice (${['round_id', 'region_code', 'request_id', ...Object.keys(more)].join(', ')})
   values (${[`'${round().sketched}'`, `'WVL'`, `'${requestId}'`, ...Object.values(more)].join(', ')})`;

export type Attack = readonly [name: string, sql: () => readonly string[], expected: RegExp];
export const run = (role: Side, attacks: readonly Attack[], n = 0) =>
  test.each(attacks)('%s', async (_name, sql, expected) => {
    expect(said(await tries(role, sql(), n))).toMatch(expected);
  });
export const place = (state: string) =>
  `(select place_id from allocation.proposal_child where proposal_id = '${of('a', state).id}')`;
/** A place of that unit that no proposal names. */
export const freePlace = () =>
  `(select p.id from capacity.place p where p.unit_id = '${of('a', 'DRAFT').unitId}' and p.label like 'D%'
      and not exists (select 1 from allocation.proposal_child c where c.place_id = p.id) limit 1)`;
