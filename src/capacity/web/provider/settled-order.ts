import type { UnitInOrder, UrgencyGroup } from './urgency.ts';

/** Where each unit stands on the screen; kept while one works, so that no card moves under a finger. */
export type Order = readonly { readonly unitId: string; readonly group: UrgencyGroup }[];

export interface Shown {
  /** The group under which the card stands, which may be its group of a while ago. */
  readonly group: UrgencyGroup;
  readonly item: UnitInOrder;
}

export const orderOf = (items: readonly UnitInOrder[]): Order =>
  items.map(({ unit, group }) => ({ unitId: unit.unitId, group }));

/** The units of now in the order of before; one that is new comes last in its own group. */
export function inKeptOrder(kept: Order, items: readonly UnitInOrder[]): Shown[] {
  const now = new Map(items.map((item) => [item.unit.unitId, item]));
  const known = kept.flatMap(({ unitId, group }): Shown[] => {
    const item = now.get(unitId);
    now.delete(unitId);
    return item ? [{ group, item }] : [];
  });
  return [...known, ...[...now.values()].map((item): Shown => ({ group: item.group, item }))];
}

/** Whether ordering anew would put a card elsewhere. */
export function isOutOfOrder(kept: Order, items: readonly UnitInOrder[]): boolean {
  const fresh = orderOf(items);
  return (
    fresh.length !== kept.length ||
    fresh.some((each, at) => each.unitId !== kept[at]?.unitId || each.group !== kept[at]?.group)
  );
}
