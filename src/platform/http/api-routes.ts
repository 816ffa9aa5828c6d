import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { Type } from 'typebox';
import type { LookLog } from '../audit/look-log.ts';
import { tokenOf } from '../auth/session-cookie.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transactions } from '../db/database.ts';
import type { LogRoom } from '../db/log-room.ts';
import { badRequest } from '../errors.ts';
import { compressed } from './compression.ts';
import { departureOf, type Gate } from './gate.ts';
import { idempotencyKeyOf, refuseForeignWrite, requireRole } from './guard.ts';
import { type LookRules, logBeforeSending, type OpenLook, watched } from './look-hook.ts';
import { languageOfRequest } from './request-language.ts';
import { laneOf, type Route, type RouteContext } from './route.ts';
import { withinTime } from './time-limit.ts';

/** How long a handler may take before the answer is "timed out"; files take longer. */
const usualHandlerMs = 30_000;
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

interface Services {
  db: Transactions;
  clock: Clock;
  looks: LookLog;
  lookRules: LookRules;
}

/** Registers the routes of the slices, each with its own permission and, when it writes, the guards. */
export function addApiRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  services: Services & {
    db: Database;
    ownOrigin: string;
    generalLimit: number;
    gate: Gate;
    /** How long a handler may take, in milliseconds; the usual where absent. Files take longer. */
    handlerMs?: number;
    logRoom?: Pick<LogRoom, 'require'>;
  },
): void {
  for (const route of routes) {
    const lane = laneOf(route);
    const db = lane === 'urgent' ? services.db.reserved : services.db;
    const limitMs =
      route.multipart || route.raw ? fileHandlerMs : (services.handlerMs ?? usualHandlerMs);
    const permit = async (request: FastifyRequest) => {
      if (request.keyRefusal) throw request.keyRefusal;
      const session = requireRole(request.session, route.roles);
      if (writes(route)) {
        // No browser sends a key by itself: there is nothing to forge.
        if (!session.key) refuseForeignWrite(request, session, services.ownOrigin);
        idempotencyKeyOf(request);
      }
      if (route.bulk) await services.logRoom?.require();
    };
    app.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(route),
      compress: writes(route) || route.raw ? false : compressed,
      // Writes have a limit of our own: see withinTime.
      ...(!writes(route) && { handlerTimeout: limitMs }),
      config: {
        lane,
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
      ...(services.lookRules.isLogged(route.classes) && {
        onSend: (request, reply, payload) =>
          logBeforeSending(services.looks, request, reply, payload),
      }),
      // What was sent has been read by now: who is refused hears it, and may send the same again.
      async handler(request, reply) {
        const leave = await services.gate.enter(lane, () => departureOf(reply));
        // The room is free when the work has ended, also where its time was over before.
        const work = (signal: AbortSignal) =>
          answer(route, request, reply, { ...services, db, signal }).finally(leave);
        return writes(route) ? withinTime(reply, limitMs, work) : work(request.signal);
      },
    });
  }
}

function openLook(
  route: Route,
  request: FastifyRequest,
  sessionId: string,
  rules: LookRules,
): OpenLook | null {
  if (!rules.isLogged(route.classes)) return null;
  return {
    base: {
      kind: writes(route) ? 'WRITE' : 'READ',
      route: `${route.method} ${route.path}`,
      classes: route.classes,
      purpose: rules.purposeOf(route),
      request: request.id,
    },
    sessionId,
    route,
    said: [],
    written: null,
    failed: false,
  };
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services & { signal: AbortSignal },
): Promise<unknown> {
  refuseUnaskedBody(route, request);
  const session = requireRole(request.session, route.roles);
  const look = openLook(route, request, session.id, services.lookRules);
  request.look = look;
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
    db: look ? watched(services.db, look, request) : services.db,
    clock: services.clock,
    key: writes(route) ? idempotencyKeyOf(request) : '',
    signal: services.signal,
    language: languageOfRequest(request.headers),
    request,
    reply,
    shows: (kind, ids) => look?.said.push({ kind, ids }),
  };
  reply.code(route.status ?? 200);
  const result = await route.handler(context as RouteContext<never, never, never>);
  if (reply.sent || result === reply) return reply;
  if (look) look.answer = result ?? null;
  return result ?? null;
}
