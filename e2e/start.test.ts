import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../src/platform/config.ts';
import { refuseFullDisk } from '../src/platform/db/cluster.ts';
import { startEmbedded } from '../src/platform/db/embedded.ts';
import { freePort } from '../src/platform/testing/server.ts';

/** Starts the program as people do, and listens to what it says. */
class Program {
  out = '';
  err = '';
  code: number | null = null;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(args: string[], env: Record<string, string>) {
    this.child = spawn(join(projectRoot, 'bin/vrijplaats'), args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout!.on('data', (text: Buffer) => {
      this.out += text.toString();
    });
    this.child.stderr!.on('data', (text: Buffer) => {
      this.err += text.toString();
    });
    this.ended = new Promise((resolve) =>
      this.child.once('exit', (code) => {
        this.code = code;
        resolve(code);
      }),
    );
  }

  async ready(timeoutMs = 240_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!/^Vrijplaats: /m.test(this.out)) {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.out}${this.err}`);
      if (Date.now() > deadline) throw new Error(`not ready in time: ${this.out}${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const started: Program[] = [];
// Under /var/tmp: as root the database runs as another user, who must be able to come there.
const folders: string[] = [];
const newFolder = () => {
  const made = mkdtempSync('/var/tmp/vrijplaats-e2e-');
  folders.push(made);
  return made;
};
const dataDir = newFolder();
let port: number;
const url = () => `http://localhost:${port}`;
const run = (args: string[], env: Record<string, string> = {}) => {
  const program = new Program(args, {
    VRIJPLAATS_DATA: dataDir,
    PORT: String(port),
    DEMO_PACE: '0',
    ...env,
  });
  started.push(program);
  return program;
};
const oneSentence = /^[A-Z][^\n]*\.\n$/;

beforeAll(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const program of started.splice(0)) {
    if (program.child.exitCode === null && program.child.signalCode === null) {
      program.child.kill('SIGTERM');
      await program.ended;
    }
  }
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Does something as the owner while the server runs for nobody else. */
async function withOwner(work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const server = await startEmbedded({ dataDir });
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
    await server.stop();
  }
}

describe('the demo', () => {
  test('a first start that is broken off leaves nothing half done', async () => {
    const first = run(['demo']);
    await expect
      .poll(() => first.out, { timeout: 120_000, interval: 50 })
      .toContain('Filling the demo 10 %');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(first.err).toBe('');
    expect(first.out).toMatch(/Stopped before it was ready; nothing is left half done\.\n$/);
    expect(existsSync(join(dataDir, 'vrijplaats.lock'))).toBe(false);
  }, 180_000);

  test('starts, answers, refuses a second, is asked by the command line, and stops', async () => {
    const program = run(['demo']);
    await program.ready();
    expect(program.out.match(/http:\S+/g)).toEqual([url()]);
    expect(program.out).toMatch(/Filling the demo 0 %\n(.*\n)*Filling the demo 100 %\n/);
    expect((await fetch(`${url()}/ready`)).status).toBe(200);
    const page = await fetch(`${url()}/`);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await (await fetch(`${url()}/api/session`)).json()).toMatchObject({
      signedIn: false,
      demo: true,
    });

    const second = run(['demo']);
    expect(await second.ended).toBe(1);
    expect(second.err).toBe(
      `Vrijplaats already runs at ${url()} (process ${program.child.pid}).\n`,
    );

    const photo = run(['photo']);
    expect(await photo.ended).toBe(0);
    expect((JSON.parse(photo.out) as { units: unknown[] }).units.length).toBeGreaterThan(500);

    program.child.kill('SIGTERM');
    expect([await program.ended, program.err]).toEqual([0, '']);
    expect(existsSync(join(dataDir, 'server.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'cluster/postmaster.pid'))).toBe(false);
    await expect(fetch(`${url()}/live`)).rejects.toThrow();
  }, 360_000);

  test('starts again without filling, also after it was killed, and lets requests and streams end', async () => {
    const killed = run(['demo']);
    await killed.ready();
    expect(killed.out).not.toContain('Filling');
    killed.child.kill('SIGKILL');
    await killed.ended;

    const program = run(['demo']);
    await program.ready();
    expect(program.err).toBe('');
    const answers = Array.from({ length: 20 }, () =>
      fetch(`${url()}/live`).then((response) => response.status),
    );
    // All are connected by then, and some have not spoken yet.
    await Promise.race(answers);
    program.child.kill('SIGINT');
    expect(await Promise.all(answers)).toEqual(answers.map(() => 200));
    expect([await program.ended, program.err]).toEqual([0, '']);
  }, 360_000);

  test('is not filled otherwise without being thrown away', async () => {
    const program = run(['demo', '--scale', '2']);
    expect(await program.ended).toBe(1);
    expect(program.err).toMatch(/^The demo was filled with --scale 1 .* Add --reset .*\.\n$/);
  }, 120_000);

  test('is thrown away and filled anew when asked, also one that a newer program made', async () => {
    await withOwner((owner) =>
      owner.query(`insert into public.pgmigrations (name, run_on) values ('9999_later', now())`),
    );
    const refused = run(['demo']);
    expect(await refused.ended).toBe(1);
    expect(refused.err).toMatch(/^The database is newer than this program .*\.\n$/);
    const reset = run(['demo', '--reset', '--seed', 'anew']);
    await reset.ready();
    expect(reset.out).toContain('Filling the demo 100 %');
    expect(reset.err).toBe('');
    reset.child.kill('SIGTERM');
    expect(await reset.ended).toBe(0);
  }, 360_000);

  test('the command line starts the database for itself and stops it', async () => {
    const photo = run(['photo', '--format', 'table']);
    expect(await photo.ended).toBe(0);
    expect(photo.out).toMatch(/^unit +recognised/);
    expect(existsSync(join(dataDir, 'cluster/postmaster.pid'))).toBe(false);
  }, 120_000);
});

describe('one sentence for', () => {
  let taken: Server | undefined;
  afterEach(() => void taken?.close());

  test('a port that another program has', async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken!.listen(port, 'localhost', resolve));
    const program = run(['serve'], { VRIJPLAATS_DATA: newFolder() });
    expect(await program.ended).toBe(1);
    expect(program.err).toBe(
      `Port ${port} is in use by another program. Choose another, for example PORT=${port + 1}.\n`,
    );
  }, 60_000);

  test.each<[string, Record<string, string>, RegExp]>([
    ['a port that is none', { PORT: 'x' }, /^PORT is "x"/],
    ['an address that is not ours', { HOST: '203.0.113.1' }, /^HOST is "203\.0\.113\.1"/],
    [
      'people who would come without https',
      { PUBLIC_URL: 'http://vrijplaats.example' },
      /must come by https/,
    ],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z', DATABASE_ROLE_SECRET: 'x'.repeat(32) },
      /no PostgreSQL answers there/,
    ],
    ['a missing secret', { DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' }, /DATABASE_ROLE_SECRET/],
    ['a folder that cannot be made', { VRIJPLAATS_DATA: '/etc/hostname/here' }, /cannot be made/],
  ])(
    '%s',
    async (_name, env, words) => {
      const program = run(['serve'], { VRIJPLAATS_DATA: newFolder(), ...env });
      expect(await program.ended).toBe(1);
      expect(program.err).toMatch(words);
      expect(program.err).toMatch(oneSentence);
      expect(program.out).toBe('');
    },
    60_000,
  );

  test('a damaged database, and one that another version made', async () => {
    const control = join(dataDir, 'cluster/PG_VERSION');
    const before = readFileSync(control, 'utf8');
    writeFileSync(control, '17\n');
    const other = run(['serve']);
    expect(await other.ended).toBe(1);
    expect(other.err).toMatch(/was made by PostgreSQL 17/);
    rmSync(control);
    const damaged = run(['serve']);
    expect(await damaged.ended).toBe(1);
    expect(damaged.err).toMatch(/is damaged: PG_VERSION is missing/);
    writeFileSync(control, before);
    for (const { err } of [other, damaged]) expect(err).toMatch(oneSentence);
  }, 60_000);

  const isRoot = process.getuid?.() === 0;
  const small = isRoot ? 'a small disk of its own' : 'simulated: only root can make a small disk';
  test(`a disk that is full before or while the demo is filled (${small})`, async () => {
    if (!isRoot) {
      expect(() => refuseFullDisk('/data', () => ({ bavail: 1, bsize: 4096 }))).toThrow(
        /Make room/,
      );
      return;
    }
    for (const [size, words] of [
      ['64m', /^The disk of .* has \d+ MB left; Vrijplaats needs at least 315 MB\. Make room /],
      ['340m', /^PostgreSQL stopped: the disk is full\. Make room and start again\.\n$/],
    ] as const) {
      const folder = newFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder]);
      try {
        const program = run(['demo'], { VRIJPLAATS_DATA: join(folder, 'data') });
        expect(await program.ended).toBe(1);
        expect(program.err).toMatch(words);
        expect(program.err).toMatch(/^[^\n]*\n$/);
      } finally {
        execFileSync('umount', [folder]);
      }
    }
  }, 400_000);

  test('a command that does not exist suggests the one that was meant', async () => {
    const program = run(['phto']);
    expect(await program.ended).toBe(1);
    expect(program.err).toContain('Did you mean photo?');
    const option = run(['demo', '--scle', '3']);
    expect(await option.ended).toBe(1);
    expect(option.err).toContain('Did you mean --scale?');
  }, 60_000);
});

test('help teaches each command by example', async () => {
  for (const command of ['demo', 'serve', 'import', 'photo', 'snapshot', 'feasible', 'migrate']) {
    const help = run([command, '--help']);
    expect(await help.ended).toBe(0);
    expect(help.out).toMatch(new RegExp(`Examples?:\\n  .*vrijplaats ${command}`));
  }
}, 60_000);
