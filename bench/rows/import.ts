import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { policiesSql } from '../../src/access/policies.ts';
import {
  createImport,
  type ImportAccess,
  operatorAccess,
} from '../../src/capacity/import/import-file.ts';
import { importState } from '../../src/capacity/import/import-state.query.ts';
import { importAtOnce } from '../../src/capacity/import/prepare-import.ts';
import { theProgram } from '../../src/platform/db/command.ts';
import { type Database, openDatabase, type Writer } from '../../src/platform/db/database.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { addDays, dayIn } from '../../src/platform/period.ts';
import type { Measure } from '../measure.ts';

/** Stays for each place, one after another; the last one is still open. */
const staysEach = 20;
const placesEach = 50;
const target = 0.1;

interface Ground {
  server: EmbeddedServer;
  superuser: pg.Client;
  folder: string;
}

const urlOf = (base: string, database: string) => {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.toString();
};

async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'vrijplaats-bench-import-'));
  // The server may run as another user, who has to reach its data and, for the reference, the file.
  chmodSync(folder, 0o755);
  const server = await startEmbedded({
    dataDir: join(folder, 'data'),
    settings: { shared_buffers: '1GB', max_wal_size: '4GB' },
  });
  await migrate({ url: server.ownerUrl, roleSecret: server.roleSecret, policies: policiesSql() });
  const superuserUrl = new URL(server.ownerUrl);
  superuserUrl.username = 'postgres';
  superuserUrl.password = server.superuserPassword;
  superuserUrl.pathname = '/postgres';
  const superuser = new pg.Client({ connectionString: superuserUrl.toString() });
  await superuser.connect();
  return { server, superuser, folder };
}

/** Invented providers of ten units each, fifty places a unit. */
async function makeSupply(tx: Writer, units: number): Promise<void> {
  const texts = [
    `insert into region.region (code, name_nl, name_fr, name_en, minors) values ('WVL', 'West-Vlaanderen', 'x', 'x', 1)`,
    `insert into region.municipality (code, name, region_code, lat, lon, source) values ('M-WVL', 'Voorbeelddorp', 'WVL', 51, 3, 'bench')`,
    `insert into capacity.module_type (code, name_nl, residential, term, age_min, age_max, source) values ('STAY_O12', 'Verblijf', true, 'LONG', 12, 18, 'bench')`,
    `insert into auth.organisation (code, name, kind, invented)
       select 'B-' || g, 'Voorziening ' || g || ' (verzonnen)', 'provider', true from generate_series(0, ${Math.ceil(units / 10) - 1}) g`,
    `insert into capacity.provider (id, code, name, sector, region_code, invented)
       select id, code, name, 'OVBJ', 'WVL', true from auth.organisation where code like 'B-%'`,
    `insert into capacity.site (provider_id, code, name, municipality_code, region_code, lat, lon)
       select id, 'S', 'Vestiging', 'M-WVL', 'WVL', 51, 3 from capacity.provider`,
    `insert into capacity.care_unit (site_id, provider_id, code, name, age_min, age_max, gender_mix)
       select s.id, s.provider_id, 'U-' || g, 'Leefgroep ' || g, 0, 18, 'MIXED' from capacity.site s, generate_series(0, 9) g`,
    `insert into capacity.offered_module (unit_id, module_code, provider_id) select id, 'STAY_O12', provider_id from capacity.care_unit`,
    `insert into capacity.place (unit_id, module_code, provider_id, label)
       select id, 'STAY_O12', provider_id, g::text from capacity.care_unit, generate_series(1, ${placesEach}) g`,
  ];
  for (const text of texts) await tx.rows(text);
}

const headings = 'provider;key;unit;module;place;person_ref;from;until;expected_end_on;file_kind';

/** Invented stays as a file; a child has four stays, one after another. */
async function writeStays(path: string, units: number): Promise<number> {
  const out = createWriteStream(path);
  out.write(`${headings}\n`);
  const today = dayIn(new Date());
  let n = 0;
  for (let unit = 0; unit < units; unit++) {
    let text = '';
    for (let place = 1; place <= placesEach; place++) {
      for (let i = 0; i < staysEach; i++) {
        const ago = (staysEach - i) * 54 + (place % 50);
        const from = addDays(today, -ago);
        const until = i === staysEach - 1 ? '' : addDays(today, -ago + 54);
        const child = Math.floor((unit * placesEach + place) * (staysEach / 4) + i / 4);
        text += `B-${Math.floor(unit / 10)};K${n};U-${unit % 10};STAY_O12;${place};C${child};${from};${until};;VOLUNTARY\n`;
        n += 1;
      }
    }
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return n;
}

/** Rows a second that COPY brings into one unlogged table without any constraint. */
async function copyRate(ground: Ground, url: string, path: string, rows: number): Promise<number> {
  const superuser = new URL(url);
  superuser.username = 'postgres';
  superuser.password = ground.server.superuserPassword;
  const client = new pg.Client({ connectionString: superuser.toString() });
  await client.connect();
  await client.query(`create unlogged table public.copied (provider text, key text, unit text, module text, place text, person_ref text,
    "from" date, until date, expected_end_on date, file_kind text)`);
  const began = performance.now();
  await client.query(
    `copy public.copied from '${path}' with (format csv, header true, delimiter ';')`,
  );
  const rate = rows / ((performance.now() - began) / 1000);
  await client.query('drop table public.copied');
  await client.end();
  return rate;
}

export interface ImportProfile {
  rowsPerSecond: number;
  seconds: number;
  peakMb: number;
  /** Milliseconds by statement, dearest first. */
  statements: [string, number][];
}

/** Times every statement of an import, by its beginning. */
function timed(access: ImportAccess, times: Map<string, number>): ImportAccess {
  return {
    ...access,
    write: (work) =>
      access.write((tx) => {
        const rows: Writer['rows'] = async (text, values) => {
          const began = performance.now();
          try {
            return await tx.rows(text, values);
          } finally {
            const name = text.replace(/\s+/g, ' ').trim().slice(0, 70);
            times.set(name, (times.get(name) ?? 0) + performance.now() - began);
          }
        };
        return work(Object.create(tx, { rows: { value: rows } }) as Writer);
      }),
  };
}

async function importOnce(db: Database, path: string): Promise<ImportProfile> {
  const times = new Map<string, number>();
  const access = timed(operatorAccess(db), times);
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, Math.round(process.memoryUsage().rss / 1024 / 1024));
  }, 100);
  const began = performance.now();
  const hash = createHash('sha256').update(path).digest();
  const id = await access.write((tx) =>
    createImport(tx, access, { name: 'stays.csv', hash, kind: null }),
  );
  await importAtOnce(access, theProgram, { id, fileName: 'stays.csv', kind: null }, path);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  const { state } = await access.read((tx) => importState(tx, id));
  if (state.state !== 'APPLIED')
    throw new Error(`${state.state}: ${JSON.stringify(state.problems.slice(0, 3))}`);
  const statements = [...times].sort((a, b) => b[1] - a[1]);
  return { rowsPerSecond: state.counts.added / seconds, seconds, peakMb, statements };
}

/**
 * One round on a fresh copy of the supply: COPY of the file into one unlogged table, then the file
 * staged, checked and applied through the operator's path.
 */
export async function importRound(
  ground: Ground,
  path: string,
  rows: number,
): Promise<{ ours: ImportProfile; reference: number }> {
  const { server, superuser } = ground;
  const name = `round_${Date.now()}`;
  const base = new URL(server.ownerUrl).pathname.slice(1);
  const owner = new URL(server.ownerUrl).username;
  await superuser.query(
    `create database ${name} template ${base} owner ${owner} strategy file_copy`,
  );
  const url = urlOf(server.ownerUrl, name);
  const db = openDatabase({ url, roleSecret: server.roleSecret, poolSize: 4 });
  try {
    const reference = await copyRate(ground, url, path, rows);
    return { ours: await importOnce(db, path), reference };
  } finally {
    await db.close();
    await superuser.query(`drop database ${name} with (force)`);
  }
}

/** @param scale 1: one million stays; BENCH_IMPORT_ROWS makes it smaller */
export async function run(scale: number): Promise<Measure[]> {
  const wanted = Number(process.env['BENCH_IMPORT_ROWS'] ?? 1_000_000) * scale;
  const units = Math.max(1, Math.round(wanted / staysEach / placesEach));
  const rounds = Number(process.env['BENCH_IMPORT_ROUNDS'] ?? 1);
  const ground = await openGround();
  try {
    const db = openDatabase({ url: ground.server.ownerUrl, roleSecret: ground.server.roleSecret });
    await db.as('vp_jobs', (tx) => makeSupply(tx, units));
    await db.close();
    const path = join(ground.folder, 'stays.csv');
    const rows = await writeStays(path, units);
    const ratios: number[] = [];
    let last: Awaited<ReturnType<typeof importRound>> | undefined;
    for (let i = 0; i < rounds; i++) {
      last = await importRound(ground, path, rows);
      ratios.push(last.ours.rowsPerSecond / last.reference);
      const { seconds, peakMb, statements } = last.ours;
      process.stderr.write(
        `${rows} rows in ${seconds.toFixed(1)} s, peak ${peakMb} MB\n${statements
          .slice(0, 14)
          .map(([text, ms]) => `${ms.toFixed(0).padStart(8)} ms  ${text}\n`)
          .join('')}`,
      );
    }
    ratios.sort((a, b) => a - b);
    const ratio = ratios[ratios.length >> 1]!;
    const round = (value: number) => Number(value.toPrecision(4));
    return [
      {
        row: 'import',
        scale,
        what: `${rows} stays staged, checked and applied; peak ${last!.ours.peakMb} MB`,
        ours: round(last!.ours.rowsPerSecond),
        reference: round(last!.reference),
        unit: 'rows/s',
        ratio: round(ratio),
        min: round(ratios[0]!),
        max: round(ratios.at(-1)!),
        target: `≥ ${target}`,
        met: ratio >= target,
      },
    ];
  } finally {
    await ground.superuser.end();
    await ground.server.stop();
    rmSync(ground.folder, { recursive: true, force: true });
  }
}
