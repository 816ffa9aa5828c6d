import { expect, test } from 'vitest';
import { bodyOf, emptyCall, lacksOf, type TypedCall, withMinor } from './call-form.ts';
import { KeptCall } from './kept-call.ts';

const filled: TypedCall = {
  ...emptyCall,
  registrarKind: 'POLICE',
  agreement: 'YES',
  unsafety: 'ACUTE',
  wanted: 'STAY',
};

test('a search says what lacks, a consult asks less', () => {
  expect(lacksOf(emptyCall)).toEqual(['registrarKind', 'unsafety', 'agreement', 'wanted']);
  expect(lacksOf({ ...emptyCall, kind: 'CONSULT' })).not.toContain('wanted');
  expect(lacksOf({ ...filled, agreement: 'NO' })).toEqual(['agreement']);
  expect(lacksOf({ ...filled, minors: [] })).toEqual(['minors']);
  expect(lacksOf(filled)).toEqual([]);
});

test('an age says more than a band, an unborn child has neither, and what is unknown is not sent', () => {
  const [first] = filled.minors;
  const minors = [
    { ...first!, ageYears: 12, ageBand: '12-14', sex: 'F', zone: 'Z1' },
    { ...first!, ageBand: '0-2' },
    { ...first!, unborn: true, ageYears: 3 },
  ];
  expect(bodyOf({ ...filled, minors, words: '  ' })).toEqual({
    kind: 'DISPATCH',
    registrarKind: 'POLICE',
    anonymous: false,
    agreement: 'YES',
    unsafety: 'ACUTE',
    wanted: 'STAY',
    minors: [
      { ageYears: 12, sex: 'F', zone: 'Z1' },
      { ageBand: '0-2', sex: 'UNKNOWN' },
      { unborn: true, sex: 'UNKNOWN' },
    ],
  });
  expect(withMinor(withMinor(filled)).minors.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('what was typed is there after the page was loaded anew, and is sent with the same key', () => {
  const box = new Map<string, string>();
  const storage = {
    getItem: (name: string) => box.get(name) ?? null,
    setItem: (name: string, text: string) => void box.set(name, text),
    removeItem: (name: string) => void box.delete(name),
  };
  let made = 0;
  const newKey = () => `key-${++made}`;
  const kept = new KeptCall(storage, 'a');
  kept.keep(filled);
  const key = kept.keyFor(bodyOf(filled), newKey);
  const again = new KeptCall(storage, 'a');
  expect(again.call).toEqual(filled);
  expect(again.keyFor(bodyOf(again.call), newKey)).toBe(key);
  expect(again.keyFor(bodyOf({ ...filled, wanted: 'GUIDANCE' }), newKey)).not.toBe(key);
  expect(new KeptCall(storage, 'b').call).toEqual(emptyCall);
  again.forget();
  expect(new KeptCall(storage, 'a').call).toEqual(emptyCall);
  box.set('vrijplaats-call:a', '{broken');
  expect(new KeptCall(storage, 'a').call).toEqual(emptyCall);
});
