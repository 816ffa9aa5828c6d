import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** From now on `/ready` says no, while everything is still answered. */
    announceStop(): void;
  }
}

/**
 * `/live`: the process answers. `/ready`: so does the database, asked a real query each time, and the server
 * does not mean to stop.
 */
export function addHealth(app: FastifyInstance, db: Database): void {
  let isLeaving = false;
  app.decorate('announceStop', () => {
    isLeaving = true;
  });
  app.get('/live', async () => ({ live: true }));
  app.get('/ready', async (_request, reply) => {
    const ready = !isLeaving && (await db.ready());
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}
