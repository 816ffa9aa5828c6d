import { sha256 } from './line-hash.ts';

/**
 * Merkle tree hash, audit paths and consistency proofs as in RFC 6962, section 2.1: leaves and nodes are
 * hashed under different first bytes, so that neither passes for the other.
 */
const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

export const leafHash = (data: Uint8Array): Buffer => sha256(Buffer.concat([leafMark, data]));
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(Buffer.concat([nodeMark, left, right]));

/** Hash of a tree without leaves. */
export const emptyRoot = (): Buffer => sha256(Buffer.alloc(0));

/** The largest power of two below n, for n > 1. */
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** A tree that only grows: keeps one hash for each full subtree, so that a million leaves take twenty. */
export class GrowingTree {
  readonly #full: { size: number; hash: Buffer }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(data: Uint8Array): void {
    let node = { size: 1, hash: leafHash(data) };
    for (let last = this.#full.at(-1); last?.size === node.size; last = this.#full.at(-1)) {
      this.#full.pop();
      node = { size: node.size * 2, hash: nodeHash(last.hash, node.hash) };
    }
    this.#full.push(node);
    this.#size += 1;
  }

  root(): Buffer {
    const [...rest] = this.#full;
    let node = rest.pop()?.hash;
    if (!node) return emptyRoot();
    for (let left = rest.pop(); left; left = rest.pop()) node = nodeHash(left.hash, node);
    return node;
  }
}

/** All leaves at once: for proofs, where the whole of a day is at hand. */
export class MerkleTree {
  readonly #leaves: readonly Buffer[];
  readonly #known = new Map<number, Buffer>();

  /** @param data what the leaves hold, in order */
  constructor(data: readonly Uint8Array[]) {
    this.#leaves = data.map(leafHash);
  }

  /** Root of the leaves from…until. */
  #over(from: number, until: number): Buffer {
    const n = until - from;
    if (n === 0) return emptyRoot();
    if (n === 1) return this.#leaves[from]!;
    const key = from * (this.#leaves.length + 1) + until;
    const known = this.#known.get(key);
    if (known) return known;
    const k = from + split(n);
    const made = nodeHash(this.#over(from, k), this.#over(k, until));
    this.#known.set(key, made);
    return made;
  }

  root(size = this.#leaves.length): Buffer {
    return this.#over(0, size);
  }

  /** PATH(m, D[n]): what is hashed with the leaf on the way up to the root of the first `size` leaves. */
  inclusion(index: number, size = this.#leaves.length): Buffer[] {
    const path = (at: number, from: number, until: number): Buffer[] => {
      if (until - from <= 1) return [];
      const k = from + split(until - from);
      return at < k
        ? [...path(at, from, k), this.#over(k, until)]
        : [...path(at, k, until), this.#over(from, k)];
    };
    return path(index, 0, size);
  }

  /** PROOF(m, D[n]): that the tree of `size` leaves begins with the one of `before` leaves. */
  consistency(before: number, size = this.#leaves.length): Buffer[] {
    const proof = (m: number, from: number, until: number, whole: boolean): Buffer[] => {
      const n = until - from;
      if (m === n) return whole ? [] : [this.#over(from, until)];
      const k = split(n);
      return m <= k
        ? [...proof(m, from, from + k, whole), this.#over(from + k, until)]
        : [...proof(m - k, from + k, until, false), this.#over(from, from + k)];
    };
    return before === 0 || before === size ? [] : proof(before, 0, size, true);
  }
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** True when a leaf of this data stands at `index` in the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(of: {
  data: Uint8Array;
  index: number;
  size: number;
  path: readonly Uint8Array[];
  root: Uint8Array;
}): boolean {
  if (!Number.isInteger(of.index) || of.index < 0 || of.index >= of.size) return false;
  let at = of.index;
  let last = of.size - 1;
  let node = leafHash(of.data);
  for (const beside of of.path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(beside, node);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      node = nodeHash(node, beside);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(node, of.root);
}

/** True when the tree of `size` leaves begins with the one of `before` leaves (RFC 9162, 2.1.4.2). */
export function isContinued(of: {
  before: number;
  beforeRoot: Uint8Array;
  size: number;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}): boolean {
  const { before, size } = of;
  if (!Number.isInteger(before) || before < 0 || before > size) return false;
  if (before === 0) return of.proof.length === 0 && same(of.beforeRoot, emptyRoot());
  if (before === size) return of.proof.length === 0 && same(of.beforeRoot, of.root);
  const isFull = Number.isInteger(Math.log2(before));
  const [first, ...rest] = isFull ? [of.beforeRoot, ...of.proof] : of.proof;
  if (!first) return false;
  let at = before - 1;
  let last = size - 1;
  while (at % 2 === 1) {
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  let old: Uint8Array = first;
  let now: Uint8Array = first;
  for (const beside of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(beside, old);
      now = nodeHash(beside, now);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      now = nodeHash(now, beside);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(old, of.beforeRoot) && same(now, of.root);
}
