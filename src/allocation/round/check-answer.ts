/**
 * Checks an answer of a round against its input, without a solver and apart from it: capacities, options, who must be
 * placed, the sums, and the certificate where there is one. One pass over the lists, linear in their size.
 */
import type { Party, RoundAnswer, RoundInput } from './instance.ts';
import { isOfSingleChildren } from './single-children.ts';

/** Sums may differ by so much for each unit of their size: they were added in another order. */
const TOLERANCE = 1e-6;
const differs = (a: number, b: number) =>
  Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));

/** What of an answer is checked: `seconds` and `optimal` say nothing that can be seen without a solver. */
export type Claim = Omit<RoundAnswer, 'seconds' | 'optimal'>;

/** What is wrong with the answer, in a sentence; `null` when nothing is. */
export function checkAnswer(input: RoundInput, claim: Claim): string | null {
  const chosen = new Map<string, number>();
  const parties = new Map(input.parties.map((party) => [party.id, party]));
  for (const { party: id, option } of claim.placements) {
    const party = parties.get(id);
    if (!party) return `party ${quoted(id)} is not in the file`;
    if (chosen.has(id)) return `party ${quoted(id)} is placed twice`;
    if (!party.options[option]) return `party ${quoted(id)} has no option ${option}`;
    chosen.set(id, option);
  }
  return (
    checkRoom(input, chosen) ??
    checkMusts(input, chosen) ??
    checkSums(input, chosen, claim) ??
    checkBounds(claim) ??
    checkCertificate(input, chosen, claim)
  );
}

const quoted = (id: string) => JSON.stringify(id);

function checkRoom(input: RoundInput, chosen: ReadonlyMap<string, number>): string | null {
  const left = new Map(input.places.map(({ id, capacity }) => [id, [...capacity]]));
  for (const party of input.parties) {
    const option = chosen.get(party.id);
    if (option === undefined) continue;
    for (const [place, amounts] of party.options[option]!.uses) {
      const room = left.get(place)!;
      for (const [kind, amount] of amounts.entries()) room[kind]! -= amount;
    }
  }
  for (const [place, room] of left) {
    const kind = room.findIndex((each) => each < 0);
    if (kind >= 0) return `place ${quoted(place)} is over its capacity of kind ${kind}`;
  }
  return null;
}

function checkMusts(input: RoundInput, chosen: ReadonlyMap<string, number>): string | null {
  const missing = input.parties.find(({ id, mustPlace }) => mustPlace && !chosen.has(id));
  return missing ? `party ${quoted(missing.id)} must be placed and is not` : null;
}

function checkSums(
  input: RoundInput,
  chosen: ReadonlyMap<string, number>,
  claim: Claim,
): string | null {
  let children = 0;
  let weight = 0;
  for (const { id, size, options } of input.parties) {
    const option = chosen.get(id);
    if (option === undefined) continue;
    children += size;
    weight += options[option]!.weight;
  }
  if (children !== claim.children) return `children is ${children}, not ${claim.children}`;
  if (differs(weight, claim.weight)) return `weight is ${weight}, not ${claim.weight}`;
  return null;
}

function checkBounds({ children, weight, bound }: Claim): string | null {
  if (bound.children < children) return 'more children than the bound';
  if (bound.weight < weight && differs(bound.weight, weight)) return 'more weight than the bound';
  return null;
}

/** The six conditions (a) to (f) of the certificate; it may stand only where it can be given. */
function checkCertificate(
  input: RoundInput,
  chosen: ReadonlyMap<string, number>,
  { certificate }: Claim,
): string | null {
  if (!certificate) return null;
  if (input.objective !== 'order' || !isOfSingleChildren(input))
    return 'a certificate where none can be given';
  const capacity = new Map(input.places.map(({ id, capacity: [room] }) => [id, room!]));
  const taken = new Map<string, number>();
  for (const { id, options } of input.parties) {
    const option = chosen.get(id);
    if (option === undefined) continue;
    const place = options[option]!.uses[0]![0];
    taken.set(place, (taken.get(place) ?? 0) + 1);
  }
  const isFull = (place: string) =>
    taken.get(place) === capacity.get(place) || capacity.get(place) === 0;
  const closedAt = new Map(Object.entries(certificate.closedAt));
  const prices = new Map(Object.entries(certificate.prices));
  for (const [place] of closedAt) {
    if (!capacity.has(place)) return `closed place ${quoted(place)} is not in the file`;
    if (!isFull(place)) return `closed place ${quoted(place)} is not full`;
  }
  for (const [place, price] of prices) {
    if (!capacity.has(place)) return `priced place ${quoted(place)} is not in the file`;
    if (!(price >= 0)) return `the price of ${quoted(place)} is negative`;
    if (price > 0 && !isFull(place)) return `priced place ${quoted(place)} is not full`;
  }
  const proof: Proof = { closedAt, prices };
  for (const party of input.parties) {
    const wrong = checkParty(party, chosen.get(party.id), proof);
    if (wrong) return wrong;
  }
  return null;
}

interface Proof {
  readonly closedAt: ReadonlyMap<string, number>;
  readonly prices: ReadonlyMap<string, number>;
}

/** Conditions (b), (c) and (f) of who is placed, (d) of who is left out. */
function checkParty(party: Party, option: number | undefined, proof: Proof): string | null {
  const { id, rank, options } = party;
  const closed = ({ uses }: Party['options'][number]) =>
    proof.closedAt.get(uses[0]![0]) ?? Infinity;
  if (option === undefined) {
    const open = options.find((each) => closed(each) > rank);
    return open
      ? `party ${quoted(id)} is left out, and ${quoted(open.uses[0]![0])} is open to it`
      : null;
  }
  const own = closed(options[option]!);
  if (own < Infinity) {
    if (own <= rank) return `party ${quoted(id)} is housed in a place that is closed to it`;
    const open = options.find((each) => closed(each) > own);
    if (open) return `party ${quoted(id)} could move to ${quoted(open.uses[0]![0])}`;
  }
  const worth = ({ uses, weight }: Party['options'][number]) =>
    weight - (proof.prices.get(uses[0]![0]) ?? 0);
  const mine = worth(options[option]!);
  const better = options.find((each) => worth(each) > mine && differs(worth(each), mine));
  return better
    ? `party ${quoted(id)} fits better in ${quoted(better.uses[0]![0])} at these prices`
    : null;
}
