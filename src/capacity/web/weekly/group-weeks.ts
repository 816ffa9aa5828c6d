import type { WeekRow } from '../../weekly/contract.ts';
import {
  addExplanations,
  changeOf,
  type ExplainedFigure,
  explainChange,
  type Explanation,
} from '../../weekly/explain-change.ts';
import type { WeeklySearch } from './weekly-search.ts';

/** A figure of some rows in two weeks, as frozen and as known now, and why it changed. */
export interface WeekSum {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly why: Explanation;
  /** As known now; equal to the frozen figure where nothing came to be known since. */
  readonly beforeNow: number;
  readonly afterNow: number;
}

export interface WeekGroup extends WeekSum {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
}

/** Adds one figure of many rows up. */
export function sumWeeks(rows: readonly WeekRow[], figure: ExplainedFigure): WeekSum {
  let [before, after, beforeNow, afterNow, change] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const [first, second] = [row.before?.[figure] ?? 0, row.after?.[figure] ?? 0];
    before += first;
    after += second;
    change += changeOf(row, figure);
    beforeNow += row.correctedBefore?.[figure] ?? first;
    afterNow += row.correctedAfter?.[figure] ?? second;
  }
  const why = addExplanations(rows.map((row) => explainChange(row, figure)));
  return { before, after, change, why, beforeNow, afterNow };
}

/** The rows that answer. */
export const filterWeeks = (rows: readonly WeekRow[], search: WeeklySearch): WeekRow[] =>
  rows.filter(
    (row) =>
      (!search.regio || row.region === search.regio) &&
      (!search.module || row.module === search.module) &&
      (!search.voorziening || row.providerId === search.voorziening),
  );

const keys = {
  regio: (row: WeekRow) => row.region,
  module: (row: WeekRow) => row.module,
  voorziening: (row: WeekRow) => row.providerId,
  leefgroep: (row: WeekRow) => `${row.unitId} ${row.module}`,
};

const byName = new Intl.Collator('nl-BE', { numeric: true, sensitivity: 'base' });

/** The rows by region, module, provider or unit, by name. */
export function groupWeeks(
  rows: readonly WeekRow[],
  per: keyof typeof keys,
  figure: ExplainedFigure,
  names: { region: (code: string) => string; module: (code: string) => string },
): WeekGroup[] {
  const groups = [...Map.groupBy(rows, keys[per])].map(([id, group]) => {
    const [first] = group as [WeekRow];
    const name = {
      regio: names.region(first.region),
      module: names.module(first.module),
      voorziening: first.providerName,
      leefgroep: first.unitName,
    }[per];
    const detail = per === 'leefgroep' ? first.providerName : null;
    return { id, name, detail, ...sumWeeks(group, figure) };
  });
  return groups.sort((a, b) => byName.compare(a.name, b.name));
}
