import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policiesSql } from '../access/policies.ts';
import { fillDemo } from '../demo/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { attackGate, primaryOnly, readGate } from './gate-attack.fixtures.ts';
import { makeDueReleases } from './make-release.ts';

/** The same two years for every piece of the drill: sequence n of a piece has the seed `seed + n`. */
const worldSeed = 'drill';
/** Primary suppression alone leaks at once: to show it takes no more sequences than these. */
const mostOfControl = 2_000;

/** `npm run drill -- suppression`: the attacker over the releases of two years of the demo Flanders. */
export async function run(options: { count: number; seed: number }): Promise<{ ok: boolean }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vrijplaats-drill-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startEmbedded({ dataDir, settings });
  const { ownerUrl, roleSecret } = server;
  try {
    await migrate({ url: ownerUrl, roleSecret, policies: policiesSql() });
    const db = openDatabase({ url: ownerUrl, roleSecret, poolSize: 2 });
    await fillDemo({ db, clock: systemClock, issuer: 'drill', seed: worldSeed });
    await makeDueReleases(db);
    const gate = await readGate(db);
    await db.close();
    const aim = { sequences: options.count, seed: options.seed };
    const ours = attackGate(gate.releases, gate.thresholds, aim);
    const fewer = { ...aim, sequences: Math.min(aim.sequences, mostOfControl) };
    const control = attackGate(primaryOnly(gate), gate.thresholds, fewer);
    const ok = ours.recovered.length === 0 && control.recovered.length > 0;
    const figures = {
      ok,
      months: gate.releases.length,
      sequences: ours.sequences,
      seed: options.seed,
      hidden: ours.hidden,
      hiddenShare: Number(gate.hiddenShare.toFixed(3)),
      recovered: ours.recovered.length,
      sequencesWithPrimaryAlone: control.sequences,
      recoveredWithPrimaryAlone: control.recovered.length,
      hiddenWithPrimaryAlone: control.hidden,
    };
    for (const each of ours.recovered.slice(0, 5)) console.error(JSON.stringify(each));
    return figures;
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
