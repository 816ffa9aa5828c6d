import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveSettings, backupFile } from '../backup/pgbackrest.ts';
import { own, ownFolder, type SingleServer, startSingle } from '../cluster/single.ts';

const stanza = 'drill';
const pgbackrest = '/usr/bin/pgbackrest';

/** A server of a drill whose changes are archived, and its repository. */
export interface BackedUpServer {
  server: SingleServer;
  repository: string;
  /** Runs pgBackRest. @throws Error with what it said */
  backup(...args: string[]): string;
  /** What `verify` found wrong; empty when all is well. */
  verify(): string[];
}

/** `verify` says what it found in words and counts, and ends well also when it found damage. */
export const faultsIn = (said: string): string[] =>
  said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) =>
      /invalid|missing|error|corrupt|checksum|unable|other:/i.test(
        line.replaceAll(/(checksum |size )?(invalid|missing|other): 0\b/gi, ''),
      ),
    );

export async function startBackedUp(dir: string): Promise<BackedUpServer> {
  ownFolder(dir);
  const work = ownFolder(join(dir, 'work'));
  const repository = ownFolder(join(dir, 'repository'));
  const configFile = join(dir, 'pgbackrest.conf');
  const serverDir = join(dir, 'server');
  const socketDir = ownFolder(join(dir, 'socket'));
  // pgBackRest asks the server before it copies: the file must stand before the first segment is archived.
  const server = await startSingle({
    dir: serverDir,
    settings: {
      ...archiveSettings(configFile, stanza),
      unix_socket_directories: socketDir,
      max_wal_size: '2GB',
    },
  });
  const plan = {
    stanza,
    repository,
    passphrase: randomBytes(24).toString('hex'),
    dataDir: server.dataDir,
    port: server.port,
    socketDir,
    workDir: work,
  };
  writeFileSync(configFile, backupFile(plan), { mode: 0o600 });
  own(configFile);
  const passwords = join(dir, 'pgpass');
  writeFileSync(passwords, `*:*:*:postgres:${server.superuserPassword}\n`, { mode: 0o600 });
  own(passwords);
  const run = (args: readonly string[]) =>
    server.run(pgbackrest, [`--config=${configFile}`, `--stanza=${stanza}`, ...args], {
      PGPASSFILE: passwords,
    });
  const backup = (...args: string[]) => {
    const { ok, said } = run(args);
    if (!ok) throw new Error(`pgbackrest ${args.join(' ')}: ${said}`);
    return said;
  };
  backup('stanza-create');
  return {
    server,
    repository,
    backup,
    verify() {
      const { ok, said } = run(['verify', '--output=text', '--verbose']);
      const faults = faultsIn(said);
      return ok || faults.length > 0 ? faults : [said];
    },
  };
}
