import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchClocks } from '../../src/platform/clock-watch.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { own, ownFolder, type SingleServer, startSingle } from '../cluster/single.ts';
import { type ClusterApp, startApp } from './cluster-app.ts';
import { type Asked, drillFolder, keptRounds, sum } from './kept-rounds.ts';
import { compareLedger } from './ledger-check.ts';
import { ownerOf, signInPeople } from './people.ts';
import { type Ledger, startWriters } from './writers.ts';

interface Round {
  seed: number;
  acknowledged: number;
  lost: number;
  twice: number;
  /** Pairs of one person's writes, one answered after the other, that stand the other way round: by number, and by time. */
  wrongByNumber: number;
  wrongByTime: number;
  /** Jumps that were made, and that the program told of. */
  jumps: number;
  told: number;
  /** Jumps that were told while the clock only ran. */
  falseAlarms: number;
  /** People who had to log in again, as the database's clock said that their time was over. */
  signedOut: number;
}

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const people = 8;
/** Seconds beside the true time, one after the other. */
const settings = [-3_600, 86_400, 0];
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The file from which the server's processes read how far their clock is set. */
function clockFile(dir: string) {
  ownFolder(dir);
  const file = join(dir, 'clock');
  const set = (seconds: number) => {
    const next = `${file}.next`;
    writeFileSync(next, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`);
    own(next);
    renameSync(next, file);
  };
  set(0);
  return {
    set,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  };
}

/** In how many neighbouring pairs of one person's writes the later one does not stand after the earlier one. */
async function wrongPairs(ledger: Pick<Ledger, 'acknowledged'>, server: SingleServer) {
  const client = await server.connect();
  const { rows } = await client.query<{ name: string; who: string; number: string; ms: number }>(
    // A row and its line in the log of looks were written by the same transaction.
    `select s.name, s.person_id as who, e.id as number, extract(epoch from s.created_at)::float8 * 1000 as ms
       from saved_search.search s join audit.entry e on e.account = s.person_id and e.tx::text::numeric % 4294967296 = s.xmin::text::numeric
      where s.page = '/oefening'`,
  );
  await client.end();
  const kept = new Map(rows.map((row) => [row.name, row]));
  const last = new Map<string, { number: number; ms: number }>();
  let [byNumber, byTime] = [0, 0];
  for (const { name } of ledger.acknowledged) {
    const row = kept.get(name);
    if (!row) continue;
    const before = last.get(row.who);
    const now = { number: Number(row.number), ms: row.ms };
    if (before && now.number <= before.number) byNumber += 1;
    if (before && now.ms < before.ms) byTime += 1;
    last.set(row.who, now);
  }
  return { wrongByNumber: byNumber, wrongByTime: byTime, compared: kept.size };
}

async function savedUnder(
  app: ClusterApp,
  who: ClusterApp['people'],
  ms: number,
): Promise<Ledger['acknowledged']> {
  const writers = startWriters(app.server, who);
  await wait(ms);
  await writers.stop();
  return writers.ledger.acknowledged;
}

async function oneRound(seed: number, dir: string): Promise<Round> {
  const clock = clockFile(dir);
  const server = await startSingle({ dir: join(dir, 'server'), env: clock.env });
  try {
    const app = await startApp(server, people);
    const { owner, close } = ownerOf(server.url);
    const db = openDatabase({ url: server.url, roleSecret: server.roleSecret, poolSize: 2 });
    const told: object[] = [];
    const watch = watchClocks({ db, everyMs: 400, log: { error: (fields) => told.push(fields) } });
    try {
      const acknowledged = await savedUnder(app, app.people, 2_000);
      const falseAlarms = told.length;
      let signedOut = 0;
      for (const seconds of settings) {
        clock.set(seconds);
        await wait(1_000);
        signedOut += await howManySignedOut(app);
        // Somebody whose time is over logs in again: the same people, under new sessions.
        await renewSessions(owner, app);
        acknowledged.push(...(await savedUnder(app, app.people, 2_000)));
      }
      await wait(1_000);
      const compared = await wrongPairs({ acknowledged }, server);
      return {
        seed,
        acknowledged: acknowledged.length,
        ...(await compareLedger({ acknowledged }, await server.connect())),
        wrongByNumber: compared.wrongByNumber,
        wrongByTime: compared.wrongByTime,
        jumps: settings.length,
        told: told.length - falseAlarms,
        falseAlarms,
        signedOut,
      };
    } finally {
      await watch.stop();
      await db.close();
      await close();
      await app.close();
    }
  } finally {
    server.kill();
  }
}

async function howManySignedOut(app: ClusterApp): Promise<number> {
  const answers = await Promise.all(
    app.people.map((who) => app.server.as(who, '/api/saved-searches')),
  );
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  return answers.filter(({ status }) => status === 401).length;
}

/** New sessions of the same hats, made by the clock as it is set now. */
async function renewSessions(
  owner: ReturnType<typeof ownerOf>['owner'],
  app: ClusterApp,
): Promise<void> {
  const fresh = await signInPeople(owner, app.people.length);
  for (const [n, person] of app.people.entries()) {
    await owner(
      `update auth.session set person_id = $1, hat_id = $2, organisation_id = $3
        where token_hash = sha256(decode($4, 'hex'))`,
      [person.personId, person.hatId, person.organisationId, fresh[n]!.token],
    );
    person.token = fresh[n]!.token;
  }
}

/**
 * The database's clock is set back an hour, on a day, and right again, under load: nothing is lost, what happened
 * keeps its order by number, and the jump is told. Control: ordered by time the same writes must stand wrong.
 */
export async function run(asked: Asked) {
  if (!existsSync(library)) throw new Error('Not installed: libfaketime.');
  const kept = keptRounds<Round>('clock-jump', asked);
  for (let n = 0; n < (asked.given.count ?? 2); n += 1) {
    const dir = join(drillFolder(), `clock-jump-${process.pid}`);
    try {
      kept.keep(await oneRound(kept.next, dir));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }
  const total = (of: (round: Round) => number) => sum(kept.all.map(of));
  const figures = {
    rounds: kept.all.length,
    acknowledged: total((round) => round.acknowledged),
    lost: total((round) => round.lost),
    twice: total((round) => round.twice),
    wrongByNumber: total((round) => round.wrongByNumber),
    jumps: total((round) => round.jumps),
    told: total((round) => round.told),
    falseAlarms: total((round) => round.falseAlarms),
    signedOut: total((round) => round.signedOut),
  };
  const wrongByTime = total((round) => round.wrongByTime);
  return {
    ok:
      figures.lost + figures.twice + figures.wrongByNumber + figures.falseAlarms === 0 &&
      figures.told === figures.jumps &&
      wrongByTime > 0,
    ...figures,
    control: { wrongByTime, void: wrongByTime === 0 },
  };
}
