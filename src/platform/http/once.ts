import { idempotent } from '../db/command.ts';
import type { Writer } from '../db/database.ts';
import type { RouteContext } from './route.ts';

/** What a handler that writes needs of its request, whatever its contract. */
export type WritingContext = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'caller' | 'actor' | 'key'
>;

/**
 * Runs the work of one request once for its idempotency key, and gives the first answer again to who repeats it.
 * @param turn whoever fights over the same thing goes one after another; see `platform/db/turns.ts`
 */
export async function once<T>(
  context: WritingContext,
  name: string,
  input: unknown,
  work: (tx: Writer) => Promise<T>,
  turn?: string,
): Promise<T> {
  const request = { key: context.key, route: name, input, ...(turn !== undefined && { turn }) };
  return (await idempotent(context.db, context.caller, request, work)).body;
}
