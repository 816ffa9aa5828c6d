import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GrowingTree, isContinued, isIncluded, MerkleTree } from './merkle-tree.ts';

/** The tree of RFC 6962 implementations: the eight inputs and the roots that they publish. */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((each) => Buffer.from(each, 'hex'));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hex = (hashes: readonly Uint8Array[]) =>
  hashes.map((each) => Buffer.from(each).toString('hex'));

describe('known answers of RFC 6962', () => {
  test.each(roots.map((root, size) => ({ root, size })))('root of $size leaves', (known) => {
    expect(new MerkleTree(inputs).root(known.size).toString('hex')).toBe(known.root);
    const tree = new GrowingTree();
    for (const each of inputs.slice(0, known.size)) tree.add(each);
    expect(tree.root().toString('hex')).toBe(known.root);
  });

  test('audit path of the first of eight, and of the sixth', () => {
    const tree = new MerkleTree(inputs);
    expect(hex(tree.inclusion(0))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(tree.inclusion(5))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  test('consistency of one, and of six, with eight', () => {
    const tree = new MerkleTree(inputs);
    expect(hex(tree.consistency(1))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(tree.consistency(6))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

const leaves = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`line ${i}`));
const sized = fc
  .integer({ min: 1, max: 200 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));

describe('for every size', () => {
  test('a tree that grew has the root of the whole one', () => {
    const tree = new GrowingTree();
    const whole = new MerkleTree(leaves(130));
    for (let n = 0; n <= 130; n++) {
      expect(tree.root()).toEqual(whole.root(n));
      tree.add(Buffer.from(`line ${n}`));
    }
  });

  test('each leaf is proven, at its own index and for its own data alone', () => {
    fc.assert(
      fc.property(sized, ([size, index]) => {
        const data = leaves(size);
        const tree = new MerkleTree(data);
        const of = {
          data: data[index]!,
          index,
          size,
          path: tree.inclusion(index),
          root: tree.root(),
        };
        expect(isIncluded(of)).toBe(true);
        expect(isIncluded({ ...of, data: Buffer.from('another') })).toBe(false);
        expect(isIncluded({ ...of, index: (index + 1) % size })).toBe(size === 1);
        expect(isIncluded({ ...of, path: [...of.path, of.root] })).toBe(false);
        if (of.path.length > 0) expect(isIncluded({ ...of, path: of.path.slice(1) })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('a tree that grew is proven to begin with the old one; a fork is not', () => {
    fc.assert(
      fc.property(sized, ([size, before]) => {
        const data = leaves(size);
        const tree = new MerkleTree(data);
        const of = {
          before,
          beforeRoot: tree.root(before),
          size,
          root: tree.root(),
          proof: tree.consistency(before),
        };
        expect(isContinued(of)).toBe(true);
        if (before === 0) return;
        const forked = new MerkleTree(data.with(before - 1, Buffer.from('fork')));
        expect(isContinued({ ...of, root: forked.root() })).toBe(false);
        expect(isContinued({ ...of, root: forked.root(), proof: forked.consistency(before) })).toBe(
          false,
        );
        expect(isContinued({ ...of, beforeRoot: forked.root(before) })).toBe(false);
        expect(isContinued({ ...of, proof: [...of.proof, of.root] })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
