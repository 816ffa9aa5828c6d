import { expect, test } from 'vitest';
import { KeptForm } from './kept-form.ts';

interface Typed {
  readonly age: number | null;
  readonly danger: string | null;
  readonly children: readonly string[];
}
const empty: Typed = { age: null, danger: null, children: [] };

function box() {
  const held = new Map<string, string>();
  const storage = {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, text: string) => void held.set(name, text),
    removeItem: (name: string) => void held.delete(name),
  };
  const form = (whose: string) => new KeptForm(storage, whose, empty);
  return { held, form };
}

test('what was typed and its key outlive the page, and are another person’s never', () => {
  const { form, held } = box();
  let made = 0;
  const newKey = () => `key-${++made}`;
  const kept = form('a');
  const filled = kept.change({ age: 3, danger: 'ACUTE' });
  const key = kept.keyFor(filled, newKey);
  expect(kept.keyFor(filled, newKey)).toBe(key);
  const again = form('a');
  expect(again.typed).toEqual(filled);
  expect(again.keyFor(filled, newKey)).toBe(key);
  expect(again.keyFor({ ...filled, age: 4 }, newKey)).not.toBe(key);
  expect(form('b').typed).toEqual(empty);
  again.forget();
  expect(again.typed).toEqual(empty);
  expect(form('a').typed).toEqual(empty);
  held.set('vrijplaats-form:a', '{broken');
  expect(form('a').typed).toEqual(empty);
});

test('two fields that change in one touch keep each other’s answer', () => {
  const kept = box().form('a');
  kept.change({ danger: 'ACUTE' });
  expect(kept.change({ age: 15 })).toEqual({ ...empty, danger: 'ACUTE', age: 15 });
  kept.change(({ children }) => ({ children: [...children, 'first'] }));
  kept.change(({ children }) => ({ children: [...children, 'second'] }));
  expect(kept.typed.children).toEqual(['first', 'second']);
});

test('a browser that keeps nothing still holds what is typed while the page is there', () => {
  const refuse = (): never => {
    throw new Error('keeps nothing');
  };
  const kept = new KeptForm({ getItem: refuse, setItem: refuse, removeItem: refuse }, 'a', empty);
  kept.change({ age: 15 });
  expect(kept.change({ danger: 'ACUTE' })).toMatchObject({ age: 15, danger: 'ACUTE' });
  kept.forget();
  expect(kept.typed).toEqual(empty);
});
