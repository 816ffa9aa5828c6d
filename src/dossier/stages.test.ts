import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import nl from './locales/file.nl.json' with { type: 'json' };
import { declineWord, factWord, partsShown, stageOf, stages } from './stages.ts';

// The lists of the waiting list, as its own table of codes writes them: another slice's, so read as text.
const listOf = (file: string, name: string) => {
  const text = readFileSync(new URL(`../waiting-list/${file}`, import.meta.url), 'utf8');
  const body = new RegExp(`${name} = \\[([^\\]]+)\\]`).exec(text)![1]!;
  return [...body.matchAll(/'([A-Z_:]+)'/g)].map(([, code]) => code!);
};

test('every state of a request has its words, and a stage until it is over', () => {
  const states = listOf('request-state.ts', 'requestStates');
  expect(states.length).toBeGreaterThan(10);
  expect(Object.keys(nl.request.state).sort()).toEqual([...states].sort());
  const over = states.filter((state) => stageOf(state) === null);
  expect(over.sort()).toEqual(['CANCELLED', 'CLOSED', 'DECEASED']);
  expect(Object.keys(nl.request.steps)).toEqual([...stages]);
});

test('every fact that may count has its words', () => {
  const facts = listOf('codes.ts', 'urgencyFacts');
  const missing = facts.filter((fact) => !(factWord(fact) in nl.fact));
  expect(missing).toEqual([]);
});

test('classes of data are told as parts of the file, each once', () => {
  expect(partsShown(['D9', 'D4', 'D4K', 'D4'])).toEqual(['name', 'order']);
  expect(partsShown(['D99'])).toEqual(['other']);
});

test('what only workers know of a refusal is not told', () => {
  expect(declineWord('NO_PLACE')).toBe('NO_PLACE');
  expect(declineWord('PSYCHIATRIC')).toBe('other');
  expect(declineWord(null)).toBe('other');
});
