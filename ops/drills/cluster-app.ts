import { Writable } from 'node:stream';
import { policiesSql } from '../../src/access/policies.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import type { SignedIn, TestDatabase } from '../../src/platform/testing/database.ts';
import type { Route } from '../../src/platform/http/route.ts';
import {
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../src/platform/testing/server.ts';
import { savedSearchRoutes } from '../../src/saved-search/index.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ownerOf, signInPeople } from './people.ts';

/** The program before a cluster, with people who are signed in. */
export interface ClusterApp {
  server: TestServer;
  people: SignedIn[];
  /** What the program itself could not explain, and how often, since it was last asked. */
  faults(): Record<string, number>;
  close(): Promise<void>;
}

/** Counts the errors that the program's log tells of. */
function faultLog() {
  let seen: Record<string, number> = {};
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        const { level, msg, err } = JSON.parse(line) as {
          level: number;
          msg?: string;
          err?: { code?: string; message?: string };
        };
        if (level < 50) continue;
        const what = [err?.code, err?.message ?? msg].filter(Boolean).join(' ');
        seen[what] = (seen[what] ?? 0) + 1;
      }
      done();
    },
  });
  return {
    stream,
    take() {
      const taken = seen;
      seen = {};
      return taken;
    },
  };
}

/** Brings the database up to date and serves over it. */
export async function startApp(
  { url, roleSecret }: Pick<Cluster, 'url' | 'roleSecret'>,
  count: number,
  more: Pick<TestServerOptions, 'logRoom'> & { routes?: readonly Route[] } = {},
): Promise<ClusterApp> {
  await migrate({ url, roleSecret, policies: policiesSql() });
  const { owner, close } = ownerOf(url);
  const db = openDatabase({ url, roleSecret, poolSize: 16 });
  const t = { db, owner } as unknown as TestDatabase;
  const people = await signInPeople(owner, count);
  const faults = faultLog();
  const server = await startTestServer(t, {
    ...more,
    routes: [...savedSearchRoutes, ...(more.routes ?? [])],
    log: faults.stream,
  });
  return {
    server,
    people,
    faults: faults.take,
    async close() {
      await server.close();
      await db.close();
      await close();
    },
  };
}
