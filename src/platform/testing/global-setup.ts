import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { policiesSql } from '../../access/policies.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openVault } from '../vault/open-vault.ts';
import pg from 'pg';

declare module 'vitest' {
  interface ProvidedContext {
    /** `runFolder`: what test files share in this run (`made-once.ts`). */
    database: {
      ownerUrl: string;
      roleSecret: string;
      superuserPassword: string;
      runFolder: string;
    };
  }
}

/** One embedded server for the whole run; every test file clones its own database from the template. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'vrijplaats-test-'));
  const server = await startEmbedded({
    dataDir,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
      // Tests provoke refusals by the hundred thousand; each would be written down with its statement.
      log_min_messages: 'fatal',
    },
  });
  await migrate({ url: server.ownerUrl, roleSecret: server.roleSecret, policies: policiesSql() });
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query(`update platform.instance set mode = 'test'`);
  await owner.end();
  const runFolder = mkdtempSync(join(tmpdir(), 'vrijplaats-run-'));
  const { ownerUrl, roleSecret, superuserPassword } = server;
  await (await openVault({ ownerUrl, keyFile: join(runFolder, 'vault-key') })).close();
  project.provide('database', { ownerUrl, roleSecret, superuserPassword, runFolder });
  return async () => {
    await server.stop();
    for (const folder of [dataDir, runFolder]) rmSync(folder, { recursive: true, force: true });
  };
}
