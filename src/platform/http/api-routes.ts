import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { Type } from 'typebox';
import { tokenOf } from '../auth/session-cookie.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { badRequest } from '../errors.ts';
import { compressed } from './compression.ts';
import { idempotencyKeyOf, refuseForeignWrite, requireRole } from './guard.ts';
import { languageOfRequest } from './request-language.ts';
import type { Route, RouteContext } from './route.ts';

/** How long a handler may take before the answer is "timed out"; files take longer. */
const handlerMs = 30_000;
const fileHandlerMs = 600_000;

/** Requests a minute of one key, over all that it opens. */
const keyLimit = 60;

export const writes = (route: Route) => route.method !== 'GET';

const nothing = Type.Object({}, { additionalProperties: false });

/** `get /api/things/:thingId` → `getThingsByThingId`. */
export function operationId(method: string, path: string): string {
  const words = path
    .replace(/^\/api\//, '')
    .split(/[/.-]/)
    .filter(Boolean)
    .map((part) => part.replace(/^:(\w)/, (_, first: string) => `by${first.toUpperCase()}`))
    .map((part) => `${part[0]!.toUpperCase()}${part.slice(1)}`);
  return `${method.toLowerCase()}${words.join('')}`;
}

function schemaOf(route: Route): RouteShorthandOptions['schema'] & object {
  const status = String(route.status ?? 200);
  return {
    summary: route.summary,
    tags: [route.tag],
    operationId: operationId(route.method, route.path),
    ...(route.params && { params: route.params }),
    querystring: route.query ?? nothing,
    ...(route.body && !route.multipart && { body: route.body }),
    ...(route.multipart && { consumes: ['multipart/form-data'] }),
    response: {
      [status]: route.raw
        ? { description: 'Done', content: { [route.raw.contentType]: { schema: route.response } } }
        : { description: 'Done', ...route.response },
    },
    'x-roles': [...route.roles],
    'x-classes': [...route.classes],
    ...(writes(route) && { 'x-writes': true }),
    ...(route.keyScope && { 'x-key-scope': route.keyScope }),
  } as RouteShorthandOptions['schema'] & object;
}

function refuseUnaskedBody(route: Route, request: FastifyRequest): void {
  if (route.body || route.multipart || request.body === undefined || request.body === null) return;
  if (typeof request.body === 'object' && Object.keys(request.body).length === 0) return;
  throw badRequest('input-not-allowed', {}, [{ path: 'body', code: 'field-unknown' }]);
}

/** Registers the routes of the slices, each with its own permission and, when it writes, the guards. */
export function addApiRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  services: { db: Database; clock: Clock; ownOrigin: string; generalLimit: number },
): void {
  for (const route of routes) {
    const permit = async (request: FastifyRequest) => {
      if (request.keyRefusal) throw request.keyRefusal;
      const session = requireRole(request.session, route.roles);
      if (writes(route)) {
        // No browser sends a key by itself: there is nothing to forge.
        if (!session.key) refuseForeignWrite(request, session, services.ownOrigin);
        idempotencyKeyOf(request);
      }
    };
    app.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(route),
      compress: writes(route) || route.raw ? false : compressed,
      handlerTimeout: route.multipart || route.raw ? fileHandlerMs : handlerMs,
      config: {
        ...(route.keyScope && { keyScope: route.keyScope }),
        ...(route.link && { link: route.link }),
        rateLimit: {
          max: (request) =>
            request.session?.key ? keyLimit : (route.limitPerMinute ?? services.generalLimit),
          timeWindow: 60_000,
          ...(!route.limitPerMinute && { groupId: 'general' }),
        },
      },
      // The permission comes before the body is read: who may not ask may not upload either.
      preParsing: permit,
      handler: (request, reply) => answer(route, request, reply, services),
    });
  }
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  services: { db: Database; clock: Clock },
): Promise<unknown> {
  refuseUnaskedBody(route, request);
  const session = requireRole(request.session, route.roles);
  const context: RouteContext<unknown, unknown, unknown> = {
    params: request.params,
    query: request.query,
    body: request.body,
    session,
    caller: {
      role: session.role,
      token: request.linkToken ?? request.keyToken ?? tokenOf(request) ?? '',
    },
    actor: {
      personId: session.personId,
      hatId: session.hatId,
      role: session.role,
      name: session.personName,
    },
    db: services.db,
    clock: services.clock,
    key: writes(route) ? idempotencyKeyOf(request) : '',
    signal: request.signal,
    language: languageOfRequest(request.headers),
    request,
    reply,
  };
  reply.code(route.status ?? 200);
  const result = await route.handler(context as RouteContext<never, never, never>);
  return reply.sent || result === reply ? reply : (result ?? null);
}
