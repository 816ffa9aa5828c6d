import type { DayNo } from './calendar.ts';
import { bornBefore } from './demand-child.ts';
import type { Desk } from './demand-desk.ts';
import * as plan from './demand-plan.ts';

type Band = plan.BandCode;

/** Somebody whom the shares give: where, with which kind of file, how urgent. */
interface Case {
  region: string;
  group: plan.FileGroup;
  band: Band;
}

export const bandOfGroup = (desk: Desk, group: plan.FileGroup, leaving: boolean): Band =>
  desk.random.weighted(
    plan.bandShares[group].map(
      ([band, share]) => [band, share * (leaving ? plan.leaving[band] : 1)] as const,
    ),
  );

export function newCase(desk: Desk, leaving = false): Case {
  const { random } = desk;
  const group = random.weighted(plan.fileKinds);
  return {
    region: random.weighted(plan.regionShares),
    group,
    band: bandOfGroup(desk, group, leaving),
  };
}

/** Days on the list before today, or before the child left it. */
export const waitOf = (desk: Desk, band: Band): number => {
  for (;;) {
    const days = Math.round(desk.random.logNormal(...plan.waits[band]));
    if (days >= 1 && days <= plan.longestWait) return days;
  }
};

/** A day of birth long enough before the child came on the list. */
export function bornFor(desk: Desk, on: DayNo, since: DayNo, brother?: DayNo): DayNo {
  const { random } = desk;
  for (let n = 0; n < 12; n++) {
    const apart = Math.round((random.chance(0.5) ? 1 : -1) * random.between(330, 2100));
    const born = brother === undefined ? bornBefore(desk, on) : brother + apart;
    if (born < since - 10 && born > on - 23 * 365) return born;
  }
  return since - random.between(60, 6 * 365);
}
