import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder, startSingle } from '../cluster/single.ts';
import { olderCheckout, removeCheckout } from './older-checkout.ts';
import { type Asked, drillFolder, keptRounds } from './kept-rounds.ts';
import { judgeRolling, rollingRound, type Round, startPair } from './rolling.ts';

/**
 * From the version before the newest migration to this one, under load: the first process of the new version
 * migrates while the second of the old one still serves. The control kills instead of asking.
 */
export async function run(asked: Asked) {
  const kept = keptRounds<Round>('upgrade', asked);
  const dir = ownFolder(join(drillFolder(), `upgrade-${process.pid}`));
  const older = olderCheckout(dir);
  try {
    for (let n = 0; n < (asked.given.count ?? 1); n += 1) {
      for (const leaving of ['asked', 'killed'] as const) {
        const server = await startSingle({ dir: join(dir, `server-${n}-${leaving}`) });
        try {
          const pair = await startPair(server, join(dir, `pair-${n}-${leaving}`), older.root);
          try {
            const from = older.name;
            kept.keep(await rollingRound(server, pair, { seed: kept.next, leaving, from }));
          } finally {
            await pair.stop();
          }
        } finally {
          server.kill();
        }
      }
    }
  } finally {
    removeCheckout(older.root);
    rmSync(dir, { recursive: true, force: true });
  }
  return judgeRolling(kept.all);
}
