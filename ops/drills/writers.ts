import { createHash, randomUUID } from 'node:crypto';
import type { SignedIn } from '../../src/platform/testing/database.ts';
import type { TestServer } from '../../src/platform/testing/server.ts';
import { drillPage } from './ledger-check.ts';

/** What people were told: each write that was answered with success, and how long it took. */
export interface Ledger {
  /** Name of what was kept, and when the answer came (ms of `performance.now`). */
  acknowledged: { name: string; at: number; ms: number }[];
  /** Tries that had no success: by what the server said. */
  refused: Map<string, number>;
  /** Writes whose writer gave up: nobody knows whether they stand. */
  unknown: Set<string>;
}

interface Writers {
  ledger: Ledger;
  stop(): Promise<void>;
}

/** How long one person tries again before giving up. */
const patience = 60_000;
/** Between two writes of one person, ms. */
const usualPause = 20;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * People who keep saving, one write after the other each, as the screens do: under one key for each intention,
 * tried again under the same key until it is answered.
 */
export function startWriters(
  server: Pick<TestServer, 'as'>,
  people: readonly SignedIn[],
  between = usualPause,
): Writers {
  const ledger: Ledger = { acknowledged: [], refused: new Map(), unknown: new Set() };
  const stopping = new AbortController();
  const save = async (who: SignedIn) => {
    const name = randomUUID();
    const key = createHash('sha256').update(name).digest('hex');
    const began = performance.now();
    while (performance.now() - began < patience) {
      const said = await server
        .as(who, '/api/saved-searches', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ name, page: drillPage, query: 'x'.repeat(200) }),
          signal: AbortSignal.timeout(15_000),
        })
        .then(async (answer) =>
          answer.ok ? null : ((await answer.json()) as { code?: string }).code,
        )
        .catch((error: Error) => error.name);
      if (said === null) {
        ledger.acknowledged.push({
          name,
          at: performance.now(),
          ms: performance.now() - began,
        });
        return;
      }
      ledger.refused.set(said ?? '?', (ledger.refused.get(said ?? '?') ?? 0) + 1);
      await wait(150);
    }
    ledger.unknown.add(name);
  };
  const running = people.map(async (who) => {
    while (!stopping.signal.aborted) {
      await save(who);
      await wait(between);
    }
  });
  return {
    ledger,
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
