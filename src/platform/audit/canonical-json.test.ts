import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test.each([
  [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
  [{ é: 1, z: 2, '\u{1f600}': 3, '\ufb33': 4 }, '{"z":2,"é":1,"\u{1f600}":3,"\ufb33":4}'],
  [{ n: 1e30, m: 0.000001, k: -0, u: undefined }, '{"k":0,"m":0.000001,"n":1e+30}'],
  ['€$\u000f\nA\'"\\', '"€$\\u000f\\nA\'\\"\\\\"'],
  [[undefined], '[null]'],
])('%j is spelled one way', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('says the same value again, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      const again = JSON.parse(text) as unknown;
      expect(canonicalJson(again)).toBe(text);
      expect(again).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
