import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import type { Breaches, SayBreach, StepBreach } from '../contract.ts';

const slice = 'privacy';

/** Breaches with their clock: seventy-two hours from the moment that one was known (GDPR 33). */
export async function breaches(tx: Pick<Reader, 'rows'>): Promise<Breaches> {
  const [row] = await tx.rows<{ list: Breaches }>(
    `select jsonb_build_object('now', clock_timestamp(), 'rows', coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'account', b.account,
        'name', b.account_name, 'from', b.from_at, 'until', b.until_at, 'knownAt', b.known_at,
        'tellBy', b.known_at + interval '72 hours', 'words', b.words, 'by', b.said_by_name,
        'steps', (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'words', s.words, 'by', s.by_name, 'at', s.at) order by s.at), '[]')
           from privacy.breach_step s where s.breach_id = b.id)) order by b.said_at desc, b.id), '[]')) as list
       from (select * from privacy.breach order by said_at desc limit 200) b`,
  );
  return row!.list;
}

/** The privacy officer says that there is a breach, and since when it is known. Throws `breach-period`, `breach-known-by-now`. */
export async function sayBreach(
  tx: Writer,
  actor: Actor,
  input: SayBreach,
): Promise<{ id: string }> {
  await recordEvent(tx, actor, {
    slice,
    kind: 'breach.say',
    organisationId: null,
    subjectId: input.account,
  });
  const [made] = await tx.rows<{ id: string }>(
    'select privacy.say_breach($1, $2, $3, $4, $5) as id',
    [input.account, input.from, input.until, input.knownAt, input.words],
  );
  return made!;
}

/** A step towards the authority or the persons concerned, or that they need not be told and why. Throws `breach-step-once`. */
export async function stepBreach(
  tx: Writer,
  actor: Actor,
  { breachId, step, words }: StepBreach & { breachId: string },
): Promise<{ id: string }> {
  await recordEvent(tx, actor, {
    slice,
    kind: 'breach.step',
    organisationId: null,
    subjectId: breachId,
    details: { step },
  });
  await tx.rows('select privacy.step_breach($1, $2, $3)', [breachId, step, words]);
  return { id: breachId };
}

/** Shuts an account out at once, its open sessions with it; letting in again is the administrator's. Throws `account-never-ones-own`. */
export async function blockAccount(
  tx: Writer,
  actor: Actor,
  { accountId, reason }: { accountId: string; reason: string },
): Promise<{ id: string }> {
  await recordEvent(tx, actor, {
    slice,
    kind: 'account.block',
    organisationId: null,
    subjectId: accountId,
    reason,
  });
  await tx.rows('select privacy.block_account($1)', [accountId]);
  return { id: accountId };
}
