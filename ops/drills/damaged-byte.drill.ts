import { globSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/platform/testing/seeded-random.ts';
import { type SingleServer, startSingle } from '../cluster/single.ts';
import { startApp } from './cluster-app.ts';
import { flip, pageOf, pageSize, pagesAreSound } from './damage.ts';
import { type Asked, drillFolder, keptRounds } from './kept-rounds.ts';
import { startWriters } from './writers.ts';

interface Round {
  seed: number;
  /** What was damaged: a page of a table or index, a segment of the log of changes, or nothing at all. */
  what: 'page' | 'log' | 'nothing';
  file: string;
  noticed: boolean;
  /** Of a page of what a person reads: whether the page that was asked for came as if nothing were the matter. */
  read?: 'refused' | 'answered';
}

/** A segment that is whole, and how far it holds records. */
function segmentIsSound(server: SingleServer, segment: string): boolean {
  return server.run('pg_waldump', ['--quiet', segment]).ok;
}

async function damagePage(server: SingleServer, seed: number): Promise<Round> {
  const random = seededRandom(seed);
  const { file, offset } = pageOf(server.dataDir, random);
  const mend = await flip(file, offset, 1 + random.below(255));
  const noticed = !pagesAreSound(server.dataDir);
  await mend();
  return { seed, what: 'page', file: file.slice(server.dataDir.length + 1), noticed };
}

async function damageLog(server: SingleServer, seed: number): Promise<Round> {
  const random = seededRandom(seed);
  const segments = globSync(join(server.dataDir, 'pg_wal/0*')).sort();
  // The last ones hold the present, or nothing yet.
  const whole = segments.filter((segment) => segmentIsSound(server, segment));
  const file = random.pick(whole);
  const mend = await flip(file, random.below(statSync(file).size), 1 + random.below(255));
  const noticed = !segmentIsSound(server, file);
  await mend();
  return { seed, what: 'log', file: file.slice(server.dataDir.length + 1), noticed };
}

/** Every page of the table that people read is damaged; the program must refuse and never show it. */
async function readDamaged(server: SingleServer, seed: number): Promise<Round> {
  const app = await startApp(server, 1);
  try {
    const client = await server.connect();
    const { rows } = await client.query<{ path: string }>(
      `select pg_relation_filepath('saved_search.search') as path`,
    );
    await client.end();
    const file = join(server.dataDir, rows[0]!.path);
    await server.stop();
    const mends = [];
    for (let page = 0; page < statSync(file).size; page += pageSize)
      mends.push(await flip(file, page + pageSize - 20, 0x40));
    await server.start();
    const answer = await app.server.as(app.people[0]!, '/api/saved-searches');
    await answer.text();
    await server.stop();
    const noticed = !pagesAreSound(server.dataDir);
    for (const mend of mends) await mend();
    return {
      seed,
      what: 'page',
      file: rows[0]!.path,
      noticed,
      read: answer.ok ? 'answered' : 'refused',
    };
  } finally {
    await app.close();
  }
}

async function prepare(dir: string): Promise<SingleServer> {
  const server = await startSingle({
    dir,
    initdb: ['--wal-segsize=1'],
    settings: { wal_keep_size: '1GB' },
  });
  const app = await startApp(server, 4);
  const writers = startWriters(app.server, app.people);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await writers.stop();
  await app.close();
  await server.stop();
  return server;
}

/**
 * One byte is changed, in a page of any table or index, or in a segment of the log of changes; the weekly check
 * must notice each. The control changes nothing and must be told that all is well.
 */
export async function run(asked: Asked) {
  const kept = keptRounds<Round>('damaged-byte', asked);
  const dir = join(drillFolder(), `damaged-byte-${process.pid}`);
  const server = await prepare(dir);
  try {
    for (let n = 0; n < (asked.given.count ?? 100); n += 1) {
      const seed = kept.next;
      kept.keep(await (seed % 5 === 0 ? damageLog : damagePage)(server, seed));
    }
    const control = {
      seed: kept.next,
      what: 'nothing',
      file: '',
      noticed: !pagesAreSound(server.dataDir),
    };
    kept.keep(control as Round);
    await server.start();
    kept.keep(await readDamaged(server, kept.next));
  } finally {
    server.kill();
    rmSync(dir, { recursive: true, force: true });
  }
  const damaged = kept.all.filter(({ what }) => what !== 'nothing');
  const control = kept.all.filter(({ what }) => what === 'nothing');
  const missed = damaged.filter(({ noticed }) => !noticed);
  const falseAlarms = control.filter(({ noticed }) => noticed).length;
  return {
    ok:
      missed.length === 0 && falseAlarms === 0 && !damaged.some(({ read }) => read === 'answered'),
    damaged: damaged.length,
    noticed: damaged.length - missed.length,
    missed: missed.map(({ seed, file }) => `${seed} ${file}`),
    readAsIfWell: damaged.filter(({ read }) => read === 'answered').length,
    control: { undamaged: control.length, falseAlarms },
  };
}
