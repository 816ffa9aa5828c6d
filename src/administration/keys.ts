import { createHash, randomBytes } from 'node:crypto';
import type { Reader, Writer } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Key, MakeKey } from './contract.ts';

/** A secret that tells what it is when it lies somewhere it should not: `vrp_` and 64 hexadecimal characters. */
export const newSecret = (): string => `vrp_${randomBytes(32).toString('hex')}`;

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Keys of one's own organisation, those that were revoked last. */
export const keys = (tx: Reader): Promise<Key[]> =>
  tx.rows(
    `select id, name, scopes, made_by as "madeBy", made_at as "madeAt", ends_on as "endsOn", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
       from auth.own_keys()`,
  );

/** @throws Failure key-at-most-a-year, key-ends-later, at-most-ten-keys */
export async function makeKey(tx: Writer, input: MakeKey, secret: string): Promise<{ id: string }> {
  const [made] = await tx.rows<{ id: string }>(`select auth.make_key($1, $2, $3, $4) as id`, [
    input.name,
    input.scopes,
    input.endsOn,
    hashOf(secret),
  ]);
  return { id: made!.id };
}

/** The key opens nothing any more, and what it had open is shut at once. */
export async function revokeKey(tx: Writer, keyId: string): Promise<{ id: string }> {
  const [row] = await tx.rows<{ done: boolean }>(`select auth.revoke_key($1) as done`, [keyId]);
  if (!row?.done) throw notFound('key-not-found');
  return { id: keyId };
}
