import type { Mip, MipAnswer, SolveMip } from './mip.ts';
import type { Resources } from './resources.ts';

export interface Choice {
  readonly chosen: readonly (readonly [party: number, option: number])[] | null;
  readonly state: MipAnswer['state'];
  readonly bound: number;
}

export interface ChoiceAsked {
  readonly resources: Resources;
  readonly parties: readonly number[];
  /** Who must be housed. */
  readonly isForced: (party: number) => boolean;
  /** What housing a party so is worth. */
  readonly worth: (party: number, option: number) => number;
  /** What is left of a cell for these parties. */
  readonly room: (cell: number) => number;
  /** At least so many children. */
  readonly leastChildren?: number;
  /** A choice that is known to be possible. */
  readonly start?: Choice['chosen'];
}

/** The best choice for some of the parties, by the solver. */
export function choose(solve: SolveMip, asked: ChoiceAsked, seconds: number): Choice {
  const { resources, parties } = asked;
  const columns: [party: number, option: number][] = [];
  const groups: { columns: number[]; isForced: boolean }[] = [];
  const taken = new Map<number, [number, number][]>();
  for (const party of parties) {
    const own: number[] = [];
    for (const [option, { cells, amounts }] of resources.parties[party]!.options.entries()) {
      for (const [n, cell] of cells.entries()) {
        const entries = taken.get(cell) ?? [];
        entries.push([columns.length, amounts[n]!]);
        taken.set(cell, entries);
      }
      own.push(columns.length);
      columns.push([party, option]);
    }
    if (own.length === 0 && asked.isForced(party)) {
      return { chosen: null, state: 'infeasible', bound: -Infinity };
    }
    if (own.length > 0) groups.push({ columns: own, isForced: asked.isForced(party) });
  }
  if (columns.length === 0) return { chosen: [], state: 'optimal', bound: 0 };
  const start = new Map(asked.start ?? []);
  const mip: Mip = {
    worth: Float64Array.from(columns, ([party, option]) => asked.worth(party, option)),
    groups,
    limits: [...taken].map(([cell, entries]) => ({ entries, bound: asked.room(cell) })),
    ...(asked.start
      ? {
          start: Float64Array.from(columns, ([party, option]) =>
            start.get(party) === option ? 1 : 0,
          ),
        }
      : {}),
    ...(asked.leastChildren === undefined
      ? {}
      : {
          least: {
            entries: columns.map(
              ([party], column) => [column, resources.parties[party]!.size] as const,
            ),
            bound: asked.leastChildren,
          },
        }),
  };
  const { chosen, state, bound } = solve(mip, seconds);
  return { chosen: chosen?.map((column) => columns[column]!) ?? null, state, bound };
}
