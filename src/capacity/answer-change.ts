import { type Actor, idempotent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import type { RouteContext } from '../platform/http/route.ts';
import { dayIn } from '../platform/period.ts';
import type { Changed, UnitRow } from './contract.ts';
import type { Done } from './start-stay.ts';
import { unitsJson } from './unit-row.ts';

/** What a handler of this slice needs of its request, whatever its contract. */
export type AnyContext = Pick<
  RouteContext<unknown, unknown, unknown>,
  'db' | 'caller' | 'actor' | 'key' | 'clock' | 'reply'
>;

/** The present day, Europe/Brussels. */
export const todayOf = (context: Pick<AnyContext, 'clock'>) => dayIn(context.clock.now());

/** Who starts or closes in the same unit goes one after another: the last place is fought over there. */
const turnOf = (input: unknown): { turn?: string } => {
  const { unitId } = input as { unitId?: string };
  return unitId ? { turn: unitId } : {};
};

/** The changes of one request, each with its unit's new figures, in the order of the units. */
export async function changeMany(
  context: AnyContext,
  name: string,
  input: unknown,
  work: (tx: Writer, actor: Actor) => Promise<Done[]>,
): Promise<Changed[]> {
  const today = todayOf(context);
  const outcome = await idempotent(
    context.db,
    context.caller,
    { key: context.key, route: name, input, ...turnOf(input) },
    async (tx) => {
      const all = await work(tx, context.actor);
      const units = [...new Set(all.flatMap(({ unitId }) => unitId || []))];
      const rows =
        units.length > 0
          ? (JSON.parse(
              await unitsJson(tx, { day: today, knownAt: null, today }, units),
            ) as UnitRow[])
          : [];
      const ofUnit = Map.groupBy(rows, (row) => row.unitId);
      return all.map(({ eventId, id, undoable, unitId }) => ({
        eventId,
        id,
        undoable,
        modules: ofUnit.get(unitId) ?? [],
      }));
    },
  );
  return outcome.body;
}

/** Runs one command once for its key, and answers with the event and the unit's new figures. */
export async function change(
  context: AnyContext,
  name: string,
  input: unknown,
  work: (tx: Writer, actor: Actor) => Promise<Done>,
): Promise<Changed> {
  const [changed] = await changeMany(context, name, input, async (tx, actor) => [
    await work(tx, actor),
  ]);
  return changed as Changed;
}
