import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { stillThere } from './unit-row.ts';

export type SnapshotKind = 'WEEKLY' | 'MONTHLY' | 'AD_HOC';

/**
 * Freezes the figures of today, never to be recomputed (R25). A second snapshot of the same kind and
 * day changes nothing. @returns the id, and whether it was taken now
 */
export async function takeSnapshot(
  tx: Writer,
  kind: SnapshotKind,
): Promise<{ id: string; taken: boolean }> {
  const [made] = await tx.rows<{ id: string }>(
    `insert into capacity.snapshot (taken_at, as_of_day, kind) values (platform.now(), platform.today(), $1)
     on conflict (kind, as_of_day) do nothing returning id`,
    [kind],
  );
  if (!made) {
    const [there] = await tx.rows<{ id: string }>(
      `select id from capacity.snapshot where kind = $1 and as_of_day = platform.today()`,
      [kind],
    );
    return { id: there!.id, taken: false };
  }
  await tx.rows(
    `insert into capacity.snapshot_row (snapshot_id, unit_id, module_code, provider_id, region_code, recognised, occupied,
       absent, not_converted, unavailable, held, free, offerable, over_occupied, confirmed_at)
     select $1, f.unit_id, f.module_code, l.provider_id, l.region_code, f.recognised, f.occupied, f.absent, f.not_converted,
            f.unavailable, f.held, f.free, f.offerable, f.over_occupied, l.confirmed_at
       from capacity.photo(platform.today()) f join capacity.unit_live l using (unit_id, module_code)
      where ${stillThere}`,
    [made.id],
  );
  await recordEvent(tx, theProgram, {
    slice: 'capacity',
    kind: 'snapshot',
    organisationId: null,
    subjectId: null,
    details: { kind },
  });
  return { id: made.id, taken: true };
}
