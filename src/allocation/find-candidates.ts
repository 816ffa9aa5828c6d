import { randomBytes } from 'node:crypto';
import { roomAt } from '../capacity/index.ts';
import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { RuleContent } from '../waiting-list/index.ts';
import { type CandidateRecord, recordCandidates } from './candidate-record.ts';
import type { WaitingParty } from './candidates.ts';
import type { CallsBefore } from './call-lazily.ts';
import { offerFacts } from './facts.queries.ts';
import { type OfferFacts, proposedFitRules } from './fit-facts.ts';
import { greatCircleRouter } from './nearness.ts';
import { waitingParties } from './waiting-parties.query.ts';

type Rows = Pick<Reader, 'rows' | 'prepared'>;

/** So many candidates are shown, and so many of the excluded by name. */
const most = 20;
const mostExcluded = 50;
/** Looking further than this for one place means that nobody fits it: the answer says that it stopped. */
const mostLooked = 20_000;

export interface AppliedRules {
  version: string;
  content: RuleContent;
}

/** The rules by which the order stands now. @throws Failure no-rules-in-force */
export async function appliedRules(tx: Rows): Promise<AppliedRules> {
  const [rules] = await tx.prepared<AppliedRules>(
    'applied rules',
    `select s.version, s.content from waiting_list.applied a join waiting_list.rule_set s on s.version = a.version`,
  );
  if (!rules) throw conflict('no-rules-in-force');
  return rules;
}

/**
 * The calls that were made under these rules, in all modules and regions: a share is one of all calls. Counted place by
 * place, the best of a lane would be called first for every single one.
 */
export async function callsSoFar(tx: Rows, version: string): Promise<CallsBefore> {
  const [counted] = await tx.prepared<{ calls: number; inLane: Record<string, number> }>(
    'calls so far',
    `with called as (
       select p.lanes from allocation.proposal p
        where p.sent and not p.exempt
          and p.sent_at >= (select lower(s.in_force)::timestamp at time zone 'Europe/Brussels' from waiting_list.rule_set s where s.version = $1))
     select (select count(*)::int from called) as calls,
            coalesce((select jsonb_object_agg(l.lane, l.n) from (
              select lane, count(*)::int as n from called, unnest(lanes) lane group by lane) l), '{}') as "inLane"`,
    [version],
  );
  return counted!;
}

const rulesAndCalls = async (tx: Rows) => {
  const rules = await appliedRules(tx);
  return { rules, callsBefore: await callsSoFar(tx, rules.version) };
};

/** The unit with one of its modules. @throws Failure unit-not-found */
export async function oneOffer(tx: Rows, unitId: string, module: string): Promise<OfferFacts> {
  const offer = (await offerFacts(tx, { unitId })).find((each) => each.moduleCode === module);
  if (!offer) throw notFound('unit-not-found');
  return offer;
}

/** What all who come together need at the most: joint feasibility is asked once for them. */
const needsOf = ({ members }: WaitingParty) => [...new Set(members.flatMap(({ needs }) => needs))];

/**
 * Who is called for a place, in the order of the calls, each with why; who was passed over, and on what. What was looked
 * at is kept as a record that is never changed; a reader without a region of its own leaves none. Throws `unit-not-found`, `no-rules-in-force`.
 */
export async function lookForCandidates(
  tx: Writer,
  actor: Actor,
  input: { unitId: string; module: string; from?: string },
): Promise<{ id: string | null; record: CandidateRecord }> {
  const [day] = await tx.rows<{ today: string; region: string | null }>(
    `select platform.today() as today, auth.my_area() as region`,
  );
  const today = day!.today;
  const from = input.from ?? today;
  // None of these waits for another: they travel together.
  const [{ rules, callsBefore }, offer, room] = await Promise.all([
    rulesAndCalls(tx),
    oneOffer(tx, input.unitId, input.module),
    roomAt(tx, input.unitId, { module: input.module, from }),
  ]);
  const record = await recordCandidates(
    waitingParties(tx, input.module, { rules: rules.content, today }),
    {
      offer,
      period: { from, until: null },
      rules: proposedFitRules,
      router: greatCircleRouter(),
      shares: rules.content.lanes.map(({ code, percent }) => ({ lane: code, percent })),
      callsBefore,
      most,
      mostExcluded,
      mostLooked,
      orderRules: { version: rules.version, seed: rules.content.seed, content: rules.content },
    },
    (party) => room({ needs: needsOf(party), size: party.members.length }),
    () => randomBytes(16).toString('hex'),
  );
  // The record is of the event that goes before it on the same line.
  const [, kept] = await Promise.all([
    recordEvent(tx, actor, {
      slice: 'allocation',
      kind: 'candidates.look',
      organisationId: null,
      subjectId: offer.unitId,
      details: { module: input.module, from, looked: record.answer.looked },
    }),
    // Who has no region leads nobody: the list is drawn to be read, and is not what a proposal can stand on.
    day!.region === null ? null : keepRecord(tx, day!.region, rules.version, record),
  ]);
  return { id: kept, record };
}

async function keepRecord(
  tx: Writer,
  region: string,
  version: string,
  record: CandidateRecord,
): Promise<string> {
  const [kept] = await tx.prepared<{ id: string }>(
    'keep candidates',
    `insert into allocation.record (kind, region_code, rule_set_version, content, content_hash)
     values ('CANDIDATES', $1, $2, $3, decode($4, 'hex')) returning id`,
    [region, version, JSON.stringify(record), record.sha256],
  );
  return kept!.id;
}
