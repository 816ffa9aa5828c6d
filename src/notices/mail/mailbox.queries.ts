import type { Reader, Writer } from '../../platform/db/database.ts';
import type { KeepMailbox, Mailbox } from '../contract.ts';

/** Where the reader wants mail, and when not; null when nowhere. */
export async function mailbox(tx: Reader): Promise<{ mailbox: Mailbox | null }> {
  const [found] = await tx.rows<Mailbox>(
    `select address, language, to_char(quiet_from, 'HH24:MI') as "quietFrom", to_char(quiet_until, 'HH24:MI') as "quietUntil",
            confirmed_at as "confirmedAt", refused_at as "refusedAt" from notices.mailbox`,
  );
  return { mailbox: found ?? null };
}

/**
 * Puts down where one wants mail. Another address than before gets a code that proves it.
 * Throws `mailbox-address-check`, `too-many-codes`, `quiet-hours-whole`.
 * @param code six digits
 */
export async function keepMailbox(
  tx: Writer,
  input: KeepMailbox,
  code: string,
): Promise<{ mailbox: Mailbox | null }> {
  await tx.rows('select notices.keep_mailbox($1, $2, $3, $4, $5)', [
    input.address.trim(),
    input.language,
    input.quietFrom,
    input.quietUntil,
    code,
  ]);
  return mailbox(tx);
}

/** The code that came by mail; whether it is the one. Five wrong ones and it is good for nothing. */
export async function confirmMailbox(tx: Writer, code: string): Promise<{ confirmed: boolean }> {
  const [row] = await tx.rows<{ confirmed: boolean }>(
    'select notices.confirm_mailbox($1) as confirmed',
    [code],
  );
  return row!;
}

/** No mail any more; the address is forgotten. */
export async function dropMailbox(tx: Writer): Promise<{ mailbox: Mailbox | null }> {
  await tx.rows('select notices.drop_mailbox()');
  return { mailbox: null };
}
