import type { Static } from 'typebox';
import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { identityField } from '../../waiting-list/index.ts';
import type {
  Answer,
  ChangeWindow,
  Done,
  EndWindow,
  GiveWindow,
  KeepPart,
  RecordCapability,
  SetShield,
} from './contract.ts';

/** The event names what was done and to which row; who it is about stands nowhere in it. */
const event = (tx: Writer, actor: Actor, kind: string, subjectId: string) =>
  recordEvent(tx, actor, { slice: 'dossier', kind, organisationId: null, subjectId });

async function call(tx: Writer, text: string, values: unknown[]): Promise<Done> {
  const [made] = await tx.rows<Done>(`select dossier.${text} as id`, values);
  return made!;
}

/** Throws `window-never-for-oneself`, `one-window-each`, `one-account-for-the-child`, `restriction-has-ground`. */
export async function giveWindow(
  tx: Writer,
  actor: Actor,
  input: GiveWindow & { childId: string },
): Promise<Done> {
  await event(tx, actor, 'window.give', input.childId);
  // The day of birth is sealed: who gives a window of the own region can read it, and the right to one begins on it.
  const [child] = await tx.rows<{ bornOn: string | null }>(
    `select ${identityField('i', 'birth_date')} as "bornOn" from waiting_list.identity i where i.id = $1`,
    [input.childId],
  );
  return call(tx, 'give_window($1)', [JSON.stringify({ ...input, bornOn: child?.bornOn ?? null })]);
}

/** From the next question on it holds, also for a page that is open. Throws `restriction-has-ground`, `child-is-never-barred`. */
export async function changeWindow(
  tx: Writer,
  actor: Actor,
  { relationId, ...input }: ChangeWindow & { relationId: string },
): Promise<Done> {
  await event(tx, actor, 'window.change', relationId);
  return call(tx, 'change_window($1, $2)', [relationId, JSON.stringify(input)]);
}

export async function endWindow(
  tx: Writer,
  actor: Actor,
  input: Static<typeof EndWindow> & { relationId: string },
): Promise<Done> {
  await event(tx, actor, 'window.end', input.relationId);
  return call(tx, 'end_window($1, $2)', [input.relationId, input.reason]);
}

/** What was found about a child goes before its age, in both directions. */
export async function recordCapability(
  tx: Writer,
  actor: Actor,
  input: Static<typeof RecordCapability> & { childId: string },
): Promise<Done> {
  await event(tx, actor, 'capability.record', input.childId);
  return call(tx, 'record_capability($1, $2, $3)', [input.childId, input.able, input.ground]);
}

export async function keepPart(
  tx: Writer,
  actor: Actor,
  input: KeepPart & { childId: string },
): Promise<Done> {
  await event(tx, actor, 'part.keep', input.childId);
  return call(tx, 'keep_part($1)', [JSON.stringify(input)]);
}

/** Throws `claim-answered-once`, `objection-by-another`, `claim-answered-by-another`. */
export async function answerClaim(
  tx: Writer,
  actor: Actor,
  input: Static<typeof Answer> & { claimId: string },
): Promise<Done> {
  await event(tx, actor, 'claim.answer', input.claimId);
  return call(tx, 'answer_claim($1, $2, $3)', [input.claimId, input.outcome, input.answer]);
}

/** Throws `inquiry-has-an-end`. */
export async function setShield(
  tx: Writer,
  actor: Actor,
  input: Static<typeof SetShield> & { childId: string },
): Promise<Done> {
  await event(tx, actor, 'shield.set', input.childId);
  const { childId, kind, organisationId, until } = input;
  return call(tx, 'set_shield($1, $2, $3, $4)', [childId, kind, organisationId, until ?? null]);
}

export async function dropShield(
  tx: Writer,
  actor: Actor,
  input: { shieldId: string },
): Promise<Done> {
  await event(tx, actor, 'shield.drop', input.shieldId);
  return call(tx, 'drop_shield($1)', [input.shieldId]);
}
