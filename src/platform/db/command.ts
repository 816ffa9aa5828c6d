import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical-json.ts';
import { conflict } from '../errors.ts';
import type { Caller, Transactions, Writer } from './database.ts';

/** Who does something, as it stands in the event. Null fields: the program itself. */
export interface Actor {
  personId: string | null;
  hatId: string | null;
  role: string | null;
  name: string | null;
}

export const theProgram: Actor = { personId: null, hatId: null, role: null, name: null };

export interface EventInput {
  slice: string;
  /** What was done, e.g. `thing.change`. */
  kind: string;
  /** The organisation whose data change; decides who may read the event. */
  organisationId: string | null;
  subjectId: string | null;
  reason?: string | null;
  /** Codes, ids, counts and days only: never personal data. */
  details?: Record<string, unknown>;
  undoOf?: string | null;
  undoable?: boolean;
}

/** Records the event of a change and makes it the event of every fact written after it in this transaction. */
export async function recordEvent(tx: Writer, actor: Actor, event: EventInput): Promise<string> {
  const rows = await tx.prepared<{ id: string }>(
    'record event',
    `with e as (select gen_random_uuid() as id), made as (
       insert into platform.event (id, slice, kind, at, person_id, hat_id, role_code, actor_name, organisation_id, subject_id,
         reason, details, undo_of, undoable)
       select e.id, $1, $2, platform.now(), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from e)
     select id, set_config('vp.event', id::text, true) from e`,
    [
      event.slice,
      event.kind,
      actor.personId,
      actor.hatId,
      actor.role,
      actor.name,
      event.organisationId,
      event.subjectId,
      event.reason ?? null,
      JSON.stringify(event.details ?? {}),
      event.undoOf ?? null,
      event.undoable ?? false,
    ],
  );
  return rows[0]!.id;
}

export interface Outcome<T> {
  status: number;
  body: T;
  /** True when this key had been carried out before and its answer is given again. */
  replayed: boolean;
}

/**
 * Runs a write once for each idempotency key: the key is taken in the same serialisable transaction
 * as the change. The same key with the same request gives the first answer again; with another
 * request it is refused (`idempotency-key-reused`).
 */
export async function idempotent<T>(
  db: Transactions,
  caller: Caller,
  request: { key: string; route: string; input: unknown; status?: number; turn?: string },
  work: (tx: Writer) => Promise<T>,
): Promise<Outcome<T>> {
  const hash = createHash('sha256')
    .update(`${request.route}\n${canonicalJson(request.input)}`)
    .digest();
  const once = async (tx: Writer) => {
    const [begun] = await tx.rows<{ state: string; status: number; answer: T }>(
      'select state, status, answer from platform.idempotent_begin($1, $2)',
      [request.key, hash],
    );
    if (begun?.state === 'other') throw conflict('idempotency-key-reused');
    if (begun?.state === 'done')
      return { status: begun.status, body: begun.answer, replayed: true };
    const body = await work(tx);
    const status = request.status ?? 200;
    await tx.rows('select platform.idempotent_end($1, $2, $3)', [
      request.key,
      status,
      JSON.stringify(body ?? null),
    ]);
    return { status, body, replayed: false };
  };
  return db.write(caller, once, request.turn === undefined ? {} : { turn: request.turn });
}
