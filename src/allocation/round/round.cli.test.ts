import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testStreams } from '../../platform/testing/gathered.ts';
import type { RoundAnswer } from './instance.ts';
import { runRound, runRoundCheck } from './round.cli.ts';
import { somePlainRound } from './round.fixtures.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'round-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function round(given: unknown, timeLimit?: string) {
  const { streams, told } = testStreams(typeof given === 'string' ? given : JSON.stringify(given));
  return { code: await runRound('-', timeLimit, streams), ...told() };
}

async function check(file: unknown, answer: unknown) {
  const path = join(folder, 'file.json');
  await writeFile(path, JSON.stringify(file));
  const { streams, told } = testStreams(JSON.stringify(answer));
  return { code: await runRoundCheck([path, '-'], streams), ...told() };
}

const place = (id: string, ...capacity: number[]) => ({ id, capacity });
const party = (id: string, rank: number, ...options: [place: string, weight: number][]) => ({
  id,
  rank,
  options: options.map(([at, weight]) => ({ uses: [[at, [1]]], weight })),
});

describe('round', () => {
  test('of single children: placements, bound and certificate, the same again but for the time', async () => {
    const file = somePlainRound(3);
    const [one, two] = [await round(file), await round(file)];
    const { seconds, ...first } = JSON.parse(one.out) as RoundAnswer;
    const { seconds: _other, ...second } = JSON.parse(two.out) as RoundAnswer;
    expect([one.code, one.err, first]).toEqual([0, '', second]);
    expect(seconds).toBeGreaterThan(0);
    expect(first.optimal).toBe(true);
    expect(Object.keys(first.certificate!.closedAt).length).toBeGreaterThan(0);
    expect(await check(file, JSON.parse(one.out))).toEqual({
      code: 0,
      out: '{"ok":true}\n',
      err: '',
    });
  });

  test('of a group that starts together or not at all: no certificate, and it takes two places', async () => {
    const file = {
      places: [place('p', 1), place('q', 2)],
      parties: [
        { ...party('two', 1), size: 2, options: [{ uses: [['q', [2]]], weight: 1 }] },
        party('b', 2, ['q', 5], ['p', 1]),
      ],
    };
    const { code, out } = await round(file);
    const { seconds: _seconds, ...answer } = JSON.parse(out) as RoundAnswer;
    expect(code).toBe(0);
    expect(answer).toEqual({
      placements: [
        { party: 'two', option: 0 },
        { party: 'b', option: 1 },
      ],
      children: 3,
      weight: 2,
      bound: { children: 3, weight: 2 },
      optimal: true,
    });
    expect((await check(file, JSON.parse(out))).code).toBe(0);
  });

  test('an option counts in the file, also after one that can never be', async () => {
    const file = {
      places: [place('p', 1)],
      parties: [
        {
          ...party('a', 1),
          mustPlace: true,
          options: [
            { uses: [['p', [2]]], weight: 9 },
            { uses: [['p', [1]]], weight: 1 },
          ],
        },
      ],
    };
    expect(JSON.parse((await round(file)).out)).toMatchObject({
      placements: [{ party: 'a', option: 1 }],
    });
  });

  test('where those who must be placed cannot be, it says so', async () => {
    const must = (id: string, rank: number) => ({ ...party(id, rank, ['p', 1]), mustPlace: true });
    const file = { places: [place('p', 1)], parties: [must('a', 1), must('b', 2)] };
    expect(await round(file)).toEqual({ code: 3, out: '{"infeasible":true}\n', err: '' });
  });

  test('with little time it gives what it found, and bounds that are not below it', async () => {
    const file = {
      objective: 'weight',
      places: Array.from({ length: 40 }, (_, n) => place(`p${n}`, 3)),
      parties: Array.from({ length: 120 }, (_, n) => ({
        id: `g${n}`,
        rank: n + 1,
        size: 2,
        options: Array.from({ length: 6 }, (_, k) => ({
          uses: [
            [`p${(n * 7 + k * 11) % 40}`, [2]],
            [`p${(n * 3 + k * 5) % 40}`, [1]],
          ],
          weight: ((n * 37 + k * 91) % 100) / 100,
        })),
      })),
    };
    const { code, out } = await round(file, '0.02');
    const answer = JSON.parse(out) as RoundAnswer;
    expect(code).toBe(0);
    expect(answer.bound.weight).toBeGreaterThanOrEqual(answer.weight);
    expect(answer.bound.children).toBeGreaterThanOrEqual(answer.children);
    expect((await check(file, answer)).code).toBe(0);
  });

  test.each(['0', '-1', 'soon'])('a time limit of %s is refused', async (limit) => {
    expect((await round(somePlainRound(1), limit)).code).toBe(2);
  });

  test.each([
    [{ places: [] }, '$.parties: the field is missing'],
    [{ places: [], parties: [], objective: 'best' }, '$.objective: "best" is no objective'],
    [{ places: [place('p', 1), place('p', 1)], parties: [] }, '$.places[1].id: "p" is also'],
    [{ places: [place('p', 1), place('q', 1, 2)], parties: [] }, '$.places[1].capacity: 2 kinds'],
    [{ places: [place('p', -1)], parties: [] }, '$.places[0].capacity[0]: -1 where a whole'],
    [{ places: [place('p')], parties: [] }, '$.places[0].capacity: at least one kind'],
    [
      { places: [place('p', 1)], parties: [party('a', 1, ['z', 1])] },
      '$.parties[0].options[0].uses[0][0]: "z" is the id of no place',
    ],
    [
      { places: [place('p', 1, 1)], parties: [party('a', 1, ['p', 1])] },
      '$.parties[0].options[0].uses[0][1]: 1 amounts where 2',
    ],
    [
      { places: [], parties: [party('a', 1), party('b', 1)] },
      '$.parties[1].rank: 1 is also the rank of $.parties[0]',
    ],
    [{ places: [], parties: [{ ...party('a', 1), size: 0 }] }, '$.parties[0].size: a party is'],
    ['{"places":[],"parties":[', '$.parties'],
    [
      '{"places":[{"id":"p","capacity":[1]}],"parties":[{"id":"a","rank":1,"options":[{"uses":[["p",[1]]],"weight":1e999}]}]}',
      '$.parties[0].options[0].weight',
    ],
  ])('%j is refused with the path of what is wrong', async (file, words) => {
    const { code, out, err } = await round(file);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`vrijplaats round: standard input: ${words}`);
  });
});

describe('round-check', () => {
  test('says what is violated', async () => {
    const file = { places: [place('p', 1)], parties: [party('a', 1, ['p', 1])] };
    const answer = { placements: [], children: 0, weight: 0 };
    expect((await check(file, answer)).out).toBe('{"ok":true}\n');
    expect(await check(file, { ...answer, children: 1 })).toEqual({
      code: 1,
      out: '{"ok":false,"violation":"children is 0, not 1"}\n',
      err: '',
    });
  });

  test('says in which of the files something is wrong', async () => {
    const file = { places: [], parties: [] };
    const { code, err } = await check(file, { placements: [] });
    expect([code, err]).toEqual([
      2,
      'vrijplaats round-check: standard input: $.children: the field is missing\n',
    ]);
    expect((await check({ places: 1, parties: [] }, {})).err).toContain('file.json": $.places: 1');
    const { streams, told } = testStreams('{}');
    expect(await runRoundCheck(['-', '-'], streams)).toBe(2);
    expect(told().err).toContain('only one of the files may be standard input');
  });
});
