import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** Both values of each token that is written as `light-dark(#…, #…)`. */
function coloursOf(text: string): Map<string, readonly [string, string]> {
  const found = text.matchAll(/--vp-([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/gi);
  return new Map(
    [...found].map(([, name, light, dark]) => [name as string, [light as string, dark as string]]),
  );
}

/** Relative luminance of an sRGB colour (WCAG 2.2). */
function luminanceOf(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (high + 0.05) / (low + 0.05);
}

const colours = coloursOf(css);
const grounds = ['paper', 'surface'] as const;
const texts = [
  'ink',
  'muted',
  'primary',
  'focus',
  'free',
  'held',
  'occupied',
  'unavailable',
  'over',
  'not-converted',
];

test('the yardstick itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each([0, 1] as const)('theme %i (0 light, 1 dark)', (theme) => {
  const colour = (name: string) => colours.get(name)?.[theme] as string;

  test.each(texts)('%s is read on paper and on surface', (name) => {
    for (const ground of grounds)
      expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(5);
  });

  test('words on the primary colour, and the edges of fields', () => {
    expect(contrast(colour('on-primary'), colour('primary'))).toBeGreaterThanOrEqual(5);
    for (const ground of grounds)
      expect(contrast(colour('edge'), colour(ground))).toBeGreaterThanOrEqual(3);
    expect(contrast(colour('ink'), colour('lit'))).toBeGreaterThanOrEqual(5);
  });
});
