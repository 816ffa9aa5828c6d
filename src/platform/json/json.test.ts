import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonFault, jsonPath, shown } from './fault.ts';
import { type JsonLimits, parseJson } from './parse.ts';
import { readText } from './read.ts';
import { type Reader, readFields, readList, readName, readNamed, readPeriod } from './shape.ts';

const WIDE: JsonLimits = { depth: 100, values: 100_000, fields: 1000 };

function faultOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof JsonFault) return error.message;
    throw error;
  }
  return 'no fault';
}

/** Pieces of texts, right and wrong, to put together at random. */
const PIECES = String.raw`{ } [ ] , : " "a" "b": \ \u00 \" "\n" "\ud800" "\x" "é" {} [] {"a":1} [1]
  0 - 1 .5 e+ 1e999 -0 true fals null NaN // '`.split(/\s+/);

describe('parsing', () => {
  test('reads whatever the platform writes, to the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, '\t'), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const written = JSON.stringify(value, null, indent);
        expect(parseJson(written, WIDE)).toEqual(value);
        expect(JSON.stringify(parseJson(written, WIDE))).toBe(JSON.stringify(value));
      }),
      { numRuns: 1000 },
    );
  });

  test('takes and refuses the same texts as the platform, but for a field given twice', () => {
    const pieces = fc.constantFrom(...PIECES, ' ', '\n', '\t', '\u00a0', '\u0000');
    const texts = fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join(''));
    const mutated = fc
      .tuple(fc.json(), fc.nat(200), pieces)
      .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at + 1));
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(texts, mutated), (text) => {
        let theirs: { value: unknown } | undefined;
        try {
          theirs = { value: JSON.parse(text) };
        } catch {
          theirs = undefined;
        }
        let ours: { value: unknown } | undefined;
        try {
          ours = { value: parseJson(text, WIDE) };
          taken += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(JsonFault);
          if ((error as JsonFault).problem.includes('given twice')) return;
        }
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  test.each([
    ['{"a":[1,{"b":1,"b":2}]}', '$.a[1].b: the field is given twice; keep one'],
    ['{"a":1}}', '$: nothing may follow the end, (line 1, column 8)'],
    ['{"a":\n  [1,]}', '$.a[1]: a value is expected (line 2, column 6)'],
    ['{"a":"x', '$.a: the text that starts (line 1, column 6) has no closing quote'],
    ['{"a b":tru}', '$["a b"]: a value is expected (line 1, column 8)'],
    ['{"a" 1}', '$.a: ":" is expected (line 1, column 6)'],
    ['[1 2]', '$: "," or "]" is expected (line 1, column 4)'],
    ['{1:2}', '$: a field name in quotes is expected (line 1, column 2)'],
    ['', '$: the file ends too early'],
    ['[', '$[0]: the file ends too early'],
    [
      '"\t"',
      '$: the text that starts (line 1, column 1) has a wrong escape or a bare control character',
    ],
    ['{"__proto__":1,"__proto__":2}', '$.__proto__: the field is given twice; keep one'],
  ])('%j: %s', (text, fault) => {
    expect(faultOf(() => parseJson(text, WIDE))).toBe(fault);
  });

  test('a prototype in the text is a field like another', () => {
    const value = parseJson('{"__proto__":{"admin":true},"constructor":1}', WIDE);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
  });

  test('depth, number of values and number of fields are limited', () => {
    const narrow: JsonLimits = { depth: 3, values: 5, fields: 2 };
    expect(parseJson('[[[1,2]]]', narrow)).toEqual([[[1, 2]]]);
    expect(faultOf(() => parseJson('[[[[1]]]]', narrow))).toContain(
      '$[0][0][0]: more than 3 lists',
    );
    expect(faultOf(() => parseJson('[1,2,3,4,5]', narrow))).toContain('$[4]: more than 5 values');
    expect(faultOf(() => parseJson('{"a":1,"b":2,"c":3}', narrow))).toContain('$.c: more than 2');
    const deep = '['.repeat(2_000_000);
    expect(faultOf(() => parseJson(deep, WIDE))).toContain('more than 100 lists');
  });

  test('a message neither floods nor steers a terminal', () => {
    expect(shown('x'.repeat(1000)).length).toBeLessThan(70);
    expect(shown('\u001b[2Ja\u009b\u202eb')).toBe('"\\u001b[2Ja\\u009b\\u202eb"');
    expect(jsonPath('$', '\u001b]0;x')).toBe('$["\\u001b]0;x"]');
    expect(jsonPath('$', 'k'.repeat(500)).length).toBeLessThan(80);
  });
});

const readItem: Reader<{ id: string }> = (value, path) => ({ id: readName(value, path) });

async function* chunks(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

describe('reading bytes', () => {
  test('joins a character that falls over two chunks and drops the byte order mark', async () => {
    const bytes = new TextEncoder().encode('\ufeff"é€😀"');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const source = chunks(bytes.subarray(0, cut), bytes.subarray(cut));
      expect(await readText(source, 100)).toBe('"é€😀"');
    }
  });

  test('refuses what is no UTF-8, and stops at the limit', async () => {
    await expect(readText(chunks(Uint8Array.of(0x22, 0xe9, 0x22)), 100)).rejects.toThrow(
      '$: not UTF-8',
    );
    await expect(readText(chunks(Uint8Array.of(0xe2, 0x82)), 100)).rejects.toThrow('not UTF-8');
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 1;
        yield new Uint8Array(1000).fill(0x20);
      }
    })();
    await expect(readText(endless, 10_000)).rejects.toThrow('$: larger than 10000 bytes');
    expect(given).toBe(11);
  });
});

describe('shapes', () => {
  test('fields are known, present and of an object', () => {
    expect(readFields({ a: 1 }, '$', ['a'], ['b'])).toEqual({ a: 1 });
    expect(faultOf(() => readFields({ a: 1, c: 2 }, '$.x', ['a'], ['b']))).toBe(
      '$.x.c: an unknown field; known here: a, b',
    );
    expect(faultOf(() => readFields({}, '$', ['a']))).toBe('$.a: the field is missing');
    expect(faultOf(() => readFields({}, '$', ['toString']))).toContain('missing');
    expect(faultOf(() => readFields([], '$', []))).toBe('$: a list where an object is expected');
    expect(faultOf(() => readFields(null, '$', []))).toBe('$: null where an object is expected');
  });

  test('lists, names and ids', () => {
    expect(readList(['a', 'b'], '$', readName)).toEqual(['a', 'b']);
    expect(faultOf(() => readList('ab', '$', readName))).toBe('$: "ab" where a list is expected');
    expect(faultOf(() => readList(['a', ''], '$', readName))).toContain('$[1]: "" where a text');
    expect(faultOf(() => readList([7], '$', readName))).toContain('$[0]: 7 where a text');
    expect(faultOf(() => readNamed(['a', 'b', 'a'], '$.l', readItem))).toBe(
      '$.l[2].id: "a" is also the id of $.l[0]; give each its own',
    );
  });

  test.each([
    [{ from: '2026-02-30', until: null }, '$.p.from: "2026-02-30" is no day'],
    [{ from: '2026-02-01', until: '2026-02-30' }, '$.p.until: "2026-02-30" is no day'],
    [{ from: '2026-02-02', until: '2026-02-01' }, '$.p.until: "2026-02-01" lies before'],
    [{ from: '2026-02-02' }, '$.p.until: the field is missing'],
    [{ from: 20260202, until: null }, '$.p.from: 20260202 is no day'],
    ['2026-02-02', '$.p: "2026-02-02" where an object is expected'],
  ])('period %j: %s', (value, fault) => {
    expect(faultOf(() => readPeriod(value, '$.p'))).toContain(fault);
  });

  test('a period may have no end, or no day', () => {
    expect(readPeriod({ from: '2026-02-02', until: null }, '$')).toEqual({
      from: '2026-02-02',
      until: null,
    });
    expect(readPeriod({ from: '2026-02-02', until: '2026-02-02' }, '$').until).toBe('2026-02-02');
  });
});
