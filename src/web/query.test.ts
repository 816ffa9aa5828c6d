import { QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { createQueryClient } from './query.ts';

/** A question that somebody looks at, whose answers come when the test says so. */
function watched() {
  const queries = createQueryClient();
  const answers: PromiseWithResolvers<string>[] = [];
  const observer = new QueryObserver(queries, {
    queryKey: ['page'],
    retry: false,
    queryFn: () => {
      const answer = Promise.withResolvers<string>();
      answers.push(answer);
      return answer.promise;
    },
  });
  const stop = observer.subscribe(() => {});
  return { queries, answers, observer, stop };
}
const changed = { queryKey: ['page'] };

test('a change that is told before the first answer came is asked for once that is there, and once', async () => {
  const { queries, answers, observer, stop } = watched();
  void queries.invalidateQueries(changed);
  void queries.invalidateQueries(changed);
  expect(answers).toHaveLength(1);
  answers[0]!.resolve('read before the change');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  expect(observer.getCurrentResult().data).toBe('read before the change');
  answers[1]!.resolve('read after it');
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('read after it'));
  expect(answers).toHaveLength(2);
  stop();
});

test('a first answer that nothing was told of is not asked again', async () => {
  const { queries, answers, observer, stop } = watched();
  void queries.invalidateQueries({ queryKey: ['another'] });
  answers[0]!.resolve('now');
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('now'));
  expect(answers).toHaveLength(1);
  stop();
});

test('a first question that failed stays failed', async () => {
  const { queries, answers, observer, stop } = watched();
  void queries.invalidateQueries(changed);
  answers[0]!.reject(new Error('no'));
  await vi.waitFor(() => expect(observer.getCurrentResult().isError).toBe(true));
  expect(answers).toHaveLength(1);
  stop();
});
