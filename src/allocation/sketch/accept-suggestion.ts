import { canComeAt } from '../../capacity/index.ts';
import type { Actor } from '../../platform/db/command.ts';
import { recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Propose } from '../dialogue/contract.ts';
import { ofOwnRegion } from '../dialogue/proposal.queries.ts';
import { propose } from '../dialogue/propose.ts';
import { consequencesOf } from './consequences.ts';
import type { AcceptSuggestion } from './contract.ts';
import { type ChoiceRow, choiceRows, choicesOf, openSketch } from './rounds.query.ts';
import type { SketchParty } from './sketch.ts';

type Departure = NonNullable<Propose['departure']>;

const departureOf = (row: ChoiceRow | undefined): Departure | undefined =>
  row?.departureCode
    ? { code: row.departureCode as Departure['code'], reason: row.departureReason! }
    : undefined;

/** Nothing that came after the sketch keeps the children from this place. @throws Failure place-gone, one-open-proposal */
async function stillPossible(
  tx: Writer,
  party: SketchParty,
  at: { unitId: string; module: string; startOn: string },
): Promise<void> {
  const [led] = await tx.rows<{ n: number }>(
    `select count(*)::int as n from allocation.proposal_child c join allocation.proposal p on p.id = c.proposal_id
      where c.request_id = any ($1::uuid[])
        and p.state in ('DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED')`,
    [party.requestIds],
  );
  if (led!.n > 0) throw conflict('one-open-proposal');
  const answer = await canComeAt(tx, at.unitId, {
    module: at.module,
    from: at.startOn,
    needs: [...new Set(party.needs.flat())],
    size: party.requestIds.length,
  });
  if (answer.outcome === 'free') return;
  throw conflict('place-gone', {
    outcome: answer.outcome,
    first: answer.outcome === 'impossible' ? answer.first : answer.firstWithoutMoves,
  });
}

/**
 * One suggestion of a round, as it stands in the sketch now, becomes a draft of a proposal. Of people who accept the same,
 * one does. Whoever is not placed as the round suggested, while others who are called before and suit there have no
 * place, is proposed with a reason. Throws `round-not-found`, `round-is-closed`, `party-not-in-round`, `round-accepted`,
 * `not-placed`, `place-gone`, `one-open-proposal`, `first-or-reason`, and as {@link propose}.
 */
export async function acceptSuggestion(
  tx: Writer,
  actor: Actor,
  { roundId, id, departure }: AcceptSuggestion & { roundId: string },
): Promise<{ id: string; eventId: string }> {
  const { sketch, recordId, from, today, region } = await openSketch(tx, roundId);
  await ofOwnRegion(tx, region);
  const party = sketch.parties.find((each) => each.id === id);
  if (!party) throw notFound('party-not-in-round');
  const rows = await choiceRows(tx, roundId);
  const own = rows.find((row) => row.id === id);
  if (own?.proposalId) throw conflict('round-accepted', { proposalId: own.proposalId });
  const { unitOf, departures } = consequencesOf(sketch, choicesOf(sketch, rows));
  const number = unitOf.get(id) ?? null;
  if (number === null) throw conflict('not-placed');
  const unit = sketch.units[number]!;
  const startOn = from < today ? today : from;
  await stillPossible(tx, party, { ...unit, startOn });
  const passedOver = number === party.unit ? [] : departures.filter((each) => each.id === id);
  const reason =
    departure ??
    departureOf(own) ??
    // Who stands higher was left out with a reason, said when that was done.
    passedOver
      .map((each) => departureOf(rows.find((row) => row.id === each.passedOver)))
      .find((each) => each !== undefined);
  const made = await propose(
    tx,
    actor,
    {
      requestIds: [...party.requestIds],
      unitId: unit.unitId,
      module: unit.module,
      startOn,
      recordId,
      rankInRecord: 1 + passedOver.length,
      ...(reason && passedOver.length > 0 ? { departure: reason } : {}),
    },
    { ofRound: true },
  );
  const eventId = await recordEvent(tx, actor, {
    slice: 'allocation',
    kind: 'round.accept',
    organisationId: null,
    subjectId: roundId,
    details: { proposalId: made.id, asSuggested: number === party.unit },
  });
  await tx.rows(
    `insert into allocation.round_choice (round_id, region_code, request_id, unit_id, module_code, proposal_id)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (round_id, request_id) do update set unit_id = excluded.unit_id, module_code = excluded.module_code,
       proposal_id = excluded.proposal_id, event_id = $7`,
    [roundId, region, id, unit.unitId, unit.module, made.id, eventId],
  );
  return { id: made.id, eventId };
}

/** The round is done: what is not accepted stays a sketch of that day. @throws Failure round-not-found, round-is-closed */
export async function closeRound(
  tx: Writer,
  actor: Actor,
  { roundId }: { roundId: string },
): Promise<{ id: string; eventId: string }> {
  const { region } = await openSketch(tx, roundId);
  await ofOwnRegion(tx, region);
  const eventId = await recordEvent(tx, actor, {
    slice: 'allocation',
    kind: 'round.close',
    organisationId: null,
    subjectId: roundId,
  });
  await tx.rows(`update allocation.round set state = 'CLOSED' where id = $1`, [roundId]);
  return { id: roundId, eventId };
}
