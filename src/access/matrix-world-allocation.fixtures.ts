import { randomUUID } from 'node:crypto';
import type { MadeUnit } from '../capacity/fixtures.ts';
import type { Writer } from '../platform/db/database.ts';
import type { RegionCode, Walled } from './matrix-world.fixtures.ts';
import { type MadeThreshold, thresholdsOf } from './matrix-world-thresholds.fixtures.ts';
import { addChild } from './matrix-world-waiting.fixtures.ts';

type House = 'a' | 'b' | 'c';

/** One proposal of the world, with its one child. */
export interface MadeProposal {
  id: string;
  house: House;
  providerId: string;
  region: RegionCode;
  state: string;
  childId: string;
  requestId: string;
  unitId: string;
  module: string;
}
export interface Dialogue {
  proposals: MadeProposal[];
  /** A question of each provider and region that has any. */
  inquiries: { id: string; house: House }[];
  recordIds: string[];
  /** What proposals hold: nobody but their steps lets it go. */
  holds: ReadonlySet<string>;
  /** Of each region a sketch with a choice in it, one without a sketch, and who may be chosen in the first. */
  roundIds: Record<RegionCode, { sketched: string; bare: string; spare: string }>;
  thresholds: MadeThreshold[];
}

/** The steps that lead to each state; what is closed was sent before. */
const sent = ['CLIENT_HEARD', 'SENT'];
const agreed = [...sent, 'IN_DIALOGUE', 'ACCEPTED'];
export const waysTo: Readonly<Record<string, readonly string[]>> = {
  DRAFT: [],
  CLIENT_HEARD: ['CLIENT_HEARD'],
  SENT: sent,
  IN_DIALOGUE: [...sent, 'IN_DIALOGUE'],
  ACCEPTED: agreed,
  START_PLANNED: [...agreed, 'START_PLANNED'],
  STARTED: [...agreed, 'START_PLANNED', 'STARTED'],
  NOT_STARTED: [...sent, 'NOT_STARTED'],
  CLIENT_DECLINED: [...sent, 'CLIENT_DECLINED'],
  WITHDRAWN: [...sent, 'WITHDRAWN'],
  EXPIRED: [...sent, 'EXPIRED'],
  PLACE_GONE: [...sent, 'PLACE_GONE'],
};
const keepsPlace = ['SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED', 'STARTED'];

const dialogues: readonly (readonly [House, RegionCode, readonly string[]])[] = [
  ['a', 'WVL', Object.keys(waysTo)],
  ['a', 'OVL', ['DRAFT', 'SENT', 'NOT_STARTED', 'STARTED']],
  ['b', 'WVL', ['DRAFT', 'SENT', 'ACCEPTED', 'WITHDRAWN', 'STARTED']],
  ['b', 'OVL', ['SENT']],
  ['c', 'OVL', ['IN_DIALOGUE', 'EXPIRED']],
];

const columnsOf: Readonly<Record<string, string>> = {
  CLIENT_HEARD: `, client_heard = 'PRESENT'`,
  SENT: `, due_at = platform.now() + interval '3 days'`,
  NOT_STARTED: `, decline_code = 'GROUP_MIX', decline_words = 'words of a refusal', declined_by = 'TEAM', liftable = true`,
  WITHDRAWN: `, end_reason = 'why it was withdrawn'`,
  CLIENT_DECLINED: `, end_reason = 'why the client declined'`,
};

/** A draft led step by step to its state, under one event, as the owner of the database: what follows a step follows. */
export function leadTo(
  proposal: MadeProposal,
  placeId: string,
  options: { recordId?: string } = {},
): string {
  const { id, region, providerId, unitId, module, childId, requestId, state } = proposal;
  const of = `'${id}', '${region}', '${providerId}'`;
  const say = (side: string) =>
    `insert into allocation.message (proposal_id, region_code, provider_id, side, kind, words, person_name)
     values (${of}, '${side}', 'MESSAGE', 'words of ${side} about ${id}', 'Somebody (invented)')`;
  const steps = waysTo[state]!.flatMap((step) => [
    `update allocation.proposal set state = '${step}'${columnsOf[step] ?? ''} where id = '${id}'`,
    ...(step === 'SENT' ? [say('ACCESS'), say('PROVIDER')] : []),
    ...(step === 'IN_DIALOGUE'
      ? [
          `insert into allocation.message (proposal_id, region_code, provider_id, side, kind, words) values (${of}, 'PROVIDER', 'QUESTION', 'a question about ${id}')`,
          `insert into allocation.mandate_step (proposal_id, region_code, provider_id, from_grade, to_grade, motive, heard, agreements)
           values (${of}, 1, 2, 'motive', 'who was heard', '[{"what":"x"}]')`,
          `update allocation.proposal set grade = 2 where id = '${id}'`,
        ]
      : []),
  ]);
  const event = randomUUID();
  return [
    `insert into platform.event (id, slice, kind, at, organisation_id) values ('${event}', 'allocation', 'matrix', platform.now(), null)`,
    `select set_config('vp.event', '${event}', true)`,
    // Urgent where it is not sent, so that the one flag is told from the other.
    `insert into allocation.proposal (id, region_code, unit_id, module_code, provider_id, start_on, urgent, record_id, rank_in_record, departure_code, departure_reason)
     values ('${id}', '${region}', '${unitId}', '${module}', '${providerId}', platform.today(), ${state === 'DRAFT'}, ${options.recordId ? `'${options.recordId}'` : 'null'}, 2, 'SCHOOL', 'near the school')`,
    `insert into allocation.proposal_child (id, proposal_id, region_code, provider_id, request_id, pseudonym, place_id, age_years, unborn, sex, needs, security_need, indications, file_kind)
     select '${childId}', '${id}', '${region}', '${providerId}', r.id, p.pseudonym, '${placeId}', 14, ${state === 'DRAFT'}, p.sex, r.needs, r.security_need, r.indications, r.file_kind
       from waiting_list.request r join waiting_list.person p on p.id = r.person_id where r.id = '${requestId}'`,
    ...steps,
  ].join(';\n');
}

const recordSql = (id: string, region: RegionCode) =>
  `insert into allocation.record (id, kind, region_code, content, content_hash) values ('${id}', 'CANDIDATES', '${region}', '{"order":[]}', sha256('x'))`;

/** A round of the region: opened as a sketch, with somebody taken out of it and put back once; another without a sketch. */
function roundSql(region: RegionCode, recordId: string, requests: readonly string[]) {
  const [sketched, bare] = [randomUUID(), randomUUID()];
  const [taken, spare] = requests;
  const round = (id: string) =>
    `insert into allocation.round (id, region_code, scope, from_on, person_name) values ('${id}', '${region}', 'REGION', platform.today(), 'Somebody (invented)');
     update allocation.round set state = 'SKETCH', record_id = '${recordId}', figures = '{"parties":2}', drawn_at = platform.now() where id = '${id}'`;
  const parties = requests.map((id) => `{"id":"${id}"}`).join(',');
  const sql = [
    round(sketched),
    round(bare),
    `insert into allocation.round_sketch (id, region_code, content) values ('${sketched}', '${region}', '{"parties":[${parties}]}')`,
    `insert into allocation.round_choice (round_id, region_code, request_id, person_name) values ('${sketched}', '${region}', '${taken}', 'Somebody (invented)')`,
    `update allocation.round_choice set departure_code = 'SCHOOL', departure_reason = 'near the school' where round_id = '${sketched}'`,
  ].join(';\n');
  return { sql, ids: { sketched, bare, spare: spare! } };
}

/** Rows as no step makes them: what is shown and what is busy differ, so that the one flag is told from the other. */
const oddFlags = (open: MadeProposal, closed: MadeProposal) =>
  `update allocation.proposal_child set busy = false where id = '${open.childId}';
   update allocation.proposal_child set busy = true where id = '${closed.childId}'`;

/** How stays go: the day of 90 is asked, that of 30 is registered; both were seen by the provider. */
const followed = `update allocation.follow_up set provider_view = 'MORE_SUPPORT', provider_words = 'words of a provider about a stay', provider_name = 'Somebody (invented)';
   update allocation.follow_up set state = 'DONE', result = 'AT_RISK', words = 'words of what came of it', next_step = 'what happens next', done_at = platform.now() where after_days = 30`;

const questionStates = ['SENT', 'SEEN', 'ANSWERED', 'OVERDUE', 'WITHDRAWN'];

function question(id: string, of: MadeProposal, state: string): string {
  const answer = state === 'ANSWERED' ? `, answer = 'AVAILABLE', answered_at = platform.now()` : '';
  return `insert into allocation.inquiry (id, region_code, unit_id, module_code, provider_id, words, due_at)
      values ('${id}', '${of.region}', '${of.unitId}', '${of.module}', '${of.providerId}', 'is it free', platform.now() + interval '2 days');
    update allocation.inquiry set state = '${state}'${answer} where id = '${id}'`;
}

/** A child with a request and an identity, and a draft-to-be of a proposal for it. */
export async function newProposal(
  tx: Writer,
  of: Pick<MadeProposal, 'house' | 'providerId' | 'region' | 'state' | 'unitId' | 'module'>,
): Promise<MadeProposal> {
  const { requestId } = await addChild(tx, of.region);
  return { ...of, id: randomUUID(), childId: randomUUID(), requestId };
}

/** Proposals in every state, to two providers and more than one region, with what was said, asked and looked at. */
export async function addDialogue(
  t: Walled,
  units: Record<House, readonly MadeUnit[]>,
): Promise<Dialogue> {
  const none = { sketched: '', bare: '', spare: '' };
  const made: Omit<Dialogue, 'holds'> = {
    proposals: [],
    inquiries: [],
    recordIds: [],
    thresholds: [],
    roundIds: { WVL: none, OVL: none },
  };
  const sql: string[] = [];
  for (const region of ['WVL', 'OVL'] as const) {
    const id = randomUUID();
    made.recordIds.push(id);
    sql.push(recordSql(id, region));
  }
  await t.db.as('vp_jobs', async (tx) => {
    for (const house of ['a', 'b', 'c'] as const) {
      const { unitId, module, providerId } = units[house][1]!;
      const places = await tx.rows<{ id: string }>(
        `insert into capacity.place (unit_id, module_code, provider_id, label)
         select $1, $2, $3, 'D' || n from generate_series(1, 40) n returning id`,
        [unitId, module, providerId],
      );
      let next = 1;
      for (const [, region, states] of dialogues.filter(([each]) => each === house))
        for (const state of states) {
          const proposal = await newProposal(tx, {
            house,
            providerId,
            region,
            state,
            unitId,
            module,
          });
          // What lets go of its place again takes the first.
          const placeId = places[keepsPlace.includes(state) ? next++ : 0]!.id;
          made.proposals.push(proposal);
          sql.push(leadTo(proposal, placeId, { recordId: made.recordIds[0]! }));
        }
    }
  });
  const of = (house: House, state: string) =>
    made.proposals.find((each) => each.house === house && each.state === state)!;
  sql.push(followed);
  sql.push(oddFlags(of('a', 'SENT'), of('a', 'WITHDRAWN')));
  for (const proposal of made.proposals.filter(({ state }) => state === 'SENT'))
    for (const state of questionStates) {
      const id = randomUUID();
      made.inquiries.push({ id, house: proposal.house });
      sql.push(question(id, proposal, state));
    }
  for (const [n, region] of (['WVL', 'OVL'] as const).entries()) {
    const requests = made.proposals.filter((each) => each.region === region);
    const round = roundSql(
      region,
      made.recordIds[n]!,
      requests.slice(0, 2).map(({ requestId }) => requestId),
    );
    made.roundIds[region] = round.ids;
    sql.push(round.sql);
  }
  const register = thresholdsOf(made.proposals);
  made.thresholds = register.made;
  sql.push(...register.sql);
  const event = randomUUID();
  await t.owner(
    [
      `insert into platform.event (id, slice, kind, at) values ('${event}', 'allocation', 'matrix', platform.now())`,
      `select set_config('vp.event', '${event}', true)`,
      ...sql,
    ].join(';\n'),
  );
  const holds = await t.owner<{ id: string }>(
    'select hold_id as id from allocation.proposal_child where hold_id is not null',
  );
  return { ...made, holds: new Set(holds.map(({ id }) => id)) };
}
