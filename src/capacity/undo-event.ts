import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Done } from './start-stay.ts';

/** The fact tables, those that others refer to first, with the columns that a version holds. */
export const factColumns = {
  recognition: [
    'id',
    'unit_id',
    'module_code',
    'provider_id',
    'places',
    'period',
    'external_key',
    'funding_kind',
    'origin',
    'source',
  ],
  reconversion: [
    'id',
    'unit_id',
    'module_code',
    'provider_id',
    'places',
    'to_module_code',
    'to_places',
    'state',
    'decided_on',
    'effective_on',
    'registered_on',
  ],
  stay: [
    'id',
    'unit_id',
    'module_code',
    'provider_id',
    'place_id',
    'claimed_place_id',
    'person_ref',
    'period',
    'expected_end_on',
    'decision_until',
    'end_reason',
    'file_kind',
    'needs',
    'time_out_of',
    'also_elsewhere',
    'external_key',
  ],
  absence: [
    'id',
    'stay_id',
    'unit_id',
    'module_code',
    'provider_id',
    'kind',
    'period',
    'external_key',
  ],
  unavailability: [
    'id',
    'unit_id',
    'module_code',
    'provider_id',
    'place_id',
    'places',
    'only_for',
    'reason_code',
    'explanation',
    'period',
    'expected_end_on',
    'review_on',
    'external_key',
  ],
  hold: [
    'id',
    'unit_id',
    'module_code',
    'provider_id',
    'place_id',
    'period',
    'reason_code',
    'needs',
    'for_ref',
  ],
} as const;
type FactTable = keyof typeof factColumns;
const parentsFirst = Object.keys(factColumns) as FactTable[];

interface Undoable {
  id: string;
  kind: string;
  organisationId: string | null;
  subjectId: string | null;
  undoable: boolean;
  undoneBy: string | null;
}

async function findUndoable(tx: Writer, eventId: string): Promise<Undoable> {
  const [event] = await tx.rows<Undoable>(
    `select id, kind, organisation_id as "organisationId", subject_id as "subjectId", undoable, undone_by as "undoneBy"
       from platform.event where id = $1 and slice = 'capacity'`,
    [eventId],
  );
  if (!event) throw notFound('event-not-found');
  if (event.undoneBy) throw conflict('already-undone');
  if (!event.undoable) throw conflict('not-undoable');
  return event;
}

/**
 * Every row that the event touched must still be as the event left it.
 * @returns whether it touched this table at all
 */
export async function touchedUnchanged(
  tx: Writer,
  table: FactTable,
  eventId: string,
): Promise<boolean> {
  const [later] = await tx.rows<{ touched: boolean; changed: boolean }>(
    `with touched as (
       select id from capacity.${table} where event_id = $1
       union select id from capacity.${table}_history where event_id = $1 or superseded_by = $1)
     select exists (select 1 from touched) as touched, exists (
       select 1 from touched left join capacity.${table} t using (id)
        where case when t.id is not null then t.event_id <> $1
          else (select h.superseded_by is distinct from $1 from capacity.${table}_history h
                 where h.id = touched.id order by h.seq desc limit 1) end) as changed`,
    [eventId],
  );
  if (later?.changed) throw conflict('changed-since');
  return later?.touched ?? false;
}

/** Rows that the event added go; rows that it changed or removed come back. Within `vp.restore`. */
export async function putBack(
  tx: Writer,
  touched: readonly FactTable[],
  eventId: string,
): Promise<void> {
  for (const table of touched.toReversed()) {
    await tx.rows(
      `delete from capacity.${table} t where t.event_id = $1
          and not exists (select 1 from capacity.${table}_history h where h.id = t.id and h.superseded_by = $1)`,
      [eventId],
    );
  }
  for (const table of touched) {
    const columns = [...factColumns[table], 'event_id'];
    const before = `(select distinct on (h.id) h.* from capacity.${table}_history h
        where h.superseded_by = $1 and h.event_id <> $1 order by h.id, h.seq desc)`;
    await tx.rows(
      `update capacity.${table} t set ${columns
        .filter((c) => c !== 'id')
        .map((c) => `${c} = b.${c}`)
        .join(', ')}
         from ${before} b where b.id = t.id and t.event_id = $1`,
      [eventId],
    );
    await tx.rows(
      `insert into capacity.${table} (${columns.join(', ')}) select ${columns.map((c) => `b.${c}`).join(', ')}
         from ${before} b where not exists (select 1 from capacity.${table} t where t.id = b.id)`,
      [eventId],
    );
  }
}

/**
 * Takes back everything that one event did, if nothing was changed since: rows it added go, rows it
 * changed or removed come back as they were. What is taken back stays in the history, so every as-of
 * picture still shows what was known then. Throws `already-undone`, `not-undoable`, `changed-since`.
 */
export async function undoEvent(
  tx: Writer,
  actor: Actor,
  input: { eventId: string; reason?: string | undefined },
): Promise<Done> {
  const event = await findUndoable(tx, input.eventId);
  const touched: FactTable[] = [];
  for (const table of parentsFirst) {
    if (await touchedUnchanged(tx, table, event.id)) touched.push(table);
  }
  const undoId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'undo',
    organisationId: event.organisationId,
    subjectId: event.subjectId,
    reason: input.reason ?? null,
    details: { undone: event.kind },
    undoOf: event.id,
  });
  await tx.rows(`select set_config('vp.restore', 'on', true)`);
  await putBack(tx, touched, event.id);
  await tx.rows(`select set_config('vp.restore', 'off', true)`);
  // Who may undo an import of recognition may not touch confirmations.
  if (event.kind !== 'import') {
    await tx.rows('delete from capacity.confirmation where event_id = $1', [event.id]);
  }
  await tx.rows('select platform.mark_undone($1, $2)', [event.id, undoId]);
  return { eventId: undoId, id: event.id, unitId: event.subjectId ?? '', undoable: false };
}
