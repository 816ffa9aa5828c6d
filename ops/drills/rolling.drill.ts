import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSingle } from '../cluster/single.ts';
import { type Asked, drillFolder, keptRounds } from './kept-rounds.ts';
import { judgeRolling, type Leaving, rollingRound, type Round, startPair } from './rolling.ts';

/**
 * Two processes are replaced one after the other under load, again and again: nobody may notice. Every round
 * stops two processes. The control kills them, and somebody must notice.
 */
export async function run(asked: Asked) {
  const kept = keptRounds<Round>('rolling', asked);
  const dir = join(drillFolder(), `rolling-${process.pid}`);
  const server = await startSingle({ dir: join(dir, 'server') });
  try {
    const pair = await startPair(server, join(dir, 'pair'));
    try {
      const go = async (leaving: Leaving) =>
        kept.keep(await rollingRound(server, pair, { seed: kept.next, leaving, from: 'same' }));
      for (let n = 0; n < (asked.given.count ?? 5); n += 1) await go('asked');
      await go('killed');
    } finally {
      await pair.stop();
    }
  } finally {
    server.kill();
    rmSync(dir, { recursive: true, force: true });
  }
  return judgeRolling(kept.all);
}
