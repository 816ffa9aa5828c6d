import pg from 'pg';
import { closeCatalog } from '../../src/platform/db/close-catalog.ts';

async function asSuperuser(url: string, work: (server: pg.Client) => Promise<void>) {
  const server = new pg.Client({ connectionString: url });
  server.on('error', () => {});
  await server.connect();
  try {
    await work(server);
  } finally {
    await server.end();
  }
}

/**
 * Makes the owner and the database, as the program's own embedded server does (docs/running.md).
 * @param urlOf connection of the superuser to a database
 */
export async function makeDatabase(
  urlOf: (database: string) => string,
  ownerPassword: string,
): Promise<void> {
  await asSuperuser(urlOf('postgres'), async (server) => {
    await server.query(
      `create role vp_owner login nosuperuser createrole createdb nobypassrls password '${ownerPassword}'`,
    );
    // Migrations may take longer than a page.
    await server.query('alter role vp_owner set statement_timeout = 0');
    await server.query('create database vrijplaats owner vp_owner');
  });
  await asSuperuser(urlOf('vrijplaats'), async (server) => {
    await closeCatalog(server, 'vp_owner');
    // What the metrics ask beside: how large the log of changes is, and how far the standbys are.
    await server.query('grant pg_monitor to vp_owner');
  });
}
