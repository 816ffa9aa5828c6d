import type { FastifyInstance } from 'fastify';

/** Requests that were answered since the start, by lane and first digit of the status; and how long they took. */
export interface RequestCounts {
  readonly byLane: ReadonlyMap<string, number>;
  /** Of all, in seconds, for a mean over any time. */
  readonly seconds: ReadonlyMap<string, number>;
}

const add = (counts: Map<string, number>, key: string, by: number) =>
  counts.set(key, (counts.get(key) ?? 0) + by);

/** Counts every answer; routes without a lane (log-in, pages, health) as `none`. Keys: `lane status`, e.g. `urgent 2xx`. */
export function countRequests(app: FastifyInstance): RequestCounts {
  const byLane = new Map<string, number>();
  const seconds = new Map<string, number>();
  app.addHook('onResponse', async (request, reply) => {
    const { lane = 'none' } = request.routeOptions.config;
    add(byLane, `${lane} ${Math.floor(reply.raw.statusCode / 100)}xx`, 1);
    add(seconds, lane, reply.elapsedTime / 1_000);
  });
  return { byLane, seconds };
}
