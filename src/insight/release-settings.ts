import type { Reader } from '../platform/db/database.ts';
import type { Thresholds } from './published-tables.ts';

/** How and when figures are released; dated settings of the installation, ours where none is set. */
export interface ReleaseSettings {
  /** Days between the day of the figures and their release. */
  delayDays: number;
  thresholds: Thresholds;
}

/** Proposal of this project until the Flemish Statistical Authority says otherwise (design/safeguards.md, 6). */
const proposed: ReleaseSettings = {
  delayDays: 14,
  thresholds: { usual: 5, sensitive: 9, organisations: 3 },
};

const keys = {
  delay: 'insight.release-delay-days',
  usual: 'insight.smallest-shown.usual',
  sensitive: 'insight.smallest-shown.sensitive',
  organisations: 'insight.fewest-organisations',
} as const;

/** The settings that hold on a day. */
export async function releaseSettings(tx: Reader, day: string): Promise<ReleaseSettings> {
  const rows = await tx.rows<{ key: string; value: unknown }>(
    `select key, value from region.setting where region_code is null and valid @> $1::date and key = any ($2)`,
    [day, Object.values(keys)],
  );
  const value = (key: string, otherwise: number) => {
    const set = rows.find((row) => row.key === key)?.value;
    return typeof set === 'number' ? set : otherwise;
  };
  const { thresholds } = proposed;
  return {
    delayDays: value(keys.delay, proposed.delayDays),
    thresholds: {
      usual: value(keys.usual, thresholds.usual + 1) - 1,
      sensitive: value(keys.sensitive, thresholds.sensitive + 1) - 1,
      organisations: value(keys.organisations, thresholds.organisations),
    },
  };
}
