import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  allRoutes,
  liveDesk,
  liveFosterCare,
  liveNotices,
  liveUnits,
  lookRules,
  tags,
} from '../src/cli/slices.ts';
import { openSessions } from '../src/platform/auth/sessions.ts';
import { systemClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { openVault } from '../src/platform/vault/open-vault.ts';
import { createFeed } from '../src/platform/db/feed.ts';
import { createLive } from '../src/platform/http/live.ts';
import type { AdmissionSettings } from '../src/platform/http/admission.ts';
import { buildServer } from '../src/platform/http/server.ts';

interface BenchDatabase {
  ownerUrl: string;
  roleSecret: string;
  vaultKey: string;
  webRoot?: string;
  /** False: nothing is a look, to see what the log costs. */
  looks?: boolean;
  /** As the program has it; absent = nothing is refused. */
  admission?: AdmissionSettings;
}

export interface BenchServer {
  origin: string;
  stop(): void;
}

/**
 * The web server in a process of its own, with limits too high to be met.
 * @param database with `webRoot`: the folder of the screens, where they are wanted
 */
export async function startServer(database: BenchDatabase): Promise<BenchServer> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [], {
    env: { ...process.env, BENCH_DATABASE: JSON.stringify(database) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(message as string));
    child.once('exit', (code) => reject(new Error(`the bench server ended with ${code}`)));
  });
  return { origin, stop: () => child.kill('SIGTERM') };
}

async function serve(database: BenchDatabase): Promise<void> {
  const { ownerUrl, roleSecret } = database;
  const vault = await openVault({ ownerUrl, keyFile: database.vaultKey });
  const db = openDatabase({ url: ownerUrl, roleSecret, vault, poolSize: 8 });
  const sessions = openSessions({
    db,
    clock: systemClock,
    limits: { idleMinutes: 60, absoluteHours: 12 },
  });
  const feed = createFeed({ db, log: { warn: (_fields, message) => console.error(message) } });
  const live = createLive({
    feed,
    sessions,
    clock: systemClock,
    source: liveUnits(db, systemClock),
    personal: liveNotices(db),
    told: [liveDesk, liveFosterCare],
    log: { error: (_fields, message) => console.error(message) },
  });
  const app = await buildServer({
    publicUrl: 'http://localhost',
    db,
    clock: systemClock,
    sessions,
    identity: null as never,
    provider: null,
    routes: allRoutes.map((route) => ({ ...route, limitPerMinute: 100_000_000 })),
    tags,
    live,
    lookRules: database.looks === false ? { ...lookRules, isLogged: () => false } : lookRules,
    webRoot: database.webRoot ?? null,
    version: 'bench',
    demo: true,
    limits: { perSession: 100_000_000, perAddress: 100_000_000 },
    admission: database.admission ?? { atOnce: 1000, urgentAtOnce: 1000 },
  });
  await feed.start();
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  process.send?.(origin);
  process.once('SIGTERM', () => process.exit(0));
  process.once('disconnect', () => process.exit(0));
}

const given = process.env['BENCH_DATABASE'];
if (given && process.argv[1] === fileURLToPath(import.meta.url)) await serve(JSON.parse(given));
