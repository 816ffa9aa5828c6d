import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { policiesSql } from '../src/access/policies.ts';
import { fillDemo } from '../src/demo/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import { projectRoot } from '../src/platform/config.ts';
import { type Caller, type Database, openDatabase } from '../src/platform/db/database.ts';
import { openVault } from '../src/platform/vault/open-vault.ts';
import { type EmbeddedServer, startEmbedded } from '../src/platform/db/embedded.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import type { ApplicationRole } from '../src/platform/db/roles.ts';

export interface BenchWorld {
  server: EmbeddedServer;
  db: Database;
  /** The server's own superuser: what row-level security does not bind. */
  superuserUrl: string;
  ownerUrl: string;
  roleSecret: string;
  /** The file of the master keys. */
  vaultKey: string;
  /** Somebody of the role; of an area where one is named. */
  caller(role: ApplicationRole, area?: string): Promise<Caller>;
  close(): Promise<void>;
}

/**
 * The demo Flanders at a scale, made once and kept for the next run.
 * @param years of history; the demo's own where absent
 * @param purpose a world of its own for a row that writes to it
 */
export async function openWorld(
  scale: number,
  years?: number,
  purpose?: string,
): Promise<BenchWorld> {
  const dataDir = join(
    process.env['BENCH_DATA'] ?? join(projectRoot, '.data/bench'),
    (years === undefined ? `scale-${scale}` : `scale-${scale}-years-${years}`) +
      (purpose === undefined ? '' : `-${purpose}`),
  );
  const server = await startEmbedded({
    dataDir,
    // Decades are filled three times as fast when no checkpoint comes between, which writes whole pages over again.
    settings: { shared_buffers: '1GB', max_wal_size: '16GB', checkpoint_timeout: '1h' },
  });
  const { ownerUrl, roleSecret } = server;
  await migrate({ url: ownerUrl, roleSecret, policies: policiesSql() });
  const vaultKey = `${dataDir}.vault-key`;
  const vault = await openVault({ ownerUrl, keyFile: vaultKey });
  const db = openDatabase({ url: ownerUrl, roleSecret, vault, poolSize: 40 });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const filled = await owner.query('select exists (select 1 from capacity.unit_live) as yes');
  if (!filled.rows[0].yes) {
    process.stderr.write(`Filling scale ${scale}; this happens once.\n`);
    await owner.query(`update platform.instance set mode = 'demo'`);
    await fillDemo({
      db,
      clock: systemClock,
      seed: '1',
      scale,
      ...(years !== undefined && { years }),
      issuer: 'bench',
      progress: () => {},
    });
    await owner.query('vacuum analyze');
  }
  const superuser = new URL(ownerUrl);
  superuser.username = 'postgres';
  superuser.password = server.superuserPassword;
  return {
    server,
    db,
    ownerUrl,
    roleSecret,
    vaultKey,
    superuserUrl: superuser.toString(),
    caller: (role, area) => openSession(owner, role, area),
    async close() {
      await owner.end();
      await db.close();
      await server.stop();
    },
  };
}

/** A session of a demo person of the role, as the log-in would make it. */
async function openSession(
  owner: pg.Client,
  role: ApplicationRole,
  area?: string,
): Promise<Caller> {
  const token = randomBytes(32).toString('hex');
  const made = await owner.query(
    `insert into auth.session (id, token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code,
       idle_limit, idle_ends_at, ends_at)
     select $1, $2, 'bench', h.person_id, h.id, h.role_code, h.organisation_id, h.area_code,
            interval '8 hours', now() + interval '8 hours', now() + interval '8 hours'
       from auth.hat h where h.role_code = $3 and h.valid @> current_date and ($4::text is null or h.area_code = $4) order by h.id limit 1`,
    [
      randomUUID(),
      createHash('sha256').update(Buffer.from(token, 'hex')).digest(),
      role,
      area ?? null,
    ],
  );
  if (made.rowCount === 0) throw new Error(`the demo has nobody in the role ${role}`);
  return { role, token };
}

/** So many people of a role, each with a session: what is limited for each person is met by none of them. */
export async function makeCallers(
  world: Pick<BenchWorld, 'superuserUrl'>,
  role: ApplicationRole,
  count: number,
): Promise<Caller[]> {
  const client = await clientOf(world.superuserUrl);
  await client.query(`set session_replication_role = replica`);
  const callers: Caller[] = [];
  for (let n = 0; n < count; n++) {
    const token = randomBytes(32).toString('hex');
    const made = await client.query(
      `with h as (select * from auth.hat where role_code = $3 and valid @> current_date order by id limit 1),
         p as (insert into auth.person (id, issuer, subject, name, invented) values ($1::uuid, 'bench', $1::text, 'Meting (verzonnen)', true) returning id),
         own as (insert into auth.hat (person_id, role_code, organisation_id, area_code, valid)
           select p.id, h.role_code, h.organisation_id, h.area_code, h.valid from h, p returning *)
       insert into auth.session (id, token_hash, csrf_token, person_id, hat_id, role_code, organisation_id, area_code,
         idle_limit, idle_ends_at, ends_at)
       select $1::uuid, $2, 'bench', own.person_id, own.id, own.role_code, own.organisation_id, own.area_code,
              interval '8 hours', now() + interval '8 hours', now() + interval '8 hours' from own`,
      [randomUUID(), createHash('sha256').update(Buffer.from(token, 'hex')).digest(), role],
    );
    if (made.rowCount === 0) throw new Error(`the demo has nobody in the role ${role}`);
    callers.push({ role, token });
  }
  await client.end();
  return callers;
}

/** A client of one login outside the pools, for statements that a bench times by itself. */
export async function clientOf(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
