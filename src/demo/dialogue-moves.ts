import {
  acceptProposal,
  endProposal,
  hearClient,
  lookForCandidates,
  planStart,
  propose,
  refuseProposal,
  say,
  sendProposal,
  startAllocated,
} from '../allocation/index.ts';
import type { Actor } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import { conflict } from '../platform/errors.ts';
import { addWorkingDays } from '../region/index.ts';
import { moduleDemand } from './demand-plan.ts';
import * as plan from './dialogue-plan.ts';
import type { Hand } from './moves.ts';
import type { Random } from './random.ts';

/** What is done now in the dialogue about a place: for whom, and the real commands that do it. */
interface DialogueMove {
  by: Hand;
  run(tx: Writer, actor: Actor): Promise<unknown>;
}
type Finder = (tx: Reader, today: string, random: Random) => Promise<DialogueMove | null>;

const modules = moduleDemand.map(([module]) => module);

/** A free place leads to its candidates; the first of one's own region is proposed, with a reason where it is not the first of all. */
const proposeOne: Finder = async (tx, today, random) => {
  const [unit] = await tx.rows<{ unitId: string; module: string; region: string }>(
    `select l.unit_id as "unitId", l.module_code as module, p.region_code as region
       from capacity.unit_live l join capacity.provider p on p.id = l.provider_id
      where p.invented and l.offerable > 0 and l.module_code = any ($1::text[])
        and exists (select from waiting_list.position q where q.module_code = l.module_code and q.callable)
        and exists (select from waiting_list.applied)
      order by random() limit 1`,
    [modules],
  );
  if (!unit) return null;
  const { unitId, module, region } = unit;
  const startOn = addWorkingDays(today, random.between(1, 7));
  const how = random.weighted(plan.clientHeard);
  return {
    by: { role: 'AT', region },
    async run(write, actor) {
      const { id, record } = await lookForCandidates(write, actor, {
        unitId,
        module,
        from: startOn,
      });
      const own = await write.rows<{ id: string }>(
        `select id from waiting_list.request where id = any ($1::uuid[]) and region_code = $2 and invented`,
        [record.answer.candidates.flatMap(({ requestIds }) => requestIds), region],
      );
      const ids = new Set(own.map((row) => row.id));
      const at = record.answer.candidates.findIndex(({ requestIds }) =>
        requestIds.every((one) => ids.has(one)),
      );
      if (at < 0 || id === null) throw conflict('child-not-waiting', { state: 'NONE' });
      const { id: proposalId } = await propose(write, actor, {
        requestIds: [...record.answer.candidates[at]!.requestIds],
        unitId,
        module,
        startOn,
        recordId: id,
        rankInRecord: at + 1,
        ...(at > 0 && {
          departure: { code: 'NETWORK' as const, reason: 'Het netwerk woont in deze regio.' },
        }),
      });
      await hearClient(write, actor, { proposalId, how });
      return sendProposal(write, actor, { proposalId });
    },
  };
};

interface Open {
  proposalId: string;
  providerId: string;
  region: string;
  state: string;
  startOn: string;
}
async function proposalWhere(tx: Reader, condition: string): Promise<Open | null> {
  const [found] = await tx.rows<Open>(
    `select p.id as "proposalId", p.provider_id as "providerId", p.region_code as region, p.state, p.start_on as "startOn"
       from allocation.proposal p join capacity.provider v on v.id = p.provider_id
      where v.invented and ${condition}
        and not exists (select from allocation.proposal_child c join waiting_list.request r on r.id = c.request_id
                         where c.proposal_id = p.id and not r.invented)
      order by random() limit 1`,
  );
  return found ?? null;
}

/** The provider asks first, does not start, or accepts and names the day. */
const answer: Finder = async (tx, _today, random) => {
  const open = await proposalWhere(tx, `p.state in ('SENT', 'IN_DIALOGUE')`);
  if (!open) return null;
  const { proposalId, startOn } = open;
  const by: Hand = { role: 'PI', providerId: open.providerId };
  if (open.state === 'SENT' && random.chance(0.3)) {
    const words = random.pick(plan.words.question);
    return {
      by,
      run: (write, actor) => say(write, actor, { proposalId, kind: 'QUESTION', words }),
    };
  }
  if (random.chance(plan.outcomes.NOT_STARTED / 100)) {
    const [code, who, chance] = random.weighted(plan.declineReasons);
    const liftable = random.chance(chance);
    const lifted = random.pick(plan.words.liftedBy);
    return {
      by,
      run: (write, actor) =>
        refuseProposal(write, actor, {
          proposalId,
          code: code as Parameters<typeof refuseProposal>[2]['code'],
          by: who as Parameters<typeof refuseProposal>[2]['by'],
          liftable,
          ...(liftable && { liftedBy: lifted }),
        }),
    };
  }
  return {
    by,
    async run(write, actor) {
      await acceptProposal(write, actor, { proposalId });
      return planStart(write, actor, { proposalId, startOn });
    },
  };
};

/** The client chooses otherwise. */
const decline: Finder = async (tx, _today, random) => {
  const open = await proposalWhere(tx, `p.state in ('SENT', 'IN_DIALOGUE', 'ACCEPTED')`);
  if (!open) return null;
  const reason = random.pick(plan.words.declined);
  const { proposalId, region } = open;
  return {
    by: { role: 'AT', region },
    run: (write, actor) => endProposal(write, actor, { proposalId, to: 'CLIENT_DECLINED', reason }),
  };
};

/** The day of the start has come: the child is there. */
const begin: Finder = async (tx) => {
  const open = await proposalWhere(
    tx,
    `p.state = 'START_PLANNED' and p.start_on <= platform.today()`,
  );
  return (
    open && {
      by: { role: 'PI', providerId: open.providerId },
      run: (write, actor) => startAllocated(write, actor, { proposalId: open.proposalId }),
    }
  );
};

export const dialogueFinders = {
  propose: proposeOne,
  answer,
  decline,
  begin,
} satisfies Record<string, Finder>;
