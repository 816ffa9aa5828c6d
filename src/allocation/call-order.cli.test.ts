import { expect, test } from 'vitest';
import { testStreams } from '../platform/testing/gathered.ts';
import { runCallOrder } from './call-order.cli.ts';

async function run(given: unknown) {
  const { streams, told } = testStreams(JSON.stringify(given));
  return { code: await runCallOrder('-', streams), ...told() };
}

test('a file gives the ids in order', async () => {
  const given = {
    candidates: [
      { id: 'b', rank: 2, lanes: ['long'] },
      { id: 'a', rank: 1 },
      { id: 'x', rank: 3, exempt: true },
    ],
    shares: [{ lane: 'long', percent: 50 }],
  };
  expect(await run(given)).toEqual({ code: 0, out: '{"order":["x","b","a"]}\n', err: '' });
  expect(await run({ candidates: [] })).toEqual({ code: 0, out: '{"order":[]}\n', err: '' });
});

test.each([
  [{}, '$.candidates: the field is missing'],
  [{ candidates: [{ id: 'a' }] }, '$.candidates[0].rank: the field is missing'],
  [{ candidates: [{ id: 'a', rank: 0 }] }, '$.candidates[0].rank: 0 where a rank'],
  [{ candidates: [{ id: 'a', rank: 1.5 }] }, '$.candidates[0].rank: 1.5 where a rank'],
  [
    {
      candidates: [
        { id: 'a', rank: 1 },
        { id: 'b', rank: 1 },
      ],
    },
    '$.candidates[1].rank: 1 is also the rank of $.candidates[0]',
  ],
  [
    {
      candidates: [
        { id: 'a', rank: 1 },
        { id: 'a', rank: 2 },
      ],
    },
    '$.candidates[1].id: "a" is also the id of $.candidates[0]',
  ],
  [{ candidates: [{ id: 'a', rank: 1, exempt: 'no' }] }, '$.candidates[0].exempt: "no" where'],
  [{ candidates: [], shares: [{ lane: 'x', percent: 101 }] }, '$.shares[0].percent: 101 where'],
  [{ candidates: [], shares: [{ lane: '', percent: 1 }] }, '$.shares[0].lane: "" where a text'],
  [{ candidates: [], extra: 1 }, '$.extra: an unknown field'],
])('%j is refused with the path of what is wrong', async (given, words) => {
  const { code, out, err } = await run(given);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`vrijplaats call-order: standard input: ${words}`);
});
