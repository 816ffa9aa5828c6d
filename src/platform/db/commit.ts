import type pg from 'pg';
import { Failure } from '../errors.ts';

/** Longer than a second server needs to come back from a pause; shorter than a person waits. */
const longest = 10_000;

/** Nobody can know whether the change stands on both servers: to be asked again under the same key. */
const outcomeUnknown = () => new Failure('unavailable', 'outcome-unknown');

export const isOutcomeUnknown = (error: unknown): boolean =>
  error instanceof Failure && error.code === 'outcome-unknown';

/**
 * Commits, and waits no longer than a person does. A commit that a second server must confirm ends with a
 * warning when somebody breaks off that wait: the change is then kept here alone and lost with this server.
 * No statement's time limit ends such a wait. So a warning and a silence both mean: unknown.
 * @throws Failure `outcome-unknown`; the connection must not be used again
 */
export async function commit(client: pg.ClientBase, withinMs = longest): Promise<void> {
  let warned = false;
  const hear = (notice: { severity?: string }) => {
    if (notice.severity === 'WARNING') warned = true;
  };
  client.on('notice', hear as never);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(outcomeUnknown()), withinMs);
  });
  const answer = client.query('commit');
  // Where nobody waits for it any more, its end is nobody's business.
  answer.catch(() => {});
  try {
    await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
    client.off('notice', hear as never);
  }
  if (warned) throw outcomeUnknown();
}
