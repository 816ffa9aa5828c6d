import { expect, test } from 'vitest';
import { plainAppearance, readAppearance } from './appearance.ts';

test('what was kept is read back, and what is not understood becomes the plain choice', () => {
  expect(readAppearance('{"theme":"dark","density":"comfortable","hasShortcuts":false}')).toEqual({
    theme: 'dark',
    density: 'comfortable',
    hasShortcuts: false,
  });
  for (const text of [null, '', '{', 'null', '[]', '{"theme":"pink","density":3}']) {
    expect(readAppearance(text)).toEqual(plainAppearance);
  }
});
