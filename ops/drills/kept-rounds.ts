import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where drills keep their servers and rounds: as root where the account of the database can come. */
export const drillFolder = (): string =>
  process.getuid?.() === 0 ? '/var/lib/vrijplaats-drill' : join(tmpdir(), 'vrijplaats-drill');

/** What a drill was asked to do. */
export interface Asked {
  given: { count?: number; seed?: number };
  fresh: boolean;
}

/** The rounds of a drill that is run in pieces: those of the pieces before, and each new one as soon as it ended. */
export interface KeptRounds<Round> {
  readonly all: readonly Round[];
  /** Seed of the next round. */
  readonly next: number;
  /** Writes a round down and prints it. */
  keep(round: Round): void;
}

/**
 * @param name of the drill; the rounds of one name are judged together
 * @param folder where they are kept
 */
export function keptRounds<Round extends object>(
  name: string,
  { given, fresh }: Asked,
  folder = drillFolder(),
): KeptRounds<Round> {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const file = join(folder, `${name}.jsonl`);
  if (fresh) rmSync(file, { force: true });
  const all = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Round)
    : [];
  const first = given.seed ?? all.length + 1;
  const before = all.length;
  return {
    all,
    get next() {
      return first + all.length - before;
    },
    keep(round) {
      all.push(round);
      const line = JSON.stringify(round);
      appendFileSync(file, `${line}\n`);
      console.log(line);
    },
  };
}

export const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** Counts by name, added up. */
export function addUp(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const each of counts)
    for (const [name, count] of Object.entries(each)) all[name] = (all[name] ?? 0) + count;
  return all;
}

/** The middle, the 99th of a hundred, and the worst; zeros for none. */
export function spread(list: readonly number[]): { middle: number; p99: number; worst: number } {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { middle: at(0.5), p99: at(0.99), worst: sorted.at(-1) ?? 0 };
}
