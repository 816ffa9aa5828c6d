import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyScenario,
  cellKey,
  fromNorm,
  parseStep,
  perThousand,
  type ScenarioStep,
  stepText,
  type Supply,
} from './scenario.ts';

const regions = ['WVL', 'VBR', 'OVL'] as const;
const modules = ['STAY_O12', 'SECURE_STAY'] as const;
const supply: Supply = new Map([
  [cellKey('WVL', 'STAY_O12'), 30],
  [cellKey('VBR', 'STAY_O12'), 5],
]);
const total = (of: Supply) => [...of.values()].reduce((sum, each) => sum + each, 0);
const steps = (...texts: string[]) => texts.map((text) => parseStep(text)!);

describe('a step in the address', () => {
  test.each([
    ['add:WVL:STAY_O12:10', { kind: 'add', region: 'WVL', module: 'STAY_O12', places: 10 }],
    ['add:WVL:STAY_O12:-4', { kind: 'add', region: 'WVL', module: 'STAY_O12', places: -4 }],
    [
      'move:WVL:VBR:STAY_O12:20',
      { kind: 'move', region: 'WVL', to: 'VBR', module: 'STAY_O12', places: 20 },
    ],
    [
      'convert:WVL:STAY_O12:SECURE_STAY:8:6',
      {
        kind: 'convert',
        region: 'WVL',
        module: 'STAY_O12',
        to: 'SECURE_STAY',
        places: 8,
        toPlaces: 6,
      },
    ],
  ])('%s', (text, step) => {
    expect(parseStep(text)).toEqual(step);
    expect(stepText(parseStep(text)!)).toBe(text);
  });

  test.each([
    '',
    'add',
    'add:WVL:STAY_O12',
    'add:WVL:STAY_O12:0',
    'add:WVL:STAY_O12:1.5',
    'add:WVL:STAY_O12:99999',
    'add:wvl:STAY_O12:1',
    'move:WVL:WVL:STAY_O12:1',
    'move:WVL:VBR:STAY_O12:-1',
    'convert:WVL:STAY_O12:STAY_O12:1:1',
    'convert:WVL:STAY_O12:X:1',
    'steal:WVL:VBR:X:1',
    'add:WVL:<b>:1',
    'add:WVL:STAY_O12:1:1',
  ])('"%s" is none', (text) => {
    expect(parseStep(text)).toBeNull();
  });
});

describe('what steps come to', () => {
  test.each([
    ['nothing', [], 35, 30, []],
    ['add', ['add:WVL:STAY_O12:10'], 45, 40, [0]],
    ['take away', ['add:WVL:STAY_O12:-10'], 25, 20, [0]],
    ['take away more than there are', ['add:WVL:STAY_O12:-40'], 5, 0, [10]],
    ['move', ['move:WVL:VBR:STAY_O12:20'], 35, 10, [0]],
    ['move more than there are', ['move:WVL:VBR:STAY_O12:50'], 35, 0, [20]],
    ['reconvert', ['convert:WVL:STAY_O12:SECURE_STAY:8:6'], 33, 22, [0]],
    ['one after another', ['move:WVL:VBR:STAY_O12:30', 'add:WVL:STAY_O12:-1'], 35, 0, [0, 1]],
  ] as const)('%s', (_, texts, all, west, missing) => {
    const result = applyScenario(supply, steps(...texts));
    expect(total(result.supply)).toBe(all);
    expect(result.supply.get(cellKey('WVL', 'STAY_O12'))).toBe(west);
    expect(result.missing).toEqual(missing);
  });

  test('moving changes no total, and there are never fewer than no places', () => {
    const places = fc.integer({ min: 1, max: 60 });
    const step: fc.Arbitrary<ScenarioStep> = fc.oneof(
      fc.record({
        kind: fc.constant('move' as const),
        region: fc.constantFrom(...regions),
        to: fc.constant('ANT'),
        module: fc.constantFrom(...modules),
        places,
      }),
      fc.record({
        kind: fc.constant('add' as const),
        region: fc.constantFrom(...regions),
        module: fc.constantFrom(...modules),
        places: fc.integer({ min: -60, max: 60 }).filter((n) => n !== 0),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (all) => {
        const { supply: after, missing } = applyScenario(supply, all);
        let expected = total(supply);
        for (const [n, each] of all.entries()) {
          if (each.kind === 'add')
            expected += each.places > 0 ? each.places : each.places + missing[n]!;
        }
        expect(total(after)).toBe(expected);
        expect(Math.min(...after.values())).toBeGreaterThanOrEqual(0);
        expect(all.map((each) => parseStep(stepText(each)))).toEqual(all);
      }),
    );
  });
});

test.each([
  [1441, 215_000, 6.7, 3.9, 603],
  [411, 240_000, 1.7, 3.9, -525],
  [154, null, null, 3.9, null],
  [10, 1000, 10, null, null],
])('%d places for %j minors', (places, minors, per, norm, away) => {
  const found = perThousand(places, minors);
  expect(found === null ? null : Math.round(found * 10) / 10).toBe(per);
  expect(fromNorm(places, minors, norm)).toBe(away);
});
