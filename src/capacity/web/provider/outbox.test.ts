import { expect, test } from 'vitest';
import { ApiProblem } from '../../../web/api.ts';
import type { Changed } from '../../contract.ts';
import type { Act } from './acts.ts';
import { Outbox } from './outbox.ts';

const act: Act = { name: 'back', absenceId: 'a', on: '2026-05-06' };
const changed: Changed = { eventId: 'e', id: null, undoable: true, modules: [] };

function anOutbox(answers: (Changed | Error)[]) {
  const keys: (string | undefined)[] = [];
  let made = 0;
  const saved: string[] = [];
  const outbox = new Outbox({
    send: async <Answer>(_: string, __: string, ___?: unknown, options?: { key?: string }) => {
      keys.push(options?.key);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer as Answer;
    },
    newKey: () => `key-${(made += 1)}`,
    onSaved: async (unitId) => {
      saved.push(`${unitId} with ${outbox.list().length} pending`);
    },
  });
  return { outbox, keys, saved };
}

test('an act is pending until the true picture is on the screen', async () => {
  const { outbox, saved } = anOutbox([changed]);
  const sent = outbox.perform('unit', act, 'Terug');
  expect(outbox.list()).toMatchObject([{ state: 'sending', act }]);
  expect((await sent).changed).toBe(changed);
  expect(saved).toEqual(['unit with 1 pending']);
  expect(outbox.list()).toEqual([]);
});

test('a failed act stays with its problem and is sent again under the same key', async () => {
  const { outbox, keys } = anOutbox([new ApiProblem(0, 'no-answer'), changed]);
  expect((await outbox.perform('unit', act, 'Terug')).changed).toBe(null);
  const [failed] = outbox.list();
  expect(failed).toMatchObject({ state: 'failed', problem: { code: 'no-answer' } });
  expect((await outbox.retry(failed?.id ?? '')).changed).toBe(changed);
  expect(keys).toEqual(['key-1', 'key-1']);
  await outbox.perform('unit', act, 'Terug');
  expect(keys[2]).toBe('key-2');
});

test('what is dropped is gone, and a surprise is not kept', async () => {
  const { outbox } = anOutbox([new ApiProblem(409, 'changed-since'), new TypeError('a bug')]);
  await outbox.perform('unit', act, 'Terug');
  outbox.drop(outbox.list()[0]?.id ?? '');
  expect(outbox.list()).toEqual([]);
  await expect(outbox.perform('unit', act, 'Terug')).rejects.toThrow('a bug');
  expect(outbox.list()).toEqual([]);
});
