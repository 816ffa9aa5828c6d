import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileOf, openText, SealBroken, sealText } from './sealed-text.ts';

const uuid = fc.uuid();
const spot = fc.record({ column: fc.stringMatching(/^[a-z_]+\.[a-z_]+\.[a-z_]+$/), row: uuid });

test('what is sealed opens with its key, where it stands, and says which file it is of', () => {
  fc.assert(
    fc.property(fc.string(), uuid, spot, (plain, file, where) => {
      const key = randomBytes(32);
      const sealed = sealText(key, file, where, plain);
      expect(fileOf(sealed)).toBe(file);
      expect(openText(key, where, sealed)).toBe(plain);
      expect(sealText(key, file, where, plain)).not.toBe(sealed);
    }),
    { numRuns: 300 },
  );
});

test('moved to another row or column, asked with another key, or said to be of another file: refused', () => {
  fc.assert(
    fc.property(fc.string(), uuid, uuid, spot, spot, (plain, file, otherFile, where, elsewhere) => {
      fc.pre(
        file !== otherFile && where.row !== elsewhere.row && where.column !== elsewhere.column,
      );
      const key = randomBytes(32);
      const sealed = sealText(key, file, where, plain);
      for (const there of [
        elsewhere,
        { ...where, row: elsewhere.row },
        { ...where, column: elsewhere.column },
      ])
        expect(() => openText(key, there, sealed)).toThrow(SealBroken);
      expect(() => openText(randomBytes(32), where, sealed)).toThrow(SealBroken);
      const ofOther = `s1.${sealText(key, otherFile, where, '').split('.')[1]}.${sealed.split('.')[2]}`;
      expect(() => openText(key, where, ofOther)).toThrow(SealBroken);
    }),
    { numRuns: 200 },
  );
});

test('no byte can be changed, none taken away', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      uuid,
      spot,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (plain, file, where, at, by) => {
        const key = randomBytes(32);
        const [head, of, text] = sealText(key, file, where, plain).split('.') as [
          string,
          string,
          string,
        ];
        const bytes = Buffer.from(text, 'base64url');
        const changed = Buffer.from(bytes);
        changed[at % changed.length]! ^= by;
        for (const broken of [changed, bytes.subarray(1), bytes.subarray(0, -1)])
          expect(() =>
            openText(key, where, `${head}.${of}.${broken.toString('base64url')}`),
          ).toThrow(SealBroken);
      },
    ),
    { numRuns: 300 },
  );
  expect(() => openText(randomBytes(32), { column: 'a.b.c', row: 'x' }, 'in the clear')).toThrow(
    SealBroken,
  );
});
