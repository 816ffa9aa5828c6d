import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jumpBetween, jumpFromMs } from './clock-jump.ts';

const hour = 3_600_000;
const at = (wallMs: number, steadyMs: number) => ({ wallMs, steadyMs });

test.each([
  ['an hour back', at(10 * hour, 0), at(9 * hour + 5_000, 5_000), -hour],
  ['a day on', at(10 * hour, 0), at(34 * hour + 5_000, 5_000), 24 * hour],
  ['nothing', at(10 * hour, 0), at(10 * hour + 5_000, 5_000), 0],
  ['a long sleep of the program', at(0, 0), at(hour, hour), 0],
  ['a clock that is set right by half a second', at(0, 0), at(5_500, 5_000), 0],
] as const)('%s', (_what, before, after, jump) => {
  expect(jumpBetween(before, after)).toBe(jump);
});

test('finds every jump beyond the limit, in either direction, however long between', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 * hour }),
      fc.integer({ min: jumpFromMs, max: 1_000 * hour }),
      fc.boolean(),
      (passed, jump, back) => {
        const by = back ? -jump : jump;
        expect(jumpBetween(at(0, 0), at(passed + by, passed))).toBe(by);
      },
    ),
  );
});
