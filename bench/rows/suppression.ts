import { attackGate, primaryOnly, readGate } from '../../src/insight/gate-attack.fixtures.ts';
import { makeDueReleases } from '../../src/insight/make-release.ts';
import type { Measure } from '../measure.ts';
import { openWorld } from '../world.ts';

const sequences = 100_000;

/** Cells recovered by the attacker from the real gate's tables, against primary suppression alone, which must leak. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  try {
    await makeDueReleases(world.db);
    const gate = await readGate(world.db);
    const aim = { sequences, seed: 1 };
    const ours = attackGate(gate.releases, gate.thresholds, aim).recovered.length;
    const reference = attackGate(primaryOnly(gate), gate.thresholds, aim).recovered.length;
    if (reference === 0)
      throw new Error('primary suppression alone did not leak: the attacker is blind');
    const ratio = ours / reference;
    return [
      {
        row: 'suppression',
        scale,
        what: `${sequences} sequences over ${gate.releases.length} months, ${(gate.hiddenShare * 100).toFixed(1)} % of cells not shown`,
        ours,
        reference,
        unit: 'cells recovered',
        ratio,
        min: ratio,
        max: ratio,
        target: '0',
        met: ours === 0,
      },
    ];
  } finally {
    await world.close();
  }
}
