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

test('an act pressed again while it is on its way goes once; afterwards it is a new act', async () => {
  const { outbox, keys } = anOutbox([changed, changed]);
  const twice = [outbox.perform('unit', act, 'Terug'), outbox.perform('unit', act, 'Terug')];
  expect(outbox.list()).toHaveLength(1);
  const [first, second] = await Promise.all(twice);
  expect(second).toEqual(first);
  expect(keys).toEqual(['key-1']);
  await outbox.perform('unit', act, 'Terug');
  expect(keys).toEqual(['key-1', 'key-2']);
});

test('what is dropped is gone, and a surprise is not kept', async () => {
  const { outbox } = anOutbox([new ApiProblem(409, 'changed-since'), new TypeError('a bug')]);
  await outbox.perform('unit', act, 'Terug');
  outbox.drop(outbox.list()[0]?.id ?? '');
  expect(outbox.list()).toEqual([]);
  await expect(outbox.perform('unit', act, 'Terug')).rejects.toThrow('a bug');
  expect(outbox.list()).toEqual([]);
});

test('acts of one unit go one after the other, those of others do not wait', async () => {
  const sent: string[] = [];
  const answers = new Map<string, () => void>();
  let made = 0;
  const outbox = new Outbox({
    send: async <Answer>(_: string, path: string) => {
      sent.push(path);
      await new Promise<void>((resolve) => answers.set(path, resolve));
      return changed as Answer;
    },
    newKey: () => `key-${(made += 1)}`,
    onSaved: async () => {},
  });
  const backOf = (absenceId: string): Act => ({ name: 'back', absenceId, on: '2026-05-06' });
  const first = outbox.perform('unit', backOf('a'), '');
  const second = outbox.perform('unit', backOf('b'), '');
  void outbox.perform('other', backOf('c'), '');
  await Promise.resolve();
  await Promise.resolve();
  const path = (id: string) => `/api/capacity/absences/${id}/end`;
  expect(sent).toEqual([path('a'), path('c')]);
  answers.get(path('a'))?.();
  await first;
  await Promise.resolve();
  expect(sent).toEqual([path('a'), path('c'), path('b')]);
  answers.get(path('b'))?.();
  expect((await second).changed).toBe(changed);
});
