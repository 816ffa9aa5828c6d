import { capacityRules } from '../../rules.ts';
import type { FoundRow } from '../../unit-filter.ts';

/** How old the figures of an answer are. */
export interface ConfirmedSpan {
  /** The oldest confirmation, an ISO moment; `null` where none was ever given. */
  readonly oldestAt: string | null;
  /** Units whose figures were never confirmed, or longer ago than the rules allow. */
  readonly staleUnits: number;
}

const DAY_MS = 86_400_000;

/** Works out how old the figures of the rows are at a moment (ms). */
export function confirmedSpan(found: readonly FoundRow[], now: number): ConfirmedSpan {
  const units = new Map(found.map(({ row }) => [row.unitId, row.confirmedAt]));
  let oldestAt: string | null = null;
  let staleUnits = 0;
  for (const at of units.values()) {
    if (at !== null && (oldestAt === null || Date.parse(at) < Date.parse(oldestAt))) oldestAt = at;
    if (at === null || now - Date.parse(at) >= capacityRules.staleAfterDays * DAY_MS) {
      staleUnits += 1;
    }
  }
  return { oldestAt, staleUnits };
}
