import { expect, test } from 'vitest';
import { Random } from './random.ts';

const draw = (random: Random) => Array.from({ length: 50 }, () => random.word());

test('the same seed gives the same stream, another seed another', () => {
  expect(draw(new Random('a'))).toEqual(draw(new Random('a')));
  expect(draw(new Random('a'))).not.toEqual(draw(new Random('b')));
  const [one, two] = [new Random('a'), new Random('a')];
  one.fork('x').word();
  expect(draw(one)).toEqual(draw(two));
});

test('ids have the form of random UUIDs and do not repeat', () => {
  const random = new Random('ids');
  const ids = Array.from({ length: 20_000 }, () => random.uuid());
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test('chances come out as asked', () => {
  const random = new Random('chances');
  const draws = Array.from({ length: 20_000 }, () =>
    random.weighted([
      ['a', 3],
      ['b', 1],
    ] as const),
  );
  expect(draws.filter((each) => each === 'a').length / draws.length).toBeCloseTo(0.75, 1);
  const lengths = Array.from({ length: 20_000 }, () => random.logNormal(35, 1)).sort(
    (a, b) => a - b,
  );
  expect(lengths[10_000]! / 35).toBeCloseTo(1, 1);
});
