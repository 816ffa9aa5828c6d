import type { FastifyReply } from 'fastify';
import { Failure } from '../errors.ts';

/**
 * Bounds a handler that was sent something. The framework's own limit does not: it ends, with the request's signal, as soon
 * as the body has been read. What was begun may still finish after the answer that it took too long; who sends the same
 * again, under the same key, hears how it ended.
 * @param ms how long the work may take
 * @param work is given a signal that ends when the time is over, and when who asked has gone away
 * @throws Failure timed-out
 */
export async function withinTime<Result>(
  reply: Pick<FastifyReply, 'raw'>,
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const over = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => {
      if (limit.signal.reason instanceof Failure) reject(limit.signal.reason);
    });
  });
  const timer = setTimeout(() => limit.abort(new Failure('unavailable', 'timed-out')), ms);
  reply.raw.once('close', () => limit.abort());
  try {
    return await Promise.race([work(limit.signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
