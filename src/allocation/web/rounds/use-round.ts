import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formatList } from '../../../web/i18n/format.ts';
import { useApi } from '../../../web/shell.ts';
import type { RoundDetail } from '../../sketch/contract.ts';
import { type Consequences, consequencesOf } from '../../sketch/consequences.ts';
import type { Choices, Sketch, SketchParty } from '../../sketch/sketch.ts';

/** How often one asks how far a round is. */
const WORKING_MS = 1000;
const IDLE_MS = 30_000;

/** One round, asked anew while it is drawn, and while others may change it. */
export function useRound(roundId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['allocation', 'round', roundId],
    queryFn: ({ signal }) => api.get<RoundDetail>(`/api/allocation/rounds/${roundId}`, {}, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.row.state === 'WORKING' ? WORKING_MS : data?.row.state === 'SKETCH' ? IDLE_MS : false,
  });
}

type Child = RoundDetail['children'][number];
export type Choice = RoundDetail['choices'][number];

/** A sketch with what people made of it, ready to be asked. */
export interface Desk {
  readonly detail: RoundDetail;
  readonly sketch: Sketch;
  readonly choices: Choices;
  readonly choiceOf: ReadonlyMap<string, Choice>;
  /** As it was suggested, and as it stands now. */
  readonly suggested: Consequences;
  readonly now: Consequences;
  readonly partyOf: ReadonlyMap<string, SketchParty>;
  childrenOf(party: SketchParty): Child[];
  nameOf(party: SketchParty): string;
  unitName(unit: number): string;
  /** Somebody of one's own region may change it now. */
  readonly mayAct: boolean;
}

const keyOf = ({ unitId, module }: { unitId: string; module: string }) => `${unitId} ${module}`;

/** @param detail of a round that was drawn */
export function useDesk(detail: RoundDetail): Desk {
  return useMemo(() => {
    const sketch = detail.sketch as unknown as Sketch;
    const numbers = new Map(sketch.units.map((unit, n) => [keyOf(unit), n]));
    const choices = new Map(
      detail.choices.flatMap(({ id, to }): [string, number | null][] => {
        const number = to === null ? null : numbers.get(keyOf(to));
        return number === undefined ? [] : [[id, number]];
      }),
    );
    const children = new Map(detail.children.map((child) => [child.requestId, child]));
    const childrenOf = ({ requestIds }: SketchParty) =>
      requestIds.flatMap((id) => children.get(id) ?? []);
    return {
      detail,
      sketch,
      choices,
      choiceOf: new Map(detail.choices.map((choice) => [choice.id, choice])),
      suggested: consequencesOf(sketch, new Map()),
      now: consequencesOf(sketch, choices),
      partyOf: new Map(sketch.parties.map((party) => [party.id, party])),
      childrenOf,
      nameOf: (party) =>
        formatList(childrenOf(party).map(({ pseudonym }) => pseudonym)) || party.id.slice(0, 8),
      unitName: (unit) => detail.units[unit]?.name ?? '',
      mayAct: detail.row.mine && detail.row.state === 'SKETCH',
    };
  }, [detail]);
}

/** Where a party goes: as the server is told. */
export interface Change {
  readonly id: string;
  /** `undefined`: as it was suggested. */
  readonly unit: number | null | undefined;
}

export const afterChanges = (choices: Choices, changes: readonly Change[]): Choices => {
  const after = new Map(choices);
  for (const { id, unit } of changes) {
    if (unit === undefined) after.delete(id);
    else after.set(id, unit);
  }
  return after;
};

export const toldChanges = ({ units }: Sketch, changes: readonly Change[]) =>
  changes.map(({ id, unit }) => {
    if (unit === undefined) return { id };
    const at = unit === null ? null : units[unit]!;
    return { id, to: at && { unitId: at.unitId, module: at.module } };
  });

/** What takes these changes back. */
export const inverseOf = (choices: Choices, changes: readonly Change[]): Change[] =>
  changes.map(({ id }) => ({ id, unit: choices.get(id) }));
