import { endUnavailability, extendUnavailability } from '../capacity/change-unavailability.ts';
import type { EndReason, UnavailabilityReason } from '../capacity/codes.ts';
import { confirmUnit } from '../capacity/confirm-unit.ts';
import type { ReportUnavailability, StartStay } from '../capacity/contract.ts';
import { endAbsence } from '../capacity/end-absence.ts';
import { endStay } from '../capacity/end-stay.ts';
import { reportUnavailability } from '../capacity/report-unavailability.ts';
import { startAbsence } from '../capacity/start-absence.ts';
import { startStay } from '../capacity/start-stay.ts';
import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Database, Writer } from '../platform/db/database.ts';
import { type DayNo, dayText } from './calendar.ts';
import type { RegisterFile, Entry, FirstImport, Step } from './steps.ts';
import type { Unit } from './supply.ts';

/** Ids of the simulation → ids that the real commands gave. */
export type Ids = Map<string, string>;

const day = (on: DayNo | null) => (on === null ? null : dayText(on));
const days = (from: DayNo, until: DayNo | null) => `[${dayText(from)},${day(until) ?? ''})`;

async function insert(
  tx: Writer,
  ids: Ids,
  id: string,
  unit: Unit,
  table: string,
  cells: Record<string, unknown>,
): Promise<void> {
  const columns = Object.keys(cells);
  const rows = await tx.rows<{ id: string }>(
    `insert into capacity.${table} (unit_id, module_code, provider_id, ${columns.join(', ')})
     values ($1, $2, $3, ${columns.map((_, i) => `$${i + 4}`).join(', ')}) returning id`,
    [unit.id, unit.plan.code, unit.provider.id, ...Object.values(cells)],
  );
  ids.set(id, rows[0]!.id);
}

/** What has no command yet, or comes by import: written as plain rows, so that history and counters are the triggers' own. */
async function plainly(tx: Writer, ids: Ids, step: Step): Promise<void> {
  const { unit } = step;
  switch (step.kind) {
    case 'stay.start':
      return insert(tx, ids, step.stay, unit, 'stay', {
        place_id: step.place?.id ?? null,
        person_ref: step.person,
        period: days(step.from, null),
        expected_end_on: day(step.expectedEndOn),
        file_kind: step.fileKind,
        needs: step.needs,
      });
    case 'unavailability.start':
      return insert(tx, ids, step.unavailability, unit, 'unavailability', {
        place_id: step.place?.id ?? null,
        places: step.places,
        reason_code: step.reason,
        explanation: step.explanation,
        period: days(step.from, step.expectedEndOn),
        expected_end_on: day(step.expectedEndOn),
        review_on: day(Math.max(step.from, step.expectedEndOn - 7)),
      });
    case 'hold.start':
      return insert(tx, ids, step.hold, unit, 'hold', {
        place_id: step.place.id,
        period: days(step.from, step.until),
        reason_code: step.reason,
        for_ref: step.forRef,
      });
    case 'recognition.grant':
      return insert(tx, ids, step.recognition, unit, 'recognition', {
        places: step.places,
        period: days(step.from, null),
        origin: step.origin,
        source: 'demo (verzonnen)',
      });
    case 'recognition.end':
      await tx.rows(
        `update capacity.recognition set period = daterange(lower(period), $2) where id = $1`,
        [ids.get(step.recognition), day(step.on)],
      );
      return;
    case 'reconversion.plan':
      return insert(tx, ids, step.reconversion, unit, 'reconversion', {
        places: step.places,
        to_module_code: step.toModule,
        to_places: step.toPlaces,
      });
    case 'reconversion.step': {
      const column = {
        APPROVED: 'decided_on',
        EFFECTIVE: 'effective_on',
        REGISTERED: 'registered_on',
        CANCELLED: null,
        PLANNED: null,
      }[step.state];
      await tx.rows(
        `update capacity.reconversion set state = $2${column ? `, ${column} = $3::date` : ', decided_on = coalesce(decided_on, $3::date)'} where id = $1`,
        [ids.get(step.reconversion), step.state, day(step.on)],
      );
      return;
    }
    default:
      throw new Error(`${step.kind} has a command`);
  }
}

/** Carries the step out by its real command. @returns false where it has none */
async function byCommand(tx: Writer, actor: Actor, ids: Ids, step: Step): Promise<boolean> {
  const module = step.unit.plan.code;
  const unitId = step.unit.id;
  switch (step.kind) {
    case 'stay.start': {
      const input: StartStay = {
        unitId,
        module,
        placeId: step.place?.id ?? null,
        from: dayText(step.from),
        personRef: step.person,
        expectedEndOn: day(step.expectedEndOn),
        fileKind: step.fileKind as NonNullable<StartStay['fileKind']>,
        needs: [...step.needs],
        ...(step.timeOutOf !== null && { timeOutOf: ids.get(step.timeOutOf)! }),
        ...(step.overCapacity !== null && { overCapacityReason: step.overCapacity }),
      };
      ids.set(step.stay, (await startStay(tx, actor, input)).id!);
      return true;
    }
    case 'stay.end':
      await endStay(tx, actor, {
        stayId: ids.get(step.stay)!,
        on: dayText(step.on),
        reason: step.reason as EndReason,
      });
      return true;
    case 'absence.start':
      ids.set(
        step.absence,
        (
          await startAbsence(tx, actor, {
            stayId: ids.get(step.stay)!,
            from: dayText(step.from),
            until: day(step.until),
            kind: step.absenceKind,
          })
        ).id!,
      );
      return true;
    case 'absence.end':
      await endAbsence(tx, actor, { absenceId: ids.get(step.absence)!, on: dayText(step.on) });
      return true;
    case 'unavailability.start': {
      const input: ReportUnavailability = {
        unitId,
        module,
        placeId: step.place?.id ?? null,
        reason: step.reason as UnavailabilityReason,
        from: dayText(step.from),
        expectedEndOn: dayText(step.expectedEndOn),
        ...(step.onlyFor
          ? { onlyFor: step.onlyFor as NonNullable<ReportUnavailability['onlyFor']> }
          : { places: step.places }),
        ...(step.explanation !== null && { explanation: step.explanation }),
      };
      ids.set(step.unavailability, (await reportUnavailability(tx, actor, input)).id!);
      return true;
    }
    case 'unavailability.extend':
      await extendUnavailability(tx, actor, {
        unavailabilityId: ids.get(step.unavailability)!,
        expectedEndOn: dayText(step.expectedEndOn),
      });
      return true;
    case 'unavailability.end':
      await endUnavailability(tx, actor, {
        unavailabilityId: ids.get(step.unavailability)!,
        on: dayText(step.on),
      });
      return true;
    case 'unit.confirm':
      ids.set(step.confirmation, (await confirmUnit(tx, actor, { unitId })).id!);
      return true;
    default:
      return false;
  }
}

const importEvent = (entry: FirstImport | RegisterFile) => ({
  slice: 'capacity',
  kind: 'import',
  organisationId: entry.provider.id,
  subjectId: null,
});

async function replayOne(tx: Writer, actor: Actor, ids: Ids, entry: Entry): Promise<void> {
  if (entry.kind === 'first-import') {
    await recordEvent(tx, actor, importEvent(entry));
    for (const step of entry.steps) await plainly(tx, ids, step);
  } else if (entry.kind === 'register-file') {
    await recordEvent(tx, actor, importEvent(entry));
    for (const { stay, decisionUntil, from } of entry.changes) {
      await tx.rows(
        `update capacity.stay set decision_until = coalesce($2, decision_until), period = daterange(coalesce($3, lower(period)), upper(period)) where id = $1`,
        [ids.get(stay), day(decisionUntil ?? null), day(from ?? null)],
      );
    }
  } else if (!(await byCommand(tx, actor, ids, entry))) {
    await recordEvent(tx, actor, {
      slice: 'capacity',
      kind: entry.kind,
      organisationId: entry.unit.provider.id,
      subjectId: entry.unit.id,
    });
    await plainly(tx, ids, entry);
  }
}

/** Lives the entries again, each in its own transaction at its own moment, by the real commands where there are any. */
export async function replay(db: Database, actor: Actor, entries: readonly Entry[]): Promise<Ids> {
  const ids: Ids = new Map();
  for (const entry of entries) {
    await db.as('vp_jobs', async (tx) => {
      await tx.rows(`select set_config('vp.clock', $1, true)`, [
        new Date(entry.at * 1000).toISOString(),
      ]);
      await replayOne(tx, actor, ids, entry);
    });
  }
  return ids;
}
