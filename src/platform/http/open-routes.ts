import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Database } from '../db/database.ts';
import { operationId } from './api-routes.ts';
import { departureOf, type Gate } from './gate.ts';
import { refuseForeignSite } from './guard.ts';

/** An endpoint for who has no account: bounded for each address, and the same answer for everybody. */
export interface OpenRoute {
  method: 'GET' | 'POST';
  /** Fastify path under /api. */
  path: string;
  summary: string;
  tag: string;
  body?: TSchema;
  response: TSchema;
  /** Requests a minute of one address. */
  limitPerMinute: number;
  handler(context: { db: Database; body: unknown }): Promise<unknown>;
}

const nothing = Type.Object({}, { additionalProperties: false });

/** Registers what answers without a session; a session that comes along counts for nothing. */
export function addOpenRoutes(
  app: FastifyInstance,
  routes: readonly OpenRoute[],
  services: { db: Database; ownOrigin: string; gate: Gate },
): void {
  for (const { method, path, summary, tag, body, response, limitPerMinute, handler } of routes) {
    const writes = method !== 'GET';
    app.route({
      method,
      url: path,
      schema: {
        summary,
        tags: [tag],
        operationId: operationId(method, path),
        querystring: nothing,
        ...(body && { body }),
        response: { 200: { description: 'Done', ...response } },
        'x-open': true,
      },
      config: { lane: 'ordinary', rateLimit: { max: limitPerMinute, timeWindow: 60_000 } },
      preParsing: async (request: FastifyRequest) => {
        if (writes) refuseForeignSite(request, services.ownOrigin);
      },
      async handler(request, reply) {
        const leave = await services.gate.enter('ordinary', () => departureOf(reply));
        try {
          return await handler({ db: services.db, body: request.body });
        } finally {
          leave();
        }
      },
    });
  }
}
