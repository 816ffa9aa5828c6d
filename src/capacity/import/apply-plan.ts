import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict } from '../../platform/errors.ts';
import {
  addStatement,
  changeStatement,
  cutAbsences,
  deferred,
  planScope,
  removeAbsencesOfRemovedStays,
  removeStatement,
  touchedUnits,
} from './apply.queries.ts';
import { type ImportKind, importKinds } from './format.ts';
import type { ImportAccess, ImportCounts } from './import-file.ts';

interface Scope {
  providers: number;
  units: number;
  provider: string | null;
  unit: string | null;
  kinds: ImportKind[] | null;
}

async function count(tx: Writer, text: string, values: unknown[]): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(text, values);
  return row?.n ?? 0;
}

async function recordImport(
  tx: Writer,
  access: ImportAccess,
  actor: Actor,
  importId: string,
  scope: Scope,
  counts: ImportCounts,
): Promise<string> {
  const one = scope.providers === 1 ? scope.provider : access.ownerId;
  return recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'import',
    organisationId: one,
    subjectId: scope.units === 1 ? scope.unit : null,
    details: {
      importId,
      kinds: scope.kinds ?? [],
      added: counts.added,
      changed: counts.changed,
      removed: counts.removed,
    },
    undoable: true,
  });
}

/** The writes of the plan, parents before children; absences that a stay no longer covers are cut. */
async function writeFacts(
  tx: Writer,
  importId: string,
  eventId: string,
  kinds: readonly ImportKind[],
  bulk: boolean,
  pause: () => Promise<void>,
): Promise<Pick<ImportCounts, 'added' | 'changed' | 'removed'>> {
  const done = { added: 0, changed: 0, removed: 0 };
  const ordered = importKinds.filter((kind) => kinds.includes(kind));
  for (const kind of ordered.toReversed()) {
    if (kind === 'stay') await tx.rows(removeAbsencesOfRemovedStays, [importId]);
    done.removed += await count(tx, removeStatement[kind], [importId]);
  }
  for (const kind of ordered) {
    await pause();
    done.added += await count(tx, addStatement(kind, bulk), [importId]);
    done.changed += await count(tx, changeStatement(kind), [importId]);
    if (kind === 'stay') for (const text of cutAbsences) await tx.rows(text, [eventId]);
  }
  return done;
}

/**
 * Writes what the plan in this transaction says, as one event that can be undone.
 * @param pause called between steps; throws to break off (everything rolls back)
 * @returns the event, or null when there was nothing to change
 * @throws Failure conflict when a promise of the database would be broken
 */
export async function applyPlan(
  tx: Writer,
  access: ImportAccess,
  actor: Actor,
  importId: string,
  counts: ImportCounts,
  pause: () => Promise<void> = async () => {},
): Promise<string | null> {
  if (counts.added + counts.changed + counts.removed === 0) return null;
  const [scope] = await tx.rows<Scope>(planScope, [importId]);
  const eventId = await recordImport(tx, access, actor, importId, scope!, counts);
  const bulk = access.role === 'operator';
  if (bulk) await tx.rows(`select set_config('vp.bulk', 'on', true)`);
  await tx.rows(`set constraints ${deferred} deferred`);
  const done = await writeFacts(tx, importId, eventId, scope!.kinds ?? [], bulk, pause);
  // A fact that went or came since the plan was made would be missed here, never half written.
  const whole =
    done.added === counts.added &&
    done.changed === counts.changed &&
    done.removed === counts.removed;
  if (!whole) throw conflict('import-changed');
  await tx.rows(`set constraints ${deferred} immediate`);
  if (bulk) {
    await pause();
    await tx.rows(
      `select capacity.refresh(t.units, t.modules, t.days) from (${touchedUnits}) t where t.units is not null`,
      [importId, eventId],
    );
    await tx.rows(`select set_config('vp.bulk', 'off', true)`);
  }
  return eventId;
}
