import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asRoundInput, largeRound } from './large.fixtures.ts';
import { readPlainRound } from './read-plain.ts';
import { readRound } from './round-file.ts';
import { flatten, isOfSingleChildren } from './single-children.ts';

/** What the reader of all files makes of it; `null` where it refuses, or the round is not plain. */
function byObjects(text: string) {
  try {
    const input = readRound(text);
    return isOfSingleChildren(input) ? { objective: input.objective, round: flatten(input) } : null;
  } catch {
    return null;
  }
}

const some = fc.record({
  seed: fc.integer({ min: 1, max: 100_000 }),
  children: fc.integer({ min: 0, max: 6 }),
  places: fc.integer({ min: 1, max: 4 }),
  objective: fc.constantFrom('order', 'weight', 'count'),
  indent: fc.constantFrom(0, 1, '\t'),
  scale: fc.constantFrom(1, -1, 1 / 3, 1e-9),
});

function textOf({
  seed,
  children,
  places,
  objective,
  indent,
  scale,
}: typeof some extends fc.Arbitrary<infer T> ? T : never) {
  const input = asRoundInput(largeRound({ children, places, fits: [0, 3], seed }));
  const parties = input.parties.map(({ mustPlace: _must, size: _size, ...party }) => ({
    ...party,
    options: party.options.map(({ uses, weight }) => ({ uses, weight: weight * scale })),
  }));
  if (seed % 3 === 0) parties.reverse();
  return JSON.stringify({ objective, places: input.places, parties }, null, indent);
}

describe('a file of single children', () => {
  test('any is read as by way of objects, and read here', () => {
    let read = 0;
    fc.assert(
      fc.property(some, (options) => {
        const text = textOf(options);
        const plain = readPlainRound(text);
        // Weights with an exponent are left to the other reader.
        if (plain) {
          read++;
          expect(plain).toEqual(byObjects(text));
        } else expect(text).toMatch(/[0-9]e-/);
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(150);
  });

  test('any that was spoilt is refused or left alone, never read otherwise', () => {
    const signs = [
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      '1',
      '-',
      '.',
      'e',
      '\\',
      ' ',
      'p',
      'é',
      '',
    ];
    let left = 0;
    fc.assert(
      fc.property(
        some,
        fc.nat(),
        fc.nat(2),
        fc.constantFrom(...signs),
        (options, pick, cut, sign) => {
          const text = textOf(options);
          const at = pick % text.length;
          const spoilt = text.slice(0, at) + sign + text.slice(at + cut);
          const plain = readPlainRound(spoilt);
          if (plain) expect(plain).toEqual(byObjects(spoilt));
          else left++;
        },
      ),
      { numRuns: 1500 },
    );
    expect(left).toBeGreaterThan(300);
  });

  test('groups, several kinds, who must be placed and ids that stand twice are left to the other reader', () => {
    const file = (change: (input: Record<string, unknown>) => void) => {
      const input = JSON.parse(
        textOf({ seed: 1, children: 3, places: 2, objective: 'order', indent: 0, scale: 1 }),
      ) as Record<string, unknown>;
      change(input);
      return readPlainRound(JSON.stringify(input));
    };
    type Row = Record<string, unknown>;
    const rows = (input: Row, name: string) => input[name] as Row[];
    expect(file(() => {})).not.toBe(null);
    for (const change of [
      (input: Row) => (rows(input, 'parties')[0]!['mustPlace'] = true),
      (input: Row) => (rows(input, 'places')[0]!['capacity'] = [1, 1]),
      (input: Row) => (rows(input, 'parties')[0]!['id'] = 'c1'),
      (input: Row) => (rows(input, 'parties')[0]!['rank'] = 2),
      (input: Row) => (rows(input, 'places')[1]!['id'] = 'p0'),
      (input: Row) => (input['objective'] = 'other'),
      (input: Row) => delete input['parties'],
    ]) {
      expect(file(change)).toBe(null);
    }
  });
});
