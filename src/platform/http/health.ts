import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';

/** `/live`: the process answers. `/ready`: so does the database, asked a real query each time. */
export function addHealth(app: FastifyInstance, db: Database): void {
  app.get('/live', async () => ({ live: true }));
  app.get('/ready', async (_request, reply) => {
    const ready = await db.ready();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}
