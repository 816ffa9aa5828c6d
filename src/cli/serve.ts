import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, projectRoot, readConfig } from '../platform/config.ts';
import { StartProblem } from '../platform/errors.ts';
import { ensureWebBuilt } from '../platform/web-build.ts';
import { ensureDemo, type FillOptions } from './fill.ts';
import { readInstance, resetDemo } from './instance.ts';
import {
  explainFault,
  prepareDatabase,
  type RunningDatabase,
  startDatabase,
} from './start-database.ts';
import { untilAskedToStop } from './stop.ts';
import { anyPort, refuseTakenPort, startWeb } from './web-server.ts';

export const programVersion = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string })
    .version;

/** The session cookie is Secure; browsers take it over plain http from this machine only. */
function refuseOpenHttp(config: Config): void {
  const { protocol, hostname } = new URL(config.publicUrl);
  if (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return;
  throw new StartProblem(
    `PUBLIC_URL is ${config.publicUrl}: from another machine people must come by https. Put a proxy with TLS in front.`,
  );
}

async function readServeConfig(demo: boolean): Promise<Config> {
  const config = readConfig(process.env, { demo });
  if (demo && !process.env['LOG_LEVEL']) config.logLevel = 'warn';
  if (config.port === 0) {
    config.port = await anyPort(config.host);
    if (!process.env['PUBLIC_URL']) config.publicUrl = `http://localhost:${config.port}`;
  }
  refuseOpenHttp(config);
  return config;
}

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

/**
 * Starts everything, prints the address, and stays until it is asked to stop.
 * @throws StartProblem with one clear sentence
 */
export async function serve(options: { demo: boolean } & FillOptions): Promise<void> {
  const config = await readServeConfig(options.demo);
  const stopping = untilAskedToStop();
  const undo: (() => Promise<void>)[] = [];
  let ready = false;
  const started = start(config, { ...options, signal: stopping.signal }, undo).then(() => {
    ready = true;
  });
  started.catch(() => {});
  try {
    // Who stops during a long first start does not wait for it: what was not whole is undone.
    await Promise.race([started, stopping.asked]);
    await stopping.asked;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    stopping.begin();
    if (!ready && stopping.signal.aborted)
      say('Stopped before it was ready; nothing is left half done.');
    for (const step of undo) await step();
    if (stopping.signal.aborted) process.exit(0);
  }
}

async function start(
  config: Config,
  options: { demo: boolean; signal: AbortSignal } & FillOptions,
  undo: (() => Promise<void>)[],
): Promise<void> {
  const database = await startDatabase(config, {
    first: () => refuseTakenPort(config.host, config.port),
  });
  undo.unshift(() => database.stop());
  try {
    await startOn(database, config, options, undo);
  } catch (error) {
    throw await explainFault(error, database);
  }
}

async function startOn(
  database: RunningDatabase,
  config: Config,
  options: { demo: boolean; signal: AbortSignal } & FillOptions,
  undo: (() => Promise<void>)[],
): Promise<void> {
  if (options.demo && options.reset) {
    await resetDemo(database.ownerUrl);
    await database.vault.keyring.empty();
  }
  await prepareDatabase(database);
  options.signal.throwIfAborted();
  const [{ webRoot }] = await Promise.all([
    ensureWebBuilt({ root: projectRoot, log: say }),
    options.demo ? ensureDemo(database, options) : undefined,
  ]);
  options.signal.throwIfAborted();
  const instance = await readInstance(database.ownerUrl);
  const web = await startWeb({
    config,
    database,
    instanceId: instance.id,
    demo: instance.mode === 'demo',
    timeZone: instance.timeZone,
    webRoot,
    version: programVersion(),
  });
  undo.unshift(() => web.stop());
  say(`Vrijplaats: ${config.publicUrl}`);
}
