import { randomUUID } from 'node:crypto';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { MatrixWorld, Walled } from './matrix-world.fixtures.ts';
import { leadTo, type MadeProposal, newProposal } from './matrix-world-allocation.fixtures.ts';
import { changeWaiting } from './two-worlds.fixtures.ts';

const closed = `('STARTED', 'NOT_STARTED', 'CLIENT_DECLINED', 'WITHDRAWN', 'EXPIRED', 'PLACE_GONE')`;

/** What is told otherwise of drafts to provider a, and of the children of what is closed for it. */
const hidden = (a: string) => [
  `update allocation.proposal set start_on = start_on + 30, urgent = not urgent, departure_code = 'NETWORK', departure_reason = 'because', rank_in_record = 7
    where provider_id = '${a}' and not sent`,
  `update allocation.proposal_child set pseudonym = 'K-' || upper(left(md5(id::text || clock_timestamp()), 8)), age_years = age_years - 1, needs = '{GROUND_FLOOR}', indications = '{X}', sex = 'M'
    where provider_id = '${a}' and not shown`,
  `insert into allocation.proposal_child (proposal_id, region_code, provider_id, request_id, pseudonym, age_years, sex, security_need, file_kind)
    select p.id, p.region_code, p.provider_id, r.id, 'K-MORE', 9, 'F', 'NONE', 'COURT'
      from allocation.proposal p cross join lateral (
        select r.id from waiting_list.request r where r.region_code = p.region_code and r.state = 'WAITING'
           and not exists (select 1 from allocation.proposal_child c where c.proposal_id = p.id and c.request_id = r.id) order by random() limit 1) r
     where p.provider_id = '${a}' and (not p.sent or p.state in ${closed})`,
  `insert into allocation.message (proposal_id, region_code, provider_id, side, kind, words, person_name)
    select p.id, p.region_code, p.provider_id, side, 'MESSAGE', 'more words', 'Another'
      from allocation.proposal p cross join unnest('{ACCESS,PROVIDER}'::text[]) side where p.provider_id = '${a}' and (not p.sent or p.state in ${closed})`,
  `insert into allocation.mandate_step (proposal_id, region_code, provider_id, from_grade, to_grade, motive, heard, agreements)
    select id, region_code, provider_id, 2, 1, 'down', 'heard', '[]' from allocation.proposal where provider_id = '${a}'`,
];

/** How clients see what was refused to them, by a itself too, and what is done about others' thresholds. */
const register = (a: string) => [
  `update allocation.threshold_case set client_view = case client_view when 'LACK' then 'CLIENT' else 'LACK' end`,
  `update allocation.threshold set state = case state when 'LIFTING' then 'ACCEPTED' else 'LIFTING' end, ground = 'another ' || state where provider_id <> '${a}'`,
  `insert into allocation.threshold_case (threshold_id, provider_id, region_code, source, proposal_id, declined_by, liftable, at, event_id)
    select distinct on (threshold_id) threshold_id, provider_id, region_code, source, proposal_id, declined_by, liftable, at, platform.current_event()
      from allocation.threshold_case where provider_id <> '${a}' and proposal_id is not null`,
  `insert into allocation.threshold_comment (threshold_id, provider_id, region_code, side, words)
    select id, provider_id, region_code, 'ACCESS', 'more of it' from allocation.threshold where provider_id <> '${a}'`,
];

/** What is told otherwise of everything that is addressed to others. */
const elsewhere = (a: string) => [
  `update allocation.proposal set urgent = not urgent, start_on = start_on + 5, end_reason = 'another' where provider_id <> '${a}'`,
  `update allocation.proposal set state = 'NOT_STARTED', decline_code = 'AGE', declined_by = 'TEAM', liftable = false where provider_id <> '${a}' and state = 'SENT'`,
  `insert into allocation.message (proposal_id, region_code, provider_id, side, kind, words)
    select id, region_code, provider_id, 'PROVIDER', 'QUESTION', 'what then' from allocation.proposal where provider_id <> '${a}'`,
  `update allocation.inquiry set words = words || ' now' where provider_id <> '${a}'`,
  `insert into allocation.record (kind, region_code, content, content_hash) select 'ROUND', code, '{"round":1}', sha256('r') from region.region`,
  `insert into allocation.round (region_code, scope, from_on, state, failed_because) select code, 'ALL', platform.today(), 'FAILED', 'FAULT' from region.region`,
  `update allocation.round set figures = '{"parties":99}', person_name = 'Another' where state = 'SKETCH'`,
  `insert into allocation.round_sketch (id, region_code, content)
    select r.id, r.region_code, '{"parties":[{"id":"x"}]}' from allocation.round r
     where r.state = 'SKETCH' and not exists (select 1 from allocation.round_sketch s where s.id = r.id)`,
  `insert into allocation.round_choice (round_id, region_code, request_id, unit_id, module_code)
    select r.id, r.region_code, q.id, o.unit_id, o.module_code from allocation.round r
      cross join lateral (select w.id from waiting_list.request w where w.region_code = r.region_code
         and not exists (select 1 from allocation.round_choice c where c.round_id = r.id and c.request_id = w.id) order by random() limit 1) q
      cross join lateral (select m.unit_id, m.module_code from capacity.offered_module m where m.provider_id = '${a}' limit 1) o
     where r.state = 'SKETCH'`,
];

/**
 * Another world for provider a: other children wait, others are proposed to other providers, drafts to itself and the
 * children and words of what is closed are otherwise. What is addressed to it and open stays as it was.
 */
export async function changeDialogue(t: Walled, world: MatrixWorld): Promise<void> {
  await changeWaiting(t, world);
  const a = world.providers.a;
  const drafts = await t.db.as('vp_jobs', async (tx) => {
    const made: MadeProposal[] = [];
    for (const like of world.dialogue.proposals)
      if ((like.house === 'a') === (like.state === 'DRAFT'))
        made.push(await newProposal(tx, { ...like, state: 'DRAFT' }));
    await recordEvent(tx, theProgram, {
      slice: 'allocation',
      kind: 'x',
      organisationId: world.providers.b,
      subjectId: null,
    });
    return made;
  });
  const event = randomUUID();
  await t.owner(
    [
      `insert into platform.event (id, slice, kind, at, organisation_id) values ('${event}', 'allocation', 'x', platform.now(), null)`,
      `select set_config('vp.event', '${event}', true)`,
      ...hidden(a),
      ...elsewhere(a),
      ...register(a),
      ...drafts.map((draft) =>
        leadTo(draft, world.units[draft.house][0]!.placeIds[0]!, {
          recordId: world.dialogue.recordIds[0]!,
        }),
      ),
    ].join(';\n'),
  );
}
