import pg from 'pg';
import { StartProblem } from '../errors.ts';
import { openKeyring, prepareKeyring } from './keyring.ts';
import { openMasterKeys } from './master-keys.ts';
import { type Vault, vaultOver } from './vault.ts';

/** The database of keys beside the one of a connection: its name with `_keys`. */
export function keyringBeside(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `${url.pathname}_keys`;
  return url.toString();
}

async function makeDatabase(ownerUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const known = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (known.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
    await client.query(`revoke connect on database ${pg.escapeIdentifier(name)} from public`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // Somebody else made it in the same moment.
    if (code === '42P04' || code === '23505' || code === 'XX000') return;
    throw new StartProblem(
      `The database "${name}" for the keys of files cannot be made: ${message}. Make it yourself, or say with VAULT_DATABASE_URL where it is.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Opens the vault of an installation.
 * @param options.keysUrl the database of keys; null: beside the main one, made where it is missing
 * @param options.keyFile the master keys; made where nothing is sealed yet
 * @throws StartProblem with one clear sentence
 */
export async function openVault(options: {
  ownerUrl: string;
  keysUrl?: string | null;
  keyFile: string;
}): Promise<Vault> {
  const url = options.keysUrl ?? keyringBeside(options.ownerUrl);
  if (!options.keysUrl)
    await makeDatabase(options.ownerUrl, decodeURIComponent(new URL(url).pathname.slice(1)));
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    allowExitOnIdle: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    application_name: 'vrijplaats vault',
  });
  pool.on('error', () => {});
  try {
    const holdsKeys = await prepareKeyring(pool);
    return vaultOver(openKeyring(pool, openMasterKeys(options.keyFile, !holdsKeys)));
  } catch (error) {
    await pool.end();
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      `The database of keys cannot be used: ${(error as Error).message}. It is beside the main one, or where VAULT_DATABASE_URL says.`,
      { cause: error },
    );
  }
}
