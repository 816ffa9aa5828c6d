import { type MadeUnit, makeProvider, makeReference, makeUnit } from '../../capacity/fixtures.ts';
import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Caller, Database, Writer } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors.ts';
import { type SeededRandom, seededRandom } from '../../platform/testing/seeded-random.ts';
import { makeRequest, makeRules } from '../../waiting-list/fixtures.ts';
import { acceptProposal, refuseProposal, say } from './answer-proposal.ts';
import { changeGrade } from './change-grade.ts';
import { declineReasons } from './codes.ts';
import { mayStep, type ProposalState } from './proposal.ts';
import { turnOf } from './proposal.queries.ts';
import { propose } from './propose.ts';
import { hearClient, sendProposal } from './send-proposal.ts';
import { endProposal, planStart, replanStart, startAllocated } from './start-allocated.ts';

/**
 * Many people who work at the same few places and children at once, for a bounded number of acts, and what must never
 * have happened afterwards. The test runs a sample, `npm run drill -- crowd` the whole.
 */
export interface Worker extends Caller {
  readonly personId: string;
  readonly hatId: string;
}
export interface Crowd {
  readonly db: Database;
  owner<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  readonly access: readonly Worker[];
  readonly intakes: readonly Worker[];
  /** Capacity managers, who take places out of use under it all and give them back. */
  readonly managers: readonly (Worker & { readonly providerId: string })[];
  readonly units: readonly MadeUnit[];
  readonly requestIds: readonly string[];
  readonly today: string;
  readonly region: string;
}
export interface CrowdDone {
  acts: number;
  done: number;
  /** Refused with a named reason, by code. */
  refused: Record<string, number>;
  /** Messages of which the writer was told that they are kept. */
  messages: string[];
}

/** Few units with few places, and more children than places: everybody meets everybody. */
export async function makeCrowdWorld(
  db: Database,
  size: { providers: number; unitsEach: number; places: number; children: number; region: string },
): Promise<{ providers: string[]; units: MadeUnit[]; requestIds: string[] }> {
  return db.as('vp_jobs', async (tx) => {
    await makeReference(tx);
    await makeRules(tx);
    const providers: string[] = [];
    const units: MadeUnit[] = [];
    for (let n = 0; n < size.providers; n++) {
      const providerId = await makeProvider(tx, { region: size.region });
      providers.push(providerId);
      for (let u = 0; u < size.unitsEach; u++)
        units.push(
          await makeUnit(tx, { providerId, places: size.places, recognised: size.places }),
        );
    }
    const requestIds: string[] = [];
    for (let n = 0; n < size.children; n++)
      requestIds.push(
        (await makeRequest(tx, { region: size.region, bornMonth: '2012-05' })).requestId,
      );
    return { providers, units, requestIds };
  });
}

const actorOf = (worker: Worker): Actor => ({
  personId: worker.personId,
  hatId: worker.hatId,
  role: worker.role,
  name: null,
});

interface Act {
  who: Worker;
  work: (tx: Writer, actor: Actor) => Promise<unknown>;
  says?: string;
}

const openOnes = (crowd: Crowd, worker: Worker) =>
  crowd.db.read(worker, (tx) =>
    tx.rows<{ id: string; state: ProposalState; grade: number }>(
      `select id, state, grade from allocation.proposal where state not in ('STARTED', 'WITHDRAWN', 'CLIENT_DECLINED', 'PLACE_GONE')
        order by md5(id::text || $1) limit 5`,
      [worker.personId],
    ),
  );

/** What somebody of the access team does next, with what they see. */
async function accessAct(crowd: Crowd, who: Worker, random: SeededRandom): Promise<Act> {
  const open = await openOnes(crowd, who);
  if (open.length === 0 || random.next() < 0.35) {
    const unit = random.pick(crowd.units);
    const requestIds =
      random.next() < 0.15
        ? [random.pick(crowd.requestIds), random.pick(crowd.requestIds)]
        : [random.pick(crowd.requestIds)];
    const input = {
      requestIds: [...new Set(requestIds)],
      unitId: unit.unitId,
      module: unit.module,
      startOn: crowd.today,
    };
    return { who, work: (tx, actor) => propose(tx, actor, input) };
  }
  const { id: proposalId, state, grade } = random.pick(open);
  const chance = random.next();
  if (chance < 0.08)
    return {
      who,
      work: (tx, actor) =>
        endProposal(tx, actor, {
          proposalId,
          to: random.next() < 0.5 ? 'WITHDRAWN' : 'CLIENT_DECLINED',
          reason: 'Anders beslist',
        }),
    };
  switch (state) {
    case 'DRAFT':
      return {
        who,
        work: (tx, actor) => hearClient(tx, actor, { proposalId, how: 'PRESENT' }),
      };
    case 'CLIENT_HEARD':
      return { who, work: (tx, actor) => sendProposal(tx, actor, { proposalId }) };
    case 'ACCEPTED':
      return {
        who,
        work: (tx, actor) => planStart(tx, actor, { proposalId, startOn: crowd.today }),
      };
    case 'START_PLANNED':
      return {
        who,
        work:
          chance < 0.4
            ? (tx, actor) =>
                replanStart(tx, actor, {
                  proposalId,
                  reason: 'Die dag lukt niet',
                  ...(chance < 0.25 && { startOn: crowd.today }),
                })
            : (tx, actor) => startAllocated(tx, actor, { proposalId }),
      };
    case 'NOT_STARTED':
    case 'EXPIRED':
      return {
        who,
        work: (tx, actor) =>
          changeGrade(tx, actor, {
            proposalId,
            to: grade + 1,
            motive: 'Opnieuw vragen',
            heard: 'Directie',
            agreements: [{ what: 'Antwoord', owner: 'Directie', due: crowd.today }],
          }),
      };
    default:
      return speech(who, proposalId, random);
  }
}

let spoken = 0;
function speech(who: Worker, proposalId: string, random: SeededRandom): Act {
  const words = `woord ${++spoken} ${random.below(1e9)}`;
  return {
    who,
    says: words,
    work: (tx, actor) => say(tx, actor, { proposalId, kind: 'MESSAGE', words }),
  };
}

/** What a provider's intake does next, with what is addressed to it. */
async function intakeAct(crowd: Crowd, who: Worker, random: SeededRandom): Promise<Act | null> {
  const open = await openOnes(crowd, who);
  if (open.length === 0) return null;
  const { id: proposalId, state } = random.pick(open);
  const chance = random.next();
  if (chance < 0.3 && mayStep(state, 'IN_DIALOGUE', 'PROVIDER'))
    return speech(who, proposalId, random);
  if (chance < 0.15)
    return {
      who,
      work: (tx, actor) =>
        refuseProposal(tx, actor, {
          proposalId,
          code: random.pick(declineReasons.filter((code) => code !== 'OTHER')),
          by: 'TEAM',
          liftable: false,
        }),
    };
  if (state === 'ACCEPTED')
    return {
      who,
      work: (tx, actor) => planStart(tx, actor, { proposalId, startOn: crowd.today }),
    };
  if (state === 'START_PLANNED')
    return { who, work: (tx, actor) => startAllocated(tx, actor, { proposalId }) };
  return { who, work: (tx, actor) => acceptProposal(tx, actor, { proposalId }) };
}

/** What a capacity manager does: a place is out of use, promised or not, or all are there again. */
function managerAct(crowd: Crowd, who: Crowd['managers'][number], random: SeededRandom): Act {
  const { unitId, module, placeIds } = random.pick(
    crowd.units.filter(({ providerId }) => providerId === who.providerId),
  );
  const [text, values] =
    random.next() < 0.5
      ? [
          `insert into capacity.unavailability (unit_id, module_code, provider_id, place_id, places, reason_code, period, expected_end_on, review_on)
           values ($1, $2, $3, $4, 1, 'BUILDING', daterange($5::date, $5::date + 9), $5::date + 9, $5::date + 5)`,
          [unitId, module, who.providerId, random.pick(placeIds), crowd.today],
        ]
      : ['delete from capacity.unavailability where unit_id = $1', [unitId]];
  return {
    who,
    work: async (tx, actor) => {
      await recordEvent(tx, actor, {
        slice: 'capacity',
        kind: 'unavailability.start',
        organisationId: who.providerId,
        subjectId: unitId,
      });
      return tx.rows(text, values);
    },
  };
}

/** Everybody works at once, each so many acts. Anything but a named refusal breaks it off. */
export async function workAtOnce(
  crowd: Crowd,
  { actsEach, seed }: { actsEach: number; seed: number },
): Promise<CrowdDone> {
  const result: CrowdDone = { acts: 0, done: 0, refused: {}, messages: [] };
  const workers = [...crowd.access, ...crowd.intakes, ...crowd.managers];
  await Promise.all(
    workers.map(async (who, at) => {
      const random = seededRandom(seed * 10_007 + at);
      for (let n = 0; n < actsEach; n++) {
        const manager = crowd.managers.find((each) => each === who);
        const act = manager
          ? managerAct(crowd, manager, random)
          : crowd.access.includes(who)
            ? await accessAct(crowd, who, random)
            : await intakeAct(crowd, who, random);
        if (!act) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          continue;
        }
        result.acts++;
        try {
          // Who manages capacity takes no turn in the dialogue: the database keeps the two apart.
          await crowd.db.write(
            who,
            (tx) => act.work(tx, actorOf(who)),
            manager ? {} : { turn: turnOf(crowd.region) },
          );
          result.done++;
          if (act.says) result.messages.push(act.says);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          if (error.kind === 'unavailable' && crowd.managers.length === 0) throw error;
          result.refused[error.code] = (result.refused[error.code] ?? 0) + 1;
        }
      }
    }),
  );
  return result;
}

/** What must never have happened, each with what was found; empty = all is well. */
export async function brokenPromises(crowd: Crowd, done: CrowdDone): Promise<string[]> {
  const found: string[] = [];
  const none = async (what: string, text: string, values: unknown[] = []) => {
    const rows = await crowd.owner(text, values);
    if (rows.length > 0) found.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
  };
  await none(
    'a place twice',
    `select a.place_id from (
       select place_id, period, id from capacity.stay where place_id is not null
       union all select place_id, period, id from capacity.hold where place_id is not null) a
     join (select place_id, period, id from capacity.stay where place_id is not null
       union all select place_id, period, id from capacity.hold where place_id is not null) b
       on a.place_id = b.place_id and a.id < b.id and a.period && b.period`,
  );
  await none(
    'a child twice',
    `select c.request_id from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
      where p.state = 'STARTED' or allocation.holds(p.state) group by 1 having count(*) > 1`,
  );
  await none(
    'a stay of one child twice',
    `select a.person_ref from capacity.stay a join capacity.stay b on a.person_ref = b.person_ref and a.id < b.id and a.period && b.period`,
  );
  await none(
    'a hold of nobody, or a promise without one',
    `select h.id::text from capacity.hold h where not exists (select 1 from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
        where c.hold_id = h.id and allocation.holds(p.state))
     union all select c.id::text from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
      where allocation.holds(p.state) and not exists (select 1 from capacity.hold h where h.id = c.hold_id)`,
  );
  await none(
    'a child in another state than its proposal',
    `select r.id, r.state, p.state as proposal from waiting_list.request r
       left join (allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id and (allocation.holds(p.state) or p.state = 'STARTED'))
         on c.request_id = r.id
      where r.state is distinct from case when p.state in ('SENT', 'IN_DIALOGUE') then 'PROPOSED' when p.state in ('ACCEPTED', 'START_PLANNED') then 'ALLOCATED'
        when p.state = 'STARTED' then 'STARTED' else 'WAITING' end`,
  );
  await none(
    'a message lost',
    `select w as words from unnest($1::text[]) w where not exists (select 1 from allocation.message m where m.words = w)`,
    [done.messages],
  );
  await none(
    'a step outside the table',
    `select x.id, x.before, x.state from (
       select h.id, h.state as before, lead(h.state, 1, p.state) over (partition by h.id order by h.seq) as state
         from allocation.proposal_history h join allocation.proposal p on p.id = h.id) x
      where x.before <> x.state and not (allocation.may_step(x.before, x.state, 'vp_at') or allocation.may_step(x.before, x.state, 'vp_pi')
        or allocation.may_step(x.before, x.state, 'vp_jobs'))`,
  );
  await none(
    'a promise of a place that is not there',
    `select l.child_id from allocation.lost_promises(null) l`,
  );
  await none(
    'a start without its days of follow-up',
    `select c.id from allocation.proposal_child c where c.stay_id is not null
        and (select count(*) from allocation.follow_up f where f.stay_id = c.stay_id) <> 2`,
  );
  await none(
    'figures that are not those of the facts',
    `select l.unit_id from capacity.unit_live l
      where (l.occupied, l.held) is distinct from (
        (select count(*)::int from capacity.stay s where s.unit_id = l.unit_id and s.module_code = l.module_code and s.period @> platform.today()),
        (select count(*)::int from capacity.hold h where h.unit_id = l.unit_id and h.module_code = l.module_code and h.period @> platform.today()))`,
  );
  return found;
}
