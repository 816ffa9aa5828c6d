import { createHash } from 'node:crypto';

/**
 * The order of the waiting list: band, then waiting since, then a draw that anyone can do again. A group that must
 * stay together stands where its best member stands. Pure; the database keeps the same order (`waiting_list.position`).
 */
export interface OrderKey {
  /** 1 is first. */
  readonly bandNo: number;
  /** ISO day. */
  readonly since: string;
  /** 52 bits. */
  readonly tie: number;
}
export interface Ordered extends OrderKey {
  readonly requestId: string;
}

/** 52 bits of SHA-256 over the published seed and the request; the SQL twin is `waiting_list.tie_of`. */
export const tieOf = (seed: string, requestId: string): number =>
  Number.parseInt(
    createHash('sha256').update(`${seed}:${requestId}`).digest('hex').slice(0, 13),
    16,
  );

export const compareKeys = (a: OrderKey, b: OrderKey): number =>
  a.bandNo - b.bandNo || (a.since < b.since ? -1 : a.since > b.since ? 1 : a.tie - b.tie);

/** Total: two requests with one key (a group) stand by their ids. */
export const compareOrdered = (a: Ordered, b: Ordered): number =>
  compareKeys(a, b) || (a.requestId < b.requestId ? -1 : a.requestId > b.requestId ? 1 : 0);

/** @param groupId of those who must stay together; null for who stands alone */
export function orderList<One extends Ordered & { readonly groupId: string | null }>(
  requests: readonly One[],
): One[] {
  const best = new Map<string, OrderKey>();
  for (const one of requests) {
    if (one.groupId === null) continue;
    const known = best.get(one.groupId);
    if (!known || compareKeys(one, known) < 0) best.set(one.groupId, one);
  }
  return requests
    .map((one) => {
      const { bandNo, since, tie } = (one.groupId !== null && best.get(one.groupId)) || one;
      return { one, key: { bandNo, since, tie, requestId: one.requestId } };
    })
    .sort((a, b) => compareOrdered(a.key, b.key))
    .map(({ one }) => one);
}
