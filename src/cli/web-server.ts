import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { purposes } from '../access/purposes.ts';
import { createEmbeddedIssuer, embeddedIssuerName } from '../platform/auth/embedded-issuer.ts';
import { openIdentityProvider } from '../platform/auth/identity-provider.ts';
import { issuerKeysIn } from '../platform/auth/issuer-keys.ts';
import { startSealing } from '../platform/audit/sealing.ts';
import { openSessions, type Sessions } from '../platform/auth/sessions.ts';
import { systemClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { createFeed } from '../platform/db/feed.ts';
import { openLogRoom } from '../platform/db/log-room.ts';
import { StartProblem } from '../platform/errors.ts';
import { checkRoutes } from '../platform/http/check-routes.ts';
import { createLive } from '../platform/http/live.ts';
import { buildServer } from '../platform/http/server.ts';
import { everyMinute } from '../platform/jobs/nightly-job.ts';
import { noteRuns } from '../platform/jobs/note-runs.ts';
import { startJobs } from '../platform/jobs/worker.ts';
import { pushAtOnce } from '../platform/push/send-due.ts';
import { auditOf } from './audit.ts';
import { demoPeople } from './demo-people.ts';
import type { RunningDatabase } from './start-database.ts';
import { watchOver } from './watch-over.ts';
import {
  allRoutes,
  liveDesk,
  liveFosterCare,
  liveNotices,
  liveUnits,
  lookRules,
  mailJobs,
  mayRead,
  nightlyJobs,
  openRoutesWith,
  pushSender,
  tags,
  words,
} from './slices.ts';

/** Where a server on this host is reached from this very machine. */
const loopback = (host: string, port: number) =>
  `http://${['localhost', '0.0.0.0', '::', '127.0.0.1'].includes(host) ? '127.0.0.1' : host}:${port}`;

/** @throws StartProblem when another program has the port */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartProblem(
        `Port ${port} is in use by another program. Choose another, for example PORT=${port + 1}.`,
      );
    case 'EACCES':
      return new StartProblem(
        `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
      );
    case 'ENOTFOUND':
    case 'EADDRNOTAVAIL':
      return new StartProblem(`HOST is "${host}", which is no address of this machine.`);
    default:
      return error;
  }
}

/** A port that is free now, for PORT=0. */
export function anyPort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, host, 0)));
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function identityOf(config: Config, db: Database) {
  const { oidc, publicUrl } = config;
  if (oidc.issuer) {
    const identity = openIdentityProvider({
      issuer: oidc.issuer,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret ?? '',
      publicUrl,
    });
    return { identity, provider: null };
  }
  const keys = issuerKeysIn(config.dataDir);
  const embedded = await createEmbeddedIssuer({
    publicUrl,
    clientId: oidc.clientId,
    keys,
    people: demoPeople(db),
  });
  const identity = openIdentityProvider({
    issuer: embedded.issuer,
    issuerName: embeddedIssuerName,
    clientId: oidc.clientId,
    clientSecret: keys.clientSecret,
    publicUrl,
    reachedAt: () => loopback(config.host, config.port),
  });
  return { identity, provider: embedded };
}

/** The demo's own people go on working, unless DEMO_PACE is 0. */
async function letDemoLive(services: {
  config: Config;
  db: Database;
  sessions: Sessions;
  log: FastifyInstance['log'];
}) {
  const { config, db, sessions, log } = services;
  if (config.demoPace === 0) return null;
  const { startLiveDemo } = await import('../demo/index.ts');
  return startLiveDemo({
    db,
    clock: systemClock,
    issuer: embeddedIssuerName,
    open: (who) => sessions.open(who),
    close: (token) => sessions.end(token, 'demo stopped'),
    perMinute: config.demoPace,
    log,
  });
}

export interface RunningWeb {
  app: FastifyInstance;
  stop(): Promise<void>;
}

/** Builds the web server over a prepared database and listens. */
export async function startWeb(options: {
  config: Config;
  database: RunningDatabase;
  instanceId: string;
  demo: boolean;
  timeZone: string;
  webRoot: string | null;
  version: string;
}): Promise<RunningWeb> {
  const { config, database } = options;
  checkRoutes(allRoutes, mayRead, { rules: lookRules, purposes: Object.keys(purposes) });
  const { ownerUrl, roleSecret, vault } = database;
  const db = openDatabase({ url: ownerUrl, roleSecret, vault });
  const clock = systemClock;
  const sessions = openSessions({ db, clock, limits: config.session });
  const feed = createFeed({
    db,
    log: { warn: (fields, message) => app?.log.warn(fields, message) },
  });
  const live = createLive({
    feed,
    sessions,
    clock,
    source: liveUnits(db, clock),
    personal: liveNotices(db),
    told: [liveDesk, liveFosterCare],
    log: { error: (fields, message) => app?.log.error(fields, message) },
  });
  feed.on('vp_session', (id) => sessions.forget(id));
  feed.onGap(() => sessions.forget(null));
  // In a demo no message leaves the house, whatever the settings say.
  const push = pushSender(options.demo ? null : config.push, config.publicUrl);
  if (push)
    feed.on(
      'vp_push',
      pushAtOnce(
        () => push(db),
        (error) => app?.log.error({ err: error }, 'push messages failed'),
      ),
    );
  const logRoom = openLogRoom(ownerUrl, config.walVolumeBytes);
  let app: FastifyInstance | undefined;
  try {
    app = await buildServer({
      publicUrl: config.publicUrl,
      db,
      clock,
      sessions,
      ...(await identityOf(config, db)),
      routes: allRoutes,
      openRoutes: openRoutesWith({ pushKey: config.push?.publicKey ?? null }),
      tags,
      words,
      live,
      lookRules,
      webRoot: options.webRoot,
      version: options.version,
      demo: options.demo,
      admission: config.admission,
      logRoom,
      logger: { level: config.logLevel, stream: process.stderr },
    });
    await feed.start();
    await app
      .listen({ host: config.host, port: config.port })
      .catch((error: NodeJS.ErrnoException) => {
        throw listenProblem(error, config.host, config.port);
      });
    const { log } = app;
    if (!options.demo && !config.oidc.issuer) {
      log.warn('OIDC_ISSUER is not set: nobody can log in to data that are not a demo');
    }
    const audit = auditOf({ config, db, instanceId: options.instanceId });
    const sealing = startSealing({ db, check: audit.signer.check, log });
    const jobs = await startJobs({
      url: database.ownerUrl,
      roleSecret: database.roleSecret,
      db,
      // In a demo no mail leaves the house, whatever the settings say.
      jobs: noteRuns([
        ...nightlyJobs,
        audit.job,
        ...mailJobs(options.demo ? null : config.mail, config.publicUrl),
        ...(push ? [{ name: 'send-push', at: everyMinute, catchUpDays: 0, run: push }] : []),
      ]),
      timeZone: options.timeZone,
      log: {
        info: (fields, message) => log.info(fields, message),
        error: (fields, message) => log.error(fields, message),
      },
    });
    const watching = await watchOver({ config, ownerUrl: database.ownerUrl, db, app });
    const moving = options.demo ? await letDemoLive({ config, db, sessions, log }) : null;
    const running = app;
    return {
      app: running,
      async stop() {
        await moving?.stop();
        running.announceStop();
        await setTimeout(config.stopNoticeSeconds * 1_000);
        await feed.stop();
        await running.close();
        await jobs.stop();
        await sealing.stop();
        await watching.stop();
        await logRoom.close();
        await db.close();
      },
    };
  } catch (error) {
    await feed.stop();
    await app?.close().catch(() => {});
    await logRoom.close().catch(() => {});
    await db.close().catch(() => {});
    throw error;
  }
}
