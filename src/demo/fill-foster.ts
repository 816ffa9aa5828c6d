import type { Writer } from '../platform/db/database.ts';
import { dayNumber } from '../platform/period.ts';
import { inventFoster } from './foster.ts';
import type { People } from './people.ts';
import { Random } from './random.ts';
import type { Town } from './supply.ts';
import { writeFosterCare } from './write-foster.ts';

/** Fills crisis foster care with its families and years. */
export async function fillFoster(
  tx: Writer,
  options: { seed: string; today: string; issuer: string },
  of: { towns: readonly Town[]; people: People },
): Promise<void> {
  const { seed, issuer } = options;
  const { hats } = of.people;
  const today = dayNumber(options.today);
  const foster = inventFoster({ seed, today, towns: of.towns, hats });
  const services = hats.flatMap(({ role, organisation, area }) =>
    role === 'FS' && organisation && area ? [[organisation, area] as const] : [],
  );
  const random = new Random(`${seed} foster event`);
  await writeFosterCare(tx, foster, { issuer, today, random, services });
}
