import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { MasterKeys } from './master-keys.ts';
import { decrypt, encrypt } from './sealed-text.ts';

/**
 * The keys of files, each wrapped by a master key, in a database of their own: a backup of the sealed rows
 * holds no key, so that a key destroyed here is gone for every one of them.
 */
export interface Keyring {
  /** The keys that there are; of an erased file none. */
  fetch(files: readonly string[]): Promise<Map<string, Buffer>>;
  /** The same, made where a file has none yet; committed before this returns. Never again for an erased file. */
  fetchOrMake(files: readonly string[]): Promise<Map<string, Buffer>>;
  /** Destroys keys for good. @returns how many there were */
  destroy(files: readonly string[], reason: string): Promise<number>;
  isErased(file: string): Promise<boolean>;
  /** Wraps every key with a new master key; goes on where it was broken off. @returns how many it wrapped */
  rotate(): Promise<number>;
  /** Everything goes: for a demo that is made anew. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const schema = `
  create table if not exists master (name text primary key, current boolean not null);
  create unique index if not exists one_current on master (current) where current;
  create table if not exists file_key (file_id uuid primary key, wrapped bytea not null, master text not null references master (name),
    made_at timestamptz not null default now());
  create index if not exists file_key_master on file_key (master);
  create table if not exists erased (file_id uuid primary key, at timestamptz not null default now(), reason text not null);`;

const boundTo = (file: string) => `vrijplaats key of ${file}`;
const atOnce = 5_000;

type Wrapped = { file_id: string; wrapped: Buffer; master: string };

/** Makes the tables of an empty keyring. @returns whether it holds keys */
export async function prepareKeyring(pool: pg.Pool): Promise<boolean> {
  await pool.query(
    `begin; select pg_advisory_xact_lock(hashtext('vrijplaats keyring')); ${schema}; commit`,
  );
  const { rows } = await pool.query('select exists (select from file_key) as yes');
  return rows[0].yes as boolean;
}

/** @param pool connections to a prepared keyring */
export function openKeyring(pool: pg.Pool, masters: MasterKeys): Keyring {
  const unwrap = ({ file_id, wrapped, master }: Wrapped) =>
    decrypt(masters.key(master), boundTo(file_id), wrapped);

  async function fetch(files: readonly string[]): Promise<Map<string, Buffer>> {
    const { rows } = await pool.query<Wrapped>({
      name: 'keys of files',
      text: 'select file_id, wrapped, master from file_key where file_id = any ($1::uuid[])',
      values: [files],
    });
    return new Map(rows.map((row) => [row.file_id, unwrap(row)]));
  }

  async function currentMaster(): Promise<string> {
    const ask = 'select name from master where current';
    const [known] = (await pool.query<{ name: string }>(ask)).rows;
    if (known) return known.name;
    await pool.query(
      'insert into master (name, current) values ($1, true) on conflict do nothing',
      [masters.current()],
    );
    return (await pool.query<{ name: string }>(ask)).rows[0]!.name;
  }

  /** No key is wrapped with a master key that is being replaced: its row is held meanwhile. */
  async function make(files: readonly string[]): Promise<void> {
    for (;;) {
      const master = await currentMaster();
      const wrapped = files.map((file) =>
        encrypt(masters.key(master), boundTo(file), randomBytes(32)).toString('hex'),
      );
      const { rows } = await pool.query<{ holds: boolean }>(
        `with held as (select name from master where name = $1 and current for share),
              made as (insert into file_key (file_id, wrapped, master)
                select n.id, decode(n.wrapped, 'hex'), held.name
                  from unnest($2::uuid[], $3::text[]) as n (id, wrapped) cross join held
                 where not exists (select from erased e where e.file_id = n.id)
                on conflict (file_id) do nothing returning 1)
         select exists (select from held) as holds, (select count(*) from made) as made`,
        [master, files, wrapped],
      );
      if (rows[0]!.holds) return;
    }
  }

  async function rewrapSome(to: string): Promise<number> {
    const { rows } = await pool.query<Wrapped>(
      'select file_id, wrapped, master from file_key where master <> $1 order by file_id limit $2',
      [to, atOnce],
    );
    await pool.query(
      `update file_key k set wrapped = decode(n.wrapped, 'hex'), master = $1
         from unnest($2::uuid[], $3::text[]) as n (id, wrapped) where k.file_id = n.id`,
      [
        to,
        rows.map((row) => row.file_id),
        rows.map((row) =>
          encrypt(masters.key(to), boundTo(row.file_id), unwrap(row)).toString('hex'),
        ),
      ],
    );
    return rows.length;
  }

  return {
    fetch,
    async fetchOrMake(files) {
      const found = await fetch(files);
      const missing = files.filter((file) => !found.has(file));
      if (missing.length === 0) return found;
      for (let start = 0; start < missing.length; start += atOnce)
        await make(missing.slice(start, start + atOnce));
      return new Map([...found, ...(await fetch(missing))]);
    },
    async destroy(files, reason) {
      const { rowCount } = await pool.query(
        `with gone as (delete from file_key where file_id = any ($1::uuid[]) returning 1),
              noted as (insert into erased (file_id, reason) select distinct id, $2 from unnest($1::uuid[]) id on conflict do nothing)
         select from gone`,
        [files, reason],
      );
      return rowCount ?? 0;
    },
    async isErased(file) {
      const { rowCount } = await pool.query('select from erased where file_id = $1', [file]);
      return rowCount === 1;
    },
    async rotate() {
      const before = await currentMaster();
      const { rows } = await pool.query<{ stale: boolean }>(
        'select exists (select from file_key where master <> $1) as stale',
        [before],
      );
      masters.reload();
      // One that was broken off goes on: its new key is in the file already, or wraps some of them.
      const begun = masters.current() !== before || rows[0]!.stale;
      const to = begun ? masters.current() : masters.add();
      await pool.query(
        `with old as (update master set current = false where current and name <> $1 returning 1)
         insert into master (name, current) select $1, true from (select count(*) from old) done
         on conflict (name) do nothing`,
        [to],
      );
      let done = 0;
      for (;;) {
        const some = await rewrapSome(to);
        if (some === 0) break;
        done += some;
      }
      masters.dropOld();
      await pool.query('delete from master where not current');
      return done;
    },
    empty: async () => void (await pool.query('truncate file_key, erased')),
    close: () => pool.end(),
  };
}
