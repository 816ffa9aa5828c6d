import type { Database } from '../platform/db/database.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import { Attacker, type Recovered, type Released } from './attack.fixtures.ts';
import { monthFigures } from './month.queries.ts';
import { keyOf, tableCodes, tablesOf, type Thresholds } from './published-tables.ts';
import { cellsOf, releasesMade } from './release.queries.ts';
import { primaryKeys } from './suppression.ts';

export interface Gate {
  releases: Released[];
  thresholds: Thresholds;
  /** Share of the cells that are not public and not shown. */
  hiddenShare: number;
}

/** What the real gate let through, month by month, with the truth behind it, which only the job can read. */
export async function readGate(db: Database): Promise<Gate> {
  return db.as('vp_jobs', async (tx) => {
    const rows = await releasesMade(tx);
    const releases: Released[] = [];
    for (const { id, month, knownAt, thresholds, memory } of rows) {
      const figures = await monthFigures(tx, month, knownAt.toISOString());
      const cells = await cellsOf(tx, id, undefined);
      releases.push({ month, memory, cells, truth: tablesOf(figures, thresholds) });
    }
    const cells = releases.flatMap((each) => each.cells.filter((c) => c.figure !== 'recognised'));
    const hidden = cells.filter((cell) => cell.value === null).length;
    return { releases, thresholds: rows[0]!.thresholds, hiddenShare: hidden / cells.length };
  });
}

/** The same months as they would be with primary suppression alone. */
export function primaryOnly({ releases, thresholds }: Gate): Released[] {
  return releases.map((release) => {
    const hidden = primaryKeys(release.truth, thresholds);
    return {
      ...release,
      cells: release.truth.cells.map((cell) => ({
        ...cell,
        value: hidden.has(keyOf(cell)) ? null : cell.value,
      })),
    };
  });
}

/** Months in a row that are asked for; the work of who solves them grows with their cube. */
const longestRun = 3;

/** Somebody who drills down: questions about one month or some that follow each other, table after table. */
export function randomQuestions(
  random: ReturnType<typeof seededRandom>,
  months: readonly string[],
): Set<string> {
  const first = random.below(months.length);
  const near = months.slice(first, first + 1 + random.below(longestRun));
  const asked = new Set<string>();
  const most = 3 + random.below(near.length * tableCodes.length);
  for (let n = 0; n < most; n++) asked.add(`${random.pick(near)}|${random.pick(tableCodes)}`);
  return asked;
}

export interface Attacked {
  sequences: number;
  /** Cells that were found, each counted once. */
  recovered: Recovered[];
  hidden: number;
}

/**
 * Attacks with many sequences of questions, and at the end with everything that there is to ask of each run of
 * months. Sequence n has the seed `seed + n`: many can be tried in pieces.
 */
export function attackGate(
  releases: readonly Released[],
  thresholds: Thresholds,
  options: { sequences: number; seed: number },
): Attacked {
  const attacker = new Attacker(releases, thresholds);
  const months = releases.map((release) => release.month);
  const found = new Map<string, Recovered>();
  const keep = (list: readonly Recovered[]) => {
    for (const each of list) found.set(`${each.month} ${each.key}`, each);
  };
  for (let n = 0; n < options.sequences; n++)
    keep(attacker.attack(randomQuestions(seededRandom(options.seed + n), months)));
  for (const n of months.keys()) {
    const run = months.slice(n, n + longestRun);
    keep(attacker.attack(new Set(run.flatMap((m) => tableCodes.map((t) => `${m}|${t}`)))));
  }
  return { sequences: options.sequences, recovered: [...found.values()], hidden: attacker.hidden };
}
