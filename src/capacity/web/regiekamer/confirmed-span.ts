import type { FoundRow } from '../../unit-filter.ts';

/** How old the figures of an answer are. */
export interface ConfirmedSpan {
  /** The oldest confirmation, an ISO moment; `null` where none was ever given. */
  readonly oldestAt: string | null;
  /** Units whose figures were never confirmed, or longer ago than their region allows. */
  readonly staleUnits: number;
  /** After how many days figures are old; `null` where that differs among the regions of the stale ones. */
  readonly staleAfterDays: number | null;
}

const DAY_MS = 86_400_000;

/** Works out how old the figures of the rows are at a moment (ms). */
export function confirmedSpan(found: readonly FoundRow[], now: number): ConfirmedSpan {
  const units = new Map(found.map(({ row }) => [row.unitId, row]));
  const limits = new Set<number>();
  let oldestAt: string | null = null;
  let staleUnits = 0;
  for (const { confirmedAt: at, staleAfterDays } of units.values()) {
    if (at !== null && (oldestAt === null || Date.parse(at) < Date.parse(oldestAt))) oldestAt = at;
    if (at === null || now - Date.parse(at) >= staleAfterDays * DAY_MS) {
      staleUnits += 1;
      limits.add(staleAfterDays);
    }
  }
  const [only = null] = limits;
  return { oldestAt, staleUnits, staleAfterDays: limits.size === 1 ? only : null };
}
