import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { openLookLog } from '../audit/look-log.ts';
import { addAuthRoutes } from '../auth/auth-routes.ts';
import type { EmbeddedIssuer } from '../auth/embedded-issuer.ts';
import type { IdentityProvider } from '../auth/identity-provider.ts';
import { tokenOf } from '../auth/session-cookie.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { LogRoom } from '../db/log-room.ts';
import { Failure, forbidden, notFound } from '../errors.ts';
import { countRequests, type RequestCounts } from '../metrics/request-counts.ts';
import { addApiRoutes } from './api-routes.ts';
import { addCompression } from './compression.ts';
import { drainOnClose } from './drain.ts';
import type { GateCounts } from './gate.ts';
import { addSecurityHeaders, securityHeaders } from './headers.ts';
import { addHealth } from './health.ts';
import type { Live } from './live.ts';
import { everythingIsALook, type LookRules, type OpenLook } from './look-hook.ts';
import { addOpenApi } from './openapi.ts';
import { type ProblemWords, problemMaker, problemSender } from './problem.ts';
import { addOpenRoutes, type OpenRoute } from './open-routes.ts';
import type { AdmissionSettings, Lane } from './admission.ts';
import type { KeyScope, Route, Session } from './route.ts';
import { addShedding } from './shedding.ts';
import { validatorCompiler } from './validation.ts';
import { addWebPages } from './web-pages.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null for nobody. Known on paths under /api and /auth only. */
    session: Session | null;
    /** Token of the short session that a program's key opened; null for a browser. */
    keyToken: string | null;
    /** Why the key that came along opens nothing here; thrown once the limits have counted the request. */
    keyRefusal: Failure | null;
    /** Token of the session that a link opened for this one answer. */
    linkToken: string | null;
    /** What the log of looks is to say of this request; null when it is no look. */
    look: OpenLook | null;
  }
  interface FastifyInstance {
    /** What was answered and refused since the start, and how things stand at the door. */
    standing(): { requests: RequestCounts; gate: GateCounts };
  }
  interface FastifyContextConfig {
    lane?: Lane;
    keyScope?: KeyScope;
    link?: string;
  }
}

export interface ServerOptions {
  /** Where people find the server; its origin is the only one that may write. */
  publicUrl: string;
  db: Database;
  clock: Clock;
  sessions: Sessions;
  identity: IdentityProvider;
  /** The embedded issuer to mount at /idp, when no other is configured. */
  provider: EmbeddedIssuer | null;
  routes: readonly Route[];
  /** What answers who has no account. */
  openRoutes?: readonly OpenRoute[];
  /** One line for each tag of the routes, for the OpenAPI document. */
  tags: { name: string; description: string }[];
  /** The slices' words for their failures. */
  words?: readonly ProblemWords[];
  live: Live | null;
  /** What counts as a look; without rules everything does. */
  lookRules?: LookRules;
  /** Folder of the browser's build; null = no pages. */
  webRoot: string | null;
  version: string;
  demo: boolean;
  /** Requests a minute: for each person who is signed in, and for each address of who is not. */
  limits?: { perSession: number; perAddress: number };
  /** How much is worked on at once. */
  admission: AdmissionSettings;
  /** How long a handler may take, in milliseconds; the usual where absent. */
  handlerMs?: number;
  /** Asked before many rows are written at once; absent = there is always room. */
  logRoom?: Pick<LogRoom, 'require'>;
  /** Largest file that is taken, in bytes. */
  uploadLimit?: number;
  logger?: FastifyServerOptions['logger'];
}

const generalLimits = { perSession: 600, perAddress: 240 };
const jsonLimit = 1024 * 1024;
const fileLimit = 64 * 1024 * 1024;

/** What a log tells of an error: what it is and where, never the row that the database names beside it. */
const errorInLog = (error: Error & { code?: string }) => ({
  type: error.name,
  message: error.message,
  ...(error.code !== undefined && { code: error.code }),
  stack: error.stack ?? '',
});

function newApp(options: ServerOptions, secure: boolean): FastifyInstance {
  const { logger } = options;
  return Fastify({
    logger:
      typeof logger === 'object'
        ? { ...logger, serializers: { ...logger.serializers, err: errorInLog } }
        : (logger ?? false),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomBytes(8).toString('hex'),
    bodyLimit: jsonLimit,
    requestTimeout: 120_000,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Behind a proxy on the same machine or network; without one nobody is believed.
    trustProxy: secure ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    frameworkErrors: (error, request, reply) =>
      problemSender(problemMaker())(error, request, reply),
  });
}

/** Routes only: addresses may hold what must not be logged. */
function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        traceId: request.id,
      },
      'answered',
    );
  });
}

/** Opens the short session of a key, on the routes that keys may open at all. */
async function useKey(request: FastifyRequest, sessions: Sessions): Promise<void> {
  const scope = request.routeOptions.config.keyScope;
  if (scope === undefined) {
    request.keyRefusal = forbidden('key-scope');
    return;
  }
  const secret = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const opened = await sessions.openKey(secret);
  if (!opened) {
    request.keyRefusal = new Failure('not-signed-in', 'key-in-vain');
    return;
  }
  request.session = opened.session;
  request.keyToken = opened.token;
  if (!opened.session.key!.scopes.includes(scope)) request.keyRefusal = forbidden('key-scope');
}

/** Opens a session for one answer, on the routes that are opened by their address alone. */
async function useLink(request: FastifyRequest, kind: string, sessions: Sessions): Promise<void> {
  const { secret = '' } = request.params as { secret?: string };
  const opened = await sessions.openLink(kind, secret);
  if (!opened) {
    request.keyRefusal = notFound('link-not-found');
    return;
  }
  request.session = opened.session;
  request.linkToken = opened.token;
}

function addSessionHook(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest('session', null);
  app.decorateRequest('keyToken', null);
  app.decorateRequest('keyRefusal', null);
  app.decorateRequest('linkToken', null);
  app.decorateRequest('look', null);
  app.addHook('onResponse', async (request) => {
    if (request.linkToken) await sessions.closeLink(request.linkToken);
  });
  app.addHook('onRequest', async (request) => {
    if (!/^\/(api|auth)\//.test(request.url)) return;
    const { link } = request.routeOptions.config;
    if (link !== undefined) return useLink(request, link, sessions);
    // A key stands by itself: with one, no cookie counts.
    if (request.headers.authorization !== undefined) return useKey(request, sessions);
    const token = tokenOf(request);
    // The stream opens again by itself after every break.
    const isAttended =
      request.headers['x-unattended'] === undefined && !/^\/api\/live\b/.test(request.url);
    if (token) request.session = await sessions.resolve(token, isAttended);
  });
}

/**
 * The whole web server, not yet listening. Everything that varies is passed in; nothing is read from
 * the environment.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const secure = options.publicUrl.startsWith('https:');
  const limits = options.limits ?? generalLimits;
  const app = newApp(options, secure);
  app.setValidatorCompiler(validatorCompiler as never);
  const make = problemMaker(options.words);
  app.setErrorHandler(problemSender(make));
  app.setSchemaErrorFormatter((errors) => errors as unknown as Error);
  drainOnClose(app);
  const gate = addShedding(app, options.admission, { headers: securityHeaders(secure), make });
  addSecurityHeaders(app, secure);
  const requests = countRequests(app);
  app.decorate('standing', () => ({ requests, gate: gate.figures() }));
  logAnswers(app);

  await app.register(cookie);
  await addCompression(app);
  addSessionHook(app, options.sessions);
  await app.register(rateLimit, {
    global: false,
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    max: (request) => (request.session ? limits.perSession : limits.perAddress),
    keyGenerator: (request) =>
      (request.linkToken ? request.session?.hatId : undefined) ??
      request.session?.key?.id ??
      // Of the person, not of the session: who changes hats or logs in again does not begin anew.
      request.session?.personId ??
      `address ${request.ip}`,
    errorResponseBuilder: (_request, context) =>
      new Failure('too-many', 'too-many', { seconds: Math.ceil(context.ttl / 1000) }),
  });
  await app.register(multipart, {
    limits: {
      fileSize: options.uploadLimit ?? fileLimit,
      files: 1,
      fields: 20,
      fieldSize: 10_000,
      parts: 21,
    },
  });
  await addOpenApi(app, {
    version: options.version,
    tags: [{ name: 'session', description: 'Who is signed in' }, ...options.tags],
  });

  addHealth(app, options.db);
  await addAuthRoutes(app, {
    sessions: options.sessions,
    identity: options.identity,
    publicUrl: options.publicUrl,
    clock: options.clock,
    version: options.version,
    demo: options.demo,
    limitPerMinute: limits.perAddress,
  });
  if (options.provider) await options.provider.mount(app);
  const looks = openLookLog(options.db);
  const lookRules = options.lookRules ?? everythingIsALook;
  addApiRoutes(app, options.routes, {
    db: options.db,
    clock: options.clock,
    looks,
    lookRules,
    ownOrigin: new URL(options.publicUrl).origin,
    generalLimit: limits.perSession,
    gate,
    ...(options.handlerMs !== undefined && { handlerMs: options.handlerMs }),
    ...(options.logRoom && { logRoom: options.logRoom }),
  });
  addOpenRoutes(app, options.openRoutes ?? [], {
    db: options.db,
    ownOrigin: new URL(options.publicUrl).origin,
    gate,
  });
  options.live?.addRoute(app, { looks, lookRules });
  app.get(
    '/api/openapi.json',
    { config: { rateLimit: { max: limits.perAddress, timeWindow: 60_000 } } },
    async (_request, reply) => reply.type('application/json').send(JSON.stringify(app.swagger())),
  );
  await addWebPages(app, { webRoot: options.webRoot, secure });
  await app.ready();
  return app;
}
