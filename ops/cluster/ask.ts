import pg from 'pg';
import type { ClusterPlan, Member } from './plan.ts';

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Seen {
  name: string;
  role: string;
  state: string;
  timeline?: number;
}

/** What one member's Patroni says of the cluster; null when it does not answer. */
async function askMember({ rest }: Member): Promise<Seen[] | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${rest}/cluster`, {
      signal: AbortSignal.timeout(1_000),
    });
    return ((await answer.json()) as { members: Seen[] }).members;
  } catch {
    return null;
  }
}

/**
 * What most of the members say of the cluster: one that was paused goes on believing for a moment that nothing
 * happened. Null while they differ or nobody answers.
 */
export async function askPatroni(plan: ClusterPlan): Promise<Seen[] | null> {
  const views = (await Promise.all(plan.members.map(askMember))).filter((view) => view !== null);
  const leaderOf = (view: Seen[]) => view.find(({ role }) => role === 'leader')?.name;
  const common = views.find(
    (view) => 2 * views.filter((other) => leaderOf(other) === leaderOf(view)).length > views.length,
  );
  return common?.filter(({ state }) => state === 'running' || state === 'streaming') ?? null;
}

/** Until an address says that all is well. */
export async function healthy(address: string): Promise<void> {
  for (let n = 0; ; n += 1) {
    const isWell = await fetch(address, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isWell) return;
    if (n > 120) throw new Error(`${address} does not answer.`);
    await wait(250);
  }
}

/** Until the program's own way in answers. */
export async function reachable(url: string): Promise<void> {
  for (let n = 0; ; n += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      if (n > 60) throw error;
      await wait(250);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
