import type { Reader, Writer } from '../../platform/db/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { MySession } from './contract.ts';

/** Living sessions of the asker, the one that asks first. */
export const mySessions = (tx: Reader): Promise<MySession[]> =>
  tx.rows(
    `select id, role_code as role, organisation_name as "organisationName", began_at as "beganAt", last_at as "lastAt",
            ends_at as "endsAt", here from auth.my_sessions()`,
  );

/** Ends the asker's other sessions, at once and in every open page. @returns how many there were */
export async function endOthers(tx: Writer): Promise<{ ended: number }> {
  const [row] = await tx.rows<{ ended: number }>('select auth.end_my_sessions(null) as ended');
  return row!;
}

/** Ends one other session of the asker. @throws Failure not-found for one that is over, another's, or the one that asks */
export async function endOne(tx: Writer, sessionId: string): Promise<{ ended: number }> {
  const [row] = await tx.rows<{ ended: number }>('select auth.end_my_sessions($1) as ended', [
    sessionId,
  ]);
  if (row!.ended === 0) throw notFound();
  return row!;
}
