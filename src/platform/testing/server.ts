import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import {
  createEmbeddedIssuer,
  embeddedIssuerName,
  type EmbeddedIssuer,
} from '../auth/embedded-issuer.ts';
import { type IdentityProvider, openIdentityProvider } from '../auth/identity-provider.ts';
import { makeIssuerKeys } from '../auth/issuer-keys.ts';
import type { DemoPerson } from '../auth/issuer-pages.ts';
import { openSessions, type Sessions } from '../auth/sessions.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createFeed, type Feed } from '../db/feed.ts';
import type { LogRoom } from '../db/log-room.ts';
import {
  createLive,
  type Live,
  type LiveSource,
  type PersonalSource,
  type ToldSource,
} from '../http/live.ts';
import type { AdmissionSettings } from '../http/admission.ts';
import type { ProblemWords } from '../http/problem.ts';
import type { OpenRoute } from '../http/open-routes.ts';
import type { LookRules } from '../http/look-hook.ts';
import type { Route } from '../http/route.ts';
import { buildServer } from '../http/server.ts';
import type { SignedIn, TestDatabase } from './database.ts';

export interface TestServer {
  url: string;
  app: FastifyInstance;
  sessions: Sessions;
  feed: Feed;
  live: Live | null;
  /** A request with the cookie, CSRF token and, for a write, the key of somebody who is signed in. */
  as(who: SignedIn, path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

let keys: ReturnType<typeof makeIssuerKeys> | undefined;
let sent = 0;

export interface TestServerOptions {
  routes?: readonly Route[];
  openRoutes?: readonly OpenRoute[];
  tags?: { name: string; description: string }[];
  words?: readonly ProblemWords[];
  liveSource?: LiveSource;
  personal?: PersonalSource;
  told?: readonly ToldSource[];
  /** What counts as a look; everything if absent. */
  lookRules?: LookRules;
  livePauseMs?: number;
  heartbeatMs?: number;
  checkEveryMs?: number;
  people?: () => Promise<DemoPerson[]>;
  /** Another issuer than the embedded one. */
  external?: { issuer: string; clientId: string; clientSecret: string };
  webRoot?: string | null;
  clock?: Clock;
  limits?: { perSession: number; perAddress: number };
  uploadLimit?: number;
  /** How long a handler may take, in milliseconds. */
  handlerMs?: number;
  logRoom?: Pick<LogRoom, 'require'>;
  /** How much is worked on at once; absent = more than a test asks. */
  admission?: AdmissionSettings;
  /** Where the log goes; absent = nowhere. */
  log?: NodeJS.WritableStream;
  port?: number;
  publicUrl?: string;
}

/** The real server on a free port, over a test database. */
export async function startTestServer(
  test: TestDatabase,
  options: TestServerOptions = {},
): Promise<TestServer> {
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${port}`;
  const publicUrl = options.publicUrl ?? url;
  const clock = options.clock ?? systemClock;
  const sessions = openSessions({
    db: test.db,
    clock,
    limits: { idleMinutes: 15, absoluteHours: 8 },
  });
  const feed = createFeed({ db: test.db });
  feed.on('vp_session', (id) => sessions.forget(id));
  feed.onGap(() => sessions.forget(null));
  const live = options.liveSource
    ? createLive({
        feed,
        sessions,
        clock,
        source: options.liveSource,
        ...(options.personal && { personal: options.personal }),
        ...(options.told && { told: options.told }),
        ...(options.livePauseMs !== undefined && { pauseMs: options.livePauseMs }),
        ...(options.heartbeatMs !== undefined && { heartbeatMs: options.heartbeatMs }),
        ...(options.checkEveryMs !== undefined && { checkEveryMs: options.checkEveryMs }),
      })
    : null;
  keys ??= makeIssuerKeys();
  const embedded: EmbeddedIssuer | null = options.external
    ? null
    : await createEmbeddedIssuer({
        publicUrl,
        clientId: 'vrijplaats',
        keys,
        people: options.people ?? (async () => []),
      });
  const identity: IdentityProvider = options.external
    ? openIdentityProvider({ ...options.external, publicUrl })
    : openIdentityProvider({
        issuer: embedded!.issuer,
        issuerName: embeddedIssuerName,
        clientId: 'vrijplaats',
        clientSecret: keys.clientSecret,
        publicUrl,
        reachedAt: () => `http://127.0.0.1:${port}`,
      });
  const app = await buildServer({
    publicUrl,
    db: test.db,
    clock,
    sessions,
    identity,
    provider: embedded,
    routes: options.routes ?? [],
    openRoutes: options.openRoutes ?? [],
    tags:
      options.tags ??
      [...new Set((options.routes ?? []).map((route) => route.tag))].map((name) => ({
        name,
        description: name,
      })),
    words: options.words ?? [],
    live,
    webRoot: options.webRoot ?? null,
    version: '0.0.0-test',
    demo: true,
    limits: options.limits ?? { perSession: 100_000, perAddress: 100_000 },
    ...(options.lookRules && { lookRules: options.lookRules }),
    admission: options.admission ?? { atOnce: 1000, urgentAtOnce: 1000 },
    ...(options.log && { logger: { level: 'info', stream: options.log } }),
    ...(options.uploadLimit !== undefined && { uploadLimit: options.uploadLimit }),
    ...(options.handlerMs !== undefined && { handlerMs: options.handlerMs }),
    ...(options.logRoom && { logRoom: options.logRoom }),
  });
  await feed.start();
  await app.listen({ port, host: 'localhost' });
  return {
    url,
    app,
    sessions,
    feed,
    live,
    as(who, path, init = {}) {
      const headers = new Headers(init.headers);
      headers.set('cookie', `__Host-vp=${who.token}`);
      const writes = init.method !== undefined && init.method !== 'GET';
      if (writes && !headers.has('x-csrf-token')) headers.set('x-csrf-token', 'csrf');
      if (writes && !headers.has('idempotency-key'))
        headers.set('idempotency-key', `test-key-${++sent}`);
      return fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
    },
    async close() {
      await feed.stop();
      await app.close();
    },
  };
}
