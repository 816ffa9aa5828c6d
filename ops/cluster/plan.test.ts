import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupFile } from '../backup/pgbackrest.ts';
import { webProxyFile } from '../web-proxy.ts';
import { type ClusterPlan, haproxyFile, patroniFile, pgbouncerFile, userList } from './plan.ts';

const plan: ClusterPlan = {
  dir: '/srv/x',
  synchronous: 'strict',
  etcd: { client: 1, peer: 2 },
  haproxy: { port: 3, stats: 4 },
  pgbouncer: 5,
  members: [1, 2, 3].map((n) => ({ name: `m${n}`, port: 10 + n, rest: 20 + n })),
  secrets: {
    superuser: 's-geheim',
    replication: 'r-geheim',
    owner: 'o-geheim',
    roles: 'x'.repeat(32),
  },
  binDir: '/usr/lib/postgresql/15/bin',
};
const processes = [
  { name: 'p1', port: 3001 },
  { name: 'p2', port: 3002 },
];

test('a write waits for every other server, and a paused primary cannot write over its successor', () => {
  const { etcd, etcd3, bootstrap } = JSON.parse(patroniFile(plan, plan.members[0]!)) as {
    etcd?: object;
    etcd3?: object;
    bootstrap: { dcs: Record<string, number>; initdb: unknown[] };
  };
  expect([etcd, etcd3]).toEqual([{ host: '127.0.0.1:1' }, undefined]);
  const { dcs, initdb } = bootstrap;
  expect(dcs).toMatchObject({
    synchronous_mode: true,
    synchronous_mode_strict: true,
    synchronous_node_count: 2,
  });
  // What Patroni itself asks, and what a watchdog needs beside its margin of five seconds.
  expect(dcs['ttl']).toBeGreaterThanOrEqual(dcs['loop_wait']! + 2 * dcs['retry_timeout']!);
  expect(dcs['ttl']! - 5).toBeGreaterThanOrEqual(2 * dcs['loop_wait']!);
  expect(initdb).toContain('data-checksums');
});

test('the control waits for nobody', () => {
  const { bootstrap } = JSON.parse(
    patroniFile({ ...plan, synchronous: 'off' }, plan.members[0]!),
  ) as { bootstrap: { dcs: object } };
  expect(bootstrap.dcs).toMatchObject({ synchronous_mode: false });
});

test('the password of a login is in the list of the pooler alone', () => {
  const open = [haproxyFile(plan), pgbouncerFile(plan)].join('\n');
  for (const secret of Object.values(plan.secrets)) expect(open).not.toContain(secret);
  expect(userList(plan)).toContain('"vp_owner" "o-geheim"');
  expect(userList(plan)).not.toContain(plan.secrets.roles);
});

test.for([
  ['before the database', haproxyFile(plan)],
  ['before the program', webProxyFile({ port: 8443, certificate: null, processes })],
])('HAProxy takes the file %s', ([, text = ''], context) => {
  const program = '/usr/sbin/haproxy';
  if (!existsSync(program)) context.skip(`SKIPPED, not installed: ${program}`);
  const dir = mkdtempSync(join(tmpdir(), 'vrijplaats-plan-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const file = join(dir, 'haproxy.cfg');
  writeFileSync(file, text);
  expect(() => execFileSync(program, ['-c', '-f', file], { stdio: 'pipe' })).not.toThrow();
});

test('people come by TLS, and a process that says no gets no requests', () => {
  const text = webProxyFile({ port: 443, certificate: '/etc/x.pem', processes });
  expect(text).toMatch(/bind :443 ssl crt \/etc\/x\.pem ssl-min-ver TLSv1\.2/);
  expect(text).toContain('X-Forwarded-Proto https');
  expect(text).toContain('option httpchk GET /ready');
  expect(text.match(/^ {2}server /gm)).toHaveLength(2);
});

test('a backup is encrypted, and looks at the checksum of each page', () => {
  const text = backupFile({
    stanza: 'x',
    repository: '/b',
    passphrase: 'p',
    dataDir: '/d',
    port: 1,
    socketDir: '/s',
    workDir: '/w',
  });
  expect(text).toContain('repo1-cipher-type=aes-256-cbc');
  expect(text).toContain('checksum-page=y');
});
