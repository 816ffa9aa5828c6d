import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { Failure } from '../../platform/errors.ts';
import { confirmUnit } from '../confirm-unit.ts';
import type { ReportUnavailability } from '../contract.ts';
import { reportUnavailability } from '../report-unavailability.ts';
import type { Done } from '../start-stay.ts';
import { undoEvent } from '../undo-event.ts';

/** A unit and one of its modules. */
export interface UnitModule {
  unitId: string;
  module: string;
}

/** The same act for several units, all or none: one transaction, an event for each unit's own history. */
async function each<Subject extends { unitId: string }>(
  subjects: readonly Subject[],
  act: (subject: Subject) => Promise<Done>,
): Promise<Done[]> {
  const done: Done[] = [];
  for (const subject of subjects) {
    try {
      done.push(await act(subject));
    } catch (error) {
      // Which of them stands in the way: the others could go on without it.
      if (error instanceof Failure) {
        throw new Failure(error.kind, error.code, { ...error.details, unitId: subject.unitId });
      }
      throw error;
    }
  }
  return done;
}

/** In one order for everybody, so that two callers with the same units wait instead of crossing. */
const inOrder = <Subject extends { unitId: string; module?: string }>(all: readonly Subject[]) =>
  [...new Map(all.map((subject) => [`${subject.unitId} ${subject.module ?? ''}`, subject]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, subject]) => subject);

/** "Nog juist" for several units. A failure names the unit (`details.unitId`). */
export const confirmSeveral = (
  tx: Writer,
  actor: Actor,
  input: { unitIds: readonly string[] },
): Promise<Done[]> =>
  each(inOrder(input.unitIds.map((unitId) => ({ unitId }))), (unit) =>
    confirmUnit(tx, actor, unit),
  );

/** One report of unavailability, or one partial stop, for several units and modules. */
export const reportSeveral = (
  tx: Writer,
  actor: Actor,
  input: Omit<ReportUnavailability, 'unitId' | 'module' | 'placeId'> & {
    units: readonly UnitModule[];
  },
): Promise<Done[]> => {
  const { units, ...report } = input;
  return each(inOrder(units), (unit) => reportUnavailability(tx, actor, { ...report, ...unit }));
};

/** Takes several events back as one: where one of them was changed since, none is taken back. */
export async function undoSeveral(
  tx: Writer,
  actor: Actor,
  input: { eventIds: readonly string[]; reason?: string | undefined },
): Promise<Done[]> {
  const done: Done[] = [];
  // The last one first, as they were done.
  for (const eventId of [...new Set(input.eventIds)].toReversed()) {
    done.push(await undoEvent(tx, actor, { eventId, reason: input.reason }));
  }
  return done;
}
