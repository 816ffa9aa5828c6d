/** A round solved another way: HiGHS tier by tier, from the definition, sharing nothing with the solver but HiGHS. */
import type { Party, RoundInput } from './instance.ts';
import type { Mip, SolveMip } from './mip.ts';

/** Each is worth more than all after it in the tier: 2 to the 20th is exact in the solver's tolerance. */
const TIER = 20;

export interface ByTiers {
  readonly placed: ReadonlySet<string>;
  /** The greatest weight with the same parties placed. */
  readonly weight: number;
}

interface Columns {
  readonly of: readonly (readonly [party: Party, option: number])[];
  readonly mip: Omit<Mip, 'worth' | 'groups'>;
}

function columnsOf({ places, parties }: RoundInput): Columns {
  const of: [Party, number][] = [];
  const limits = new Map<string, { entries: [number, number][]; bound: number }>();
  for (const { id, capacity } of places) {
    for (const [kind, bound] of capacity.entries())
      limits.set(`${id} ${kind}`, { entries: [], bound });
  }
  for (const party of parties) {
    for (const [option, { uses }] of party.options.entries()) {
      const taken = new Map<string, number>();
      for (const [place, amounts] of uses) {
        for (const [kind, amount] of amounts.entries()) {
          const cell = `${place} ${kind}`;
          taken.set(cell, (taken.get(cell) ?? 0) + amount);
        }
      }
      for (const [cell, amount] of taken) limits.get(cell)!.entries.push([of.length, amount]);
      of.push([party, option]);
    }
  }
  return { of, mip: { limits: [...limits.values()].filter(({ entries }) => entries.length > 0) } };
}

/** `null` where those who must be placed cannot all be housed. */
export function solveByTiers(input: RoundInput, solve: SolveMip): ByTiers | null {
  const { of, mip } = columnsOf(input);
  const byRank = input.parties.toSorted((a, b) => a.rank - b.rank);
  const ask = (
    forced: ReadonlySet<Party>,
    out: ReadonlySet<Party>,
    worth: (party: Party, option: number) => number,
  ) => {
    const columns = new Map<Party, number[]>();
    for (const [column, [party]] of of.entries()) {
      columns.set(party, [...(columns.get(party) ?? []), column]);
    }
    if ([...forced].some((party) => !columns.has(party))) return null;
    const groups = [...columns].map(([party, list]) => ({
      columns: list,
      isForced: forced.has(party),
    }));
    // Who was left out stays out.
    const never = of.flatMap(([party], column) => (out.has(party) ? [[column, 1] as const] : []));
    const limits = never.length > 0 ? [...mip.limits, { entries: never, bound: 0 }] : mip.limits;
    const answer = solve(
      { groups, limits, worth: Float64Array.from(of, ([party, option]) => worth(party, option)) },
      Infinity,
    );
    return answer.chosen?.map((column) => of[column]!) ?? null;
  };
  const forced = new Set(byRank.filter(({ mustPlace }) => mustPlace));
  const out = new Set<Party>();
  if (of.length === 0) return forced.size > 0 ? null : { placed: new Set(), weight: 0 };
  for (let from = 0; from < byRank.length; from += TIER) {
    const tier = byRank.slice(from, from + TIER);
    const value = new Map(tier.map((party, n) => [party, 2 ** (tier.length - 1 - n)]));
    const chosen = ask(forced, out, (party) => value.get(party) ?? 0);
    if (!chosen) return null;
    const isIn = new Set(chosen.map(([party]) => party));
    for (const party of tier) (isIn.has(party) ? forced : out).add(party);
  }
  const best = ask(forced, out, (party, option) => party.options[option]!.weight)!;
  return {
    placed: new Set([...forced].map(({ id }) => id)),
    weight: best.reduce((total, [{ options }, option]) => total + options[option]!.weight, 0),
  };
}
