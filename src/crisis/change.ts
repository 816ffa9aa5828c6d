import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { once, type WritingContext } from '../platform/http/once.ts';
import type { RouteContext } from '../platform/http/route.ts';

export type Command = (tx: Writer, actor: Actor, input: never) => Promise<unknown>;
interface Given {
  params?: unknown;
  body?: unknown;
}

/** A change, once for each idempotency key: what the address and the body say together is its input. */
export const change = (name: string, command: Command) => (context: WritingContext & Given) => {
  const input = { ...(context.params as object), ...(context.body as object) };
  return once(context, `crisis.${name}`, input, (tx) => command(tx, context.actor, input as never));
};

/**
 * Who gives pledged places of one region goes one after another within this program: twenty who want the last place
 * at the same moment would meet in serialisation failures until their attempts were over, and hear that it is busy.
 */
export const turnOf = (region: string | null): string => `crisis places ${region}`;

/** A change that gives a place of a pledge, in its turn: a pledge is of one region, as who gives it. */
export const changeInTurn =
  (name: string, command: Command) =>
  (context: WritingContext & Given & Pick<RouteContext<unknown, unknown, unknown>, 'session'>) => {
    const input = { ...(context.params as object), ...(context.body as object) };
    return once(
      context,
      `crisis.${name}`,
      input,
      (tx) => command(tx, context.actor, input as never),
      turnOf(context.session.areaCode),
    );
  };
