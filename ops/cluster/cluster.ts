import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { askPatroni, healthy, reachable } from './ask.ts';
import { makeDatabase } from './make-database.ts';
import {
  type ClusterPlan,
  haproxyFile,
  type Member,
  memberUrl,
  patroniFile,
  pgbouncerFile,
  urlOf,
  userList,
} from './plan.ts';
import {
  account,
  freePorts,
  processesOf,
  type Program,
  requirePackages,
  serverPid,
  startProgram,
  titleOf,
} from './programs.ts';

/** A cluster that runs: members under Patroni, HAProxy and PgBouncer before them. */
export interface Cluster {
  readonly plan: ClusterPlan;
  /** DATABASE_URL and DATABASE_ROLE_SECRET of the program. */
  readonly url: string;
  readonly roleSecret: string;
  /** The member that takes writes now; null while there is none. */
  primary(): Promise<Member | null>;
  /** Members that have every acknowledged write. */
  synchronous(): Promise<string[]>;
  /** Until there is a primary and, where writes wait for one, a synchronous standby. */
  settled(withinMs?: number): Promise<Member>;
  /** Until every member follows the primary, as before a fault that comes alone. */
  whole(withinMs?: number): Promise<Member>;
  /** A member's own server as superuser; the caller ends the client. */
  connect(member: Member): Promise<pg.Client>;
  /** Sends a signal to all processes of a member's server; with `machine` to its Patroni as well. */
  strike(member: Member, signal: NodeJS.Signals, reach: 'server' | 'machine'): void;
  /** Stops what a member sends to the others; letting it go on needs a SIGCONT to its server. */
  holdReplication(member: Member): void;
  /** Starts a member's Patroni again after its machine was struck down. */
  revive(member: Member): void;
  dataDir(member: Member): string;
  stop(): Promise<void>;
}

const secret = () => randomBytes(24).toString('hex');
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Draws ports and secrets for a new cluster in a folder. */
async function makePlan(
  dir: string,
  synchronous: ClusterPlan['synchronous'],
  count: number,
): Promise<ClusterPlan> {
  const [client, peer, primary, stats, pgbouncer, ...rest] = await freePorts(5 + 2 * count);
  return {
    dir,
    synchronous,
    etcd: { client: client!, peer: peer! },
    haproxy: { port: primary!, stats: stats! },
    pgbouncer: pgbouncer!,
    members: Array.from({ length: count }, (_, n) => ({
      name: `m${n + 1}`,
      port: rest[2 * n]!,
      rest: rest[2 * n + 1]!,
    })),
    secrets: { superuser: secret(), replication: secret(), owner: secret(), roles: secret() },
    binDir: '/usr/lib/postgresql/15/bin',
  };
}

function writeFiles(plan: ClusterPlan): void {
  const own = account();
  const give = (path: string) => own && chownSync(path, own.uid, own.gid);
  const folder = (path: string) => {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o700);
    give(path);
  };
  const file = (path: string, text: string) => {
    writeFileSync(path, text, { mode: 0o600 });
    give(path);
  };
  for (const name of ['', 'etcd', 'haproxy', 'pgbouncer', ...plan.members.map((m) => m.name)])
    folder(join(plan.dir, name));
  for (const member of plan.members)
    file(join(plan.dir, member.name, 'patroni.json'), patroniFile(plan, member));
  file(join(plan.dir, 'haproxy/haproxy.cfg'), haproxyFile(plan));
  file(join(plan.dir, 'pgbouncer/pgbouncer.ini'), pgbouncerFile(plan));
  file(join(plan.dir, 'pgbouncer/userlist.txt'), userList(plan));
}

const log = (plan: ClusterPlan, name: string) => join(plan.dir, `${name}.log`);

function startEtcd({ dir, etcd, ...plan }: ClusterPlan): Program {
  const peer = `http://127.0.0.1:${etcd.peer}`;
  const client = `http://127.0.0.1:${etcd.client}`;
  return startProgram(
    'etcd',
    [
      '/usr/bin/etcd',
      '--name=e1',
      `--data-dir=${join(dir, 'etcd/data')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=e1=${peer}`,
      '--enable-v2=true',
      '--logger=zap',
      '--log-level=error',
    ],
    { log: log({ dir, etcd, ...plan }, 'etcd') },
  );
}

const startPatroni = (plan: ClusterPlan, { name }: Member): Program =>
  startProgram(name, ['/usr/bin/patroni', join(plan.dir, name, 'patroni.json')], {
    log: log(plan, name),
  });

/**
 * Brings up a new cluster on loopback in an empty folder: etcd, members under Patroni (PostgreSQL with
 * checksums), HAProxy, PgBouncer.
 * @throws StartProblem when a package is not installed
 */
export async function startCluster(options: {
  dir: string;
  synchronous?: ClusterPlan['synchronous'];
  members?: number;
}): Promise<Cluster> {
  requirePackages();
  const plan = await makePlan(options.dir, options.synchronous ?? 'strict', options.members ?? 3);
  mkdirSync(dirname(plan.dir), { recursive: true });
  rmSync(plan.dir, { recursive: true, force: true });
  writeFiles(plan);
  const around: Program[] = [startEtcd(plan)];
  const patronis = new Map<string, Program>();
  const revive = (member: Member) => void patronis.set(member.name, startPatroni(plan, member));
  const dataDir = ({ name }: Member) => join(plan.dir, name, 'data');

  const primary = async () => {
    const found = (await askPatroni(plan))?.find(({ role }) => role === 'leader');
    return plan.members.find(({ name }) => name === found?.name) ?? null;
  };
  const synchronous = async () =>
    ((await askPatroni(plan)) ?? [])
      .filter(({ role }) => role === 'sync_standby')
      .map(({ name }) => name);
  const settled = async (withinMs = 90_000) => {
    for (const ends = Date.now() + withinMs; Date.now() < ends; await wait(250)) {
      const found = await primary();
      if (found && (plan.synchronous === 'off' || (await synchronous()).length > 0)) return found;
    }
    throw new Error(`The cluster did not settle within ${withinMs / 1000} s: see ${plan.dir}.`);
  };
  const whole = async (withinMs = 90_000) => {
    for (const ends = Date.now() + withinMs; Date.now() < ends; await wait(250)) {
      const now = (await askPatroni(plan)) ?? [];
      const leader = now.find(({ role }) => role === 'leader');
      // One that was primary says that it runs before it was wound back: its timeline tells.
      const following = now.filter(
        ({ role, timeline }) =>
          timeline === leader?.timeline && (plan.synchronous === 'off' || role === 'sync_standby'),
      );
      if (leader && following.length >= plan.members.length - (plan.synchronous === 'off' ? 0 : 1))
        return settled(withinMs);
    }
    throw new Error(`Not every member came back within ${withinMs / 1000} s: see ${plan.dir}.`);
  };
  const stop = async () => {
    for (const program of around.toReversed()) if (program.name !== 'etcd') await program.stop();
    await Promise.all([...patronis.values()].map((program) => program.stop()));
    for (const member of plan.members) {
      const pid = serverPid(dataDir(member));
      if (pid !== null) process.kill(pid, 'SIGQUIT');
    }
    await around[0]!.stop();
  };

  try {
    await healthy(`http://127.0.0.1:${plan.etcd.client}/health`);
    // The first makes the database; those that follow copy it.
    revive(plan.members[0]!);
    for (let n = 0; (await primary()) === null; n += 1) {
      if (n > 240) throw new Error(`No primary came up: see ${log(plan, 'm1')}.`);
      await wait(250);
    }
    for (const member of plan.members.slice(1)) revive(member);
    const first = await settled();
    await makeDatabase((database) => memberUrl(plan, first, database), plan.secrets.owner);
    around.push(
      startProgram(
        'haproxy',
        ['/usr/sbin/haproxy', '-db', '-f', join(plan.dir, 'haproxy/haproxy.cfg')],
        {
          log: log(plan, 'haproxy'),
        },
      ),
      startProgram(
        'pgbouncer',
        ['/usr/sbin/pgbouncer', join(plan.dir, 'pgbouncer/pgbouncer.ini')],
        {
          log: log(plan, 'pgbouncer'),
        },
      ),
    );
    await reachable(urlOf(plan));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    plan,
    url: urlOf(plan),
    roleSecret: plan.secrets.roles,
    primary,
    synchronous,
    settled,
    whole,
    async connect(member) {
      const client = new pg.Client(memberUrl(plan, member));
      client.on('error', () => {});
      await client.connect();
      return client;
    },
    strike(member, signal, reach) {
      const patroni = patronis.get(member.name)?.child.pid;
      if (reach === 'machine' && patroni !== undefined) process.kill(patroni, signal);
      const server = serverPid(dataDir(member));
      for (const pid of server === null ? [] : processesOf(server)) {
        try {
          process.kill(pid, signal);
        } catch {
          // It ended meanwhile.
        }
      }
    },
    holdReplication(member) {
      const server = serverPid(dataDir(member));
      for (const pid of server === null ? [] : processesOf(server))
        if (titleOf(pid).includes('walsender')) process.kill(pid, 'SIGSTOP');
    },
    revive,
    dataDir,
    stop,
  };
}
