import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBackedUp } from './backup.ts';
import { type Asked, drillFolder, keptRounds } from './kept-rounds.ts';
import { restoreRound, type Round } from './restore.ts';

/** A whole round on a server of its own. */
async function oneRound(seed: number): Promise<Round> {
  const dir = join(drillFolder(), `restore-${process.pid}`);
  const backed = await startBackedUp(dir);
  try {
    return await restoreRound(backed, dir, seed);
  } finally {
    backed.server.kill();
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Backup, loss, and back to a moment, with the content held against what it was (row *restore*). Controls: the
 * content must differ from that after the mistake, and a damaged and a missing file of the repository must be told.
 */
export async function run(asked: Asked) {
  const kept = keptRounds<Round>('restore', asked);
  for (let n = 0; n < (asked.given.count ?? 1); n += 1) kept.keep(await oneRound(kept.next));
  const every = (is: (round: Round) => boolean) => kept.all.every(is);
  const equal = every(({ differing }) => differing.length === 0);
  const controls = every(
    (round) => round.differingFromMistake > 0 && round.damagedNoticed && round.goneNoticed,
  );
  return {
    ok:
      equal &&
      controls &&
      every(({ verified, log }) => verified.length === 0 && log.refused && log.inOrder),
    rounds: kept.all.length,
    equal,
    megabytes: kept.all.map(({ megabytes }) => megabytes),
    timesTheCopy: kept.all.map(({ ratio }) => ratio),
    target: 5,
    met: every(({ ratio }) => ratio <= 5),
    controls,
  };
}
