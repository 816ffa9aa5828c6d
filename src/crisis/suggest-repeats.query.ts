import type { Reader } from '../platform/db/database.ts';
import type { Suggestion } from './contract.ts';

/**
 * Earlier requests of the desk's own region that may be of the same child: the same names, or the same sex, zone and an age
 * that agrees, in the thirty days before (flanders e.4: 18 % come back within 30 days). Not what is linked already. For a
 * request of another region there are none.
 */
export async function suggestRepeats(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<Suggestion[]> {
  const rows = await tx.rows<{ suggestion: Suggestion }>(
    `select jsonb_build_object('requestId', s.request_id, 'number', s.number, 'receivedAt', s.received_at, 'state', s.state,
       'signs', to_jsonb(s.signs)) as suggestion from crisis.suggest_repeats($1) s`,
    [requestId],
  );
  return rows.map(({ suggestion }) => suggestion);
}
