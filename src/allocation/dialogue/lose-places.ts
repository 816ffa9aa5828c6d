import { recordEvent, theProgram } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';

/**
 * Promises of which the place is gone on the day of the start: another place of the same unit where one is free, or the
 * proposal leads out and the children stand on the list as they did. What a provider takes out of use itself, the
 * database looks at at once; this is for what files, the agency and the passing of days change. Safe to repeat.
 * @returns how many proposals led out
 */
export async function losePlaces(tx: Writer): Promise<number> {
  const [lost] = await tx.rows<{ n: number }>(
    'select count(*)::int as n from allocation.lost_promises(null)',
  );
  if (lost!.n === 0) return 0;
  await recordEvent(tx, theProgram, {
    slice: 'allocation',
    kind: 'places.look',
    organisationId: null,
    subjectId: null,
    details: { lost: lost!.n },
  });
  const [out] = await tx.rows<{ n: number }>('select allocation.lead_out_lost(null) as n');
  return out!.n;
}
