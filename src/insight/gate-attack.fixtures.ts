import type { Database } from '../platform/db/database.ts';
import { seededRandom } from '../platform/testing/seeded-random.ts';
import { Attacker, type Recovered, type Released } from './attack.fixtures.ts';
import { monthFigures } from './month.queries.ts';
import { keyOf, tableCodes, tablesOf, type Thresholds } from './published-tables.ts';
import { cellsOf } from './release.queries.ts';
import { type Memory, suppress } from './suppression.ts';

interface ReleaseRecord {
  id: string;
  month: string;
  knownAt: Date;
  thresholds: Thresholds;
  memory: Memory;
}

export interface Gate {
  releases: Released[];
  thresholds: Thresholds;
  /** Share of the cells that are not public and not shown. */
  hiddenShare: number;
}

/** What the real gate let through, month by month, with the truth behind it, which only the job can read. */
export async function readGate(db: Database): Promise<Gate> {
  return db.as('vp_jobs', async (tx) => {
    const rows = await tx.rows<ReleaseRecord>(
      `select r.id, r.month, r.known_at as "knownAt", r.thresholds,
              (select e.details ->> 'memory' from platform.event e
                where e.slice = 'insight' and e.kind = 'release' and e.details ->> 'month' = r.month::text) as memory
         from insight.release r order by r.month`,
    );
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
    const { hidden } = suppress(release.truth, thresholds, { secondary: false });
    return {
      ...release,
      cells: release.truth.cells.map((cell) => ({
        ...cell,
        value: hidden.has(keyOf(cell)) ? null : cell.value,
      })),
    };
  });
}

/** Somebody who drills down: questions about one month or two that follow each other, table after table. */
export function randomQuestions(
  random: ReturnType<typeof seededRandom>,
  months: readonly string[],
): Set<string> {
  const first = random.below(months.length);
  const near = months.slice(first, first + 1 + random.below(2));
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

/** Attacks with many sequences of questions, and at the end with everything that there is to ask. */
export function attackGate(
  releases: readonly Released[],
  thresholds: Thresholds,
  options: { sequences: number; seed: number },
): Attacked {
  const attacker = new Attacker(releases, thresholds);
  const random = seededRandom(options.seed);
  const months = releases.map((release) => release.month);
  const found = new Map<string, Recovered>();
  const keep = (list: readonly Recovered[]) => {
    for (const each of list) found.set(`${each.month} ${each.key}`, each);
  };
  for (let n = 0; n < options.sequences; n++)
    keep(attacker.attack(randomQuestions(random, months)));
  for (const [n, month] of months.entries()) {
    const pair = [month, months[n + 1] ?? month];
    keep(attacker.attack(new Set(pair.flatMap((m) => tableCodes.map((t) => `${m}|${t}`)))));
  }
  return { sequences: options.sequences, recovered: [...found.values()], hidden: attacker.hidden };
}
