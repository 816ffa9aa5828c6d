import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { moveDatabase } from './move-database.ts';

/**
 * `node ops/move/move.ts --from-data FOLDER --to URL`: everything of the embedded database of a data folder, on which
 * no program runs, into a new one, counted and compared (docs/running.md); or `--from URL` of another server.
 * Addresses are of superusers.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    'from-data': { type: 'string' },
    to: { type: 'string' },
  },
});

/** The database that is left: at an address, or the one of a data folder, started for this. */
async function openSource(): Promise<{ url: string; stop(): Promise<void> } | null> {
  if (values.from) return { url: values.from, stop: async () => {} };
  if (!values['from-data']) return null;
  const { port, superuserPassword, stop } = await startEmbedded({ dataDir: values['from-data'] });
  return { url: `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/vrijplaats`, stop };
}

async function move(from: string, to: string): Promise<number> {
  const [source, target] = [from, to].map(
    (connectionString) => new pg.Client({ connectionString }),
  ) as [pg.Client, pg.Client];
  try {
    await Promise.all([source.connect(), target.connect()]);
    const moved = await moveDatabase(source, target, (line) => process.stdout.write(`${line}\n`));
    process.stdout.write(
      moved.differing.length === 0
        ? `${moved.rows} rows of ${moved.tables} tables are there; row counts and contents are equal.\n`
        : `Nothing was moved: these differ.\n${moved.differing.join('\n')}\n`,
    );
    return moved.differing.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`Nothing was moved: ${(error as Error).message}\n`);
    return 1;
  } finally {
    await Promise.all([source.end(), target.end()].map((each) => each.catch(() => {})));
  }
}

const source = values.to ? await openSource() : null;
if (!source) {
  process.stderr.write('Usage: node ops/move/move.ts (--from-data FOLDER | --from URL) --to URL\n');
  process.exit(2);
}
try {
  process.exitCode = await move(source.url, values.to!);
} finally {
  await source.stop();
}
