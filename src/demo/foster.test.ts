import { beforeAll, expect, test } from 'vitest';
import { dayNumber } from '../platform/period.ts';
import { momentOn } from './calendar.ts';
import { sampleOptions, sampleSupply } from './demand.fixtures.ts';
import { type Foster, type FosterMatch, inventFoster } from './foster.ts';

const today = dayNumber(sampleOptions.today);
let foster: Foster;
let matches: { region: string; match: FosterMatch }[];
const past = () => foster.requests.filter(({ state }) => state === 'ENDED' || state === 'UNFILLED');
beforeAll(() => {
  const { towns, people } = sampleSupply();
  foster = inventFoster({ seed: 'sample', today, towns, hats: people.hats });
  matches = foster.requests.flatMap(({ region, match }) => (match ? [{ region, match }] : []));
});

const percent = (some: number, all: number) => (100 * some) / all;
const kilometres = () => matches.map(({ match }) => match.km).sort((a, b) => a - b);
const across = () =>
  matches.filter(({ region, match }) => match.family.town.regionCode !== region).length;

test.each([
  ['families', () => foster.families.length, 900, 1],
  ['requests a year', () => past().length / 2, 1121, 40],
  ['matched', () => percent(past().filter(({ match }) => match).length, past().length), 34, 3],
  ['median distance', () => kilometres()[Math.floor(matches.length / 2)]!, 24, 2.5],
  ['across a border', () => percent(across(), matches.length), 11, 3],
] as const)('%s', (_what, measured, planned, tolerance) => {
  expect(Math.abs(measured() - planned), `${measured()}`).toBeLessThan(tolerance);
});

test('no family is given two children on the same day that it has no place for', () => {
  const wrong = foster.families.filter(({ given }) => {
    const spans = given.toSorted((a, b) => a[0] - b[0]);
    return spans.some(([from], n) => n > 0 && from < spans[n - 1]![1]);
  });
  expect(wrong).toEqual([]);
});

test('each service has families that wait for an answer or for a child, and requests in every state', () => {
  const states = new Set(foster.requests.map(({ state }) => state));
  for (const each of [
    'RECEIVED',
    'CHECKED',
    'PUBLISHED',
    'RESPONSES',
    'STARTED',
    'ENDED',
    'UNFILLED',
  ])
    expect(states).toContain(each);
  expect(foster.families.filter(({ state }) => state === 'APPLIED').length).toBeGreaterThan(10);
  expect(foster.families.filter(({ name }) => !name.includes('verzonnen'))).toEqual([]);
  expect(foster.requests.filter(({ at }) => at >= momentOn(today, 0))).toEqual([]);
});
