import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

test('who names the same goes one after another, in the order of asking; others do not wait', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const go = (name: string, me: string) =>
    turns.take(name, async () => {
      seen.push(`${me} in`);
      await pause();
      seen.push(`${me} out`);
    });
  await Promise.all([go('a', '1'), go('a', '2'), go('b', '3'), go('a', '4')]);
  expect(seen.filter((each) => !each.startsWith('3'))).toEqual([
    '1 in',
    '1 out',
    '2 in',
    '2 out',
    '4 in',
    '4 out',
  ]);
  expect(seen.indexOf('3 in')).toBeLessThan(seen.indexOf('1 out'));
});

test('who fails keeps nobody waiting', async () => {
  const turns = new Turns();
  const failed = turns.take('a', () => Promise.reject(new Error('lost')));
  const after = turns.take('a', async () => 'won');
  await expect(failed).rejects.toThrow('lost');
  expect(await after).toBe('won');
  expect(await turns.take('a', async () => 'again')).toBe('again');
});
