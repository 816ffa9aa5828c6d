import type { Reader, Writer } from '../../platform/db/database.ts';
import type { AddDevice, Devices } from '../contract.ts';

/** The devices on which the reader is told; where they are reached is nobody's to read. */
export const devices = async (tx: Reader): Promise<Devices> =>
  tx.rows(
    `select id, label, created_at as "createdAt", last_sent_at as "lastSentAt" from platform.push_subscription order by created_at, id`,
  );

/** A device from which one is told from now on; the same again is the same. Throws `too-many-devices`. */
export async function addDevice(tx: Writer, input: AddDevice): Promise<{ id: string }> {
  const [row] = await tx.rows<{ id: string }>(
    'select notices.keep_push($1, $2, $3, $4, $5) as id',
    [input.endpoint, input.keys.p256dh, input.keys.auth, input.label ?? null, input.language],
  );
  return row!;
}

/** No messages to this device any more. */
export async function dropDevice(tx: Writer, id: string): Promise<Devices> {
  await tx.rows('select notices.drop_push($1)', [id]);
  return devices(tx);
}
