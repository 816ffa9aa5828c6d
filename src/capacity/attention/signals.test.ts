import { describe, expect, test } from 'vitest';
import { type Moment, signalsOf } from './signals.ts';

const usual: Moment = { occupied: 8, unavailable: 0, recognised: 8, age: 3 };
const year = (last: Partial<Moment>[] = []): Moment[] => [
  ...Array.from({ length: 40 }, () => usual),
  ...last.map((each) => ({ ...usual, ...each })),
];

describe('what drifts', () => {
  test.each<[string, Moment[], Partial<Moment>, string[]]>([
    ['nothing', year(), {}, []],
    ['one place less', year([{ occupied: 7 }, { occupied: 7 }]), { occupied: 7 }, []],
    [
      'two places less, for weeks',
      year([{ occupied: 6 }, { occupied: 6 }]),
      { occupied: 6 },
      ['OCCUPANCY'],
    ],
    ['two places less, since today', year(), { occupied: 6 }, []],
    [
      'places out of use take the children’s places',
      year([
        { occupied: 4, unavailable: 4 },
        { occupied: 4, unavailable: 4 },
      ]),
      { occupied: 4, unavailable: 4 },
      ['OCCUPANCY', 'UNAVAILABILITY'],
    ],
    [
      'fewer out of use than usual is no news',
      Array.from({ length: 40 }, () => ({ ...usual, occupied: 5, unavailable: 3 })),
      { occupied: 5 },
      [],
    ],
    ['figures grow old', year([{ age: 7 }, { age: 9 }]), { age: 12 }, ['FRESHNESS']],
    ['never confirmed has no age', year(), { age: null }, []],
    ['a unit that grew: shares count, not places', year(), { occupied: 12, recognised: 12 }, []],
    ['no recognised places', year(), { occupied: 0, recognised: 0 }, []],
  ])('%s', (_, past, now, kinds) => {
    expect(signalsOf(past, { ...usual, ...now }).map((signal) => signal.kind)).toEqual(kinds);
  });

  test('the facts are those of the unit itself', () => {
    const [signal] = signalsOf(year([{ occupied: 6 }, { occupied: 5 }]), { ...usual, occupied: 5 });
    expect(signal).toMatchObject({
      now: 0.625,
      median: 1,
      low: 1,
      high: 1,
      places: 5,
      recognised: 8,
      weeks: 2,
    });
    expect(signal!.series).toHaveLength(43);
  });
});
