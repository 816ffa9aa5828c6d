import { callLazily, listSource } from '../call-lazily.ts';
import { compareKeys, type WaitingParty } from '../candidates.ts';
import type { RoundRecord } from '../round-record.ts';
import type { RoundAnswer, RoundInput } from '../round/instance.ts';
import type { LaidRound } from './lay-round.ts';
import type { LeftOut, Sketch, SketchFigures, SketchParty } from './sketch.ts';
import { whyLeftOut } from './why-left-out.ts';

/** For each unit so many of the first who suit there and have no place: whoever may be put in instead. */
const mostBehind = 8;

/** The round as its solver was given it, again from its record. */
export function inputOf({ input, answer, files }: RoundRecord): RoundInput {
  const rank = new Map(answer.order.map((id, at) => [id, at + 1]));
  return {
    objective: input.objective,
    places: input.places,
    parties: files.flatMap(({ id, facts }) =>
      facts
        ? [
            {
              id,
              rank: rank.get(id)!,
              size: facts.value.size,
              mustPlace: facts.value.mustPlace,
              options: facts.value.options,
            },
          ]
        : [],
    ),
  };
}

/** Why each is called where it is. */
async function callsOf(record: RoundRecord, parties: readonly WaitingParty[]) {
  const suited = new Set(
    record.files.flatMap(({ id, facts }) => (facts!.value.options.length > 0 ? [id] : [])),
  );
  const inOrder = parties
    .filter(({ id }) => suited.has(id))
    .toSorted((a, b) => compareKeys(a.key, b.key));
  const calls = new Map<string, Pick<SketchParty, 'because' | 'lanes'>>();
  for await (const { called, because, lanes } of callLazily(
    listSource(inOrder),
    record.input.shares,
  ))
    calls.set(called.id, { because, lanes });
  return calls;
}

/**
 * What people are shown of a round: whom it suggests for which unit, and for each unit the first who suit there and have
 * no place, each with why.
 */
export async function makeSketch(
  record: RoundRecord,
  { units, laid, apart }: LaidRound,
  parties: readonly WaitingParty[],
): Promise<Sketch> {
  const { round } = record.answer;
  if ('infeasible' in round) throw new Error('nobody had to be placed, and it cannot be done');
  const input = inputOf(record);
  const optionOf = new Map(round.placements.map(({ party, option }) => [party, option]));
  const why = whyLeftOut(input, optionOf);
  const calls = await callsOf(record, parties);
  const fileOf = new Map(record.files.map(({ id, facts }) => [id, facts!.value]));
  const leftOutOf = (id: string): LeftOut | null => {
    if (optionOf.has(id)) return null;
    const { options, excludedBy } = fileOf.get(id)!;
    if (options.length === 0) return { because: 'NO_OPTION', excludedBy };
    return { because: why.get(id) ?? (round.optimal ? 'SOLVER' : 'BOUND') };
  };
  const byId = new Map(parties.map((party) => [party.id, party]));
  const told = (id: string, at: number): SketchParty => {
    const { members } = byId.get(id)!;
    const options = laid.get(id)!;
    const chosen = optionOf.get(id);
    const first = members[0]!;
    return {
      id,
      requestIds: members.map(({ requestId }) => requestId),
      needs: members.map(({ needs }) => needs),
      rank: at + 1,
      ...calls.get(id)!,
      siblings: first.siblings && { groupId: first.siblings.groupId, wish: first.siblings.wish },
      options: [...new Map(options.map((option) => [option.unit, option])).values()],
      unit: chosen === undefined ? null : options[chosen]!.unit,
      leftOut: leftOutOf(id),
    };
  };
  const behind = units.map(() => 0);
  const shown = record.answer.order.flatMap((id, at) => {
    if (optionOf.has(id)) return [told(id, at)];
    const there = new Set(laid.get(id)!.map(({ unit }) => unit));
    if (![...there].some((unit) => behind[unit]! < mostBehind)) return [];
    for (const unit of there) behind[unit]!++;
    return [told(id, at)];
  });
  return {
    units,
    parties: shown,
    apart: apart.filter((pair) => pair.every((id) => shown.some((each) => each.id === id))),
    figures: figuresOf(
      record,
      round,
      units.reduce((sum, { rooms }) => sum + rooms.length, 0),
      leftOutOf,
    ),
  };
}

function figuresOf(
  record: RoundRecord,
  round: Omit<RoundAnswer, 'seconds'>,
  rooms: number,
  leftOutOf: (id: string) => LeftOut | null,
): SketchFigures {
  const leftOut = { NO_OPTION: 0, HIGHER: 0, TOGETHER: 0, SOLVER: 0, BOUND: 0 };
  let children = 0;
  for (const { id, facts } of record.files) {
    children += facts!.value.size;
    const why = leftOutOf(id);
    if (why) leftOut[why.because]++;
  }
  return {
    children,
    parties: record.files.length,
    rooms,
    placedChildren: round.children,
    placedParties: round.placements.length,
    leftOut,
    excludedBy: record.answer.excludedBy,
    certified: round.certificate !== undefined,
    optimal: round.optimal,
    bound: round.bound.children,
  };
}
