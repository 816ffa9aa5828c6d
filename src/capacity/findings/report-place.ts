import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { findUnit, insertedId } from '../capacity.queries.ts';
import type { ReportPlace } from './contract.ts';

export interface Reported {
  eventId: string;
  id: string;
}

/**
 * The access team found that a place which counts as free cannot take a child. It takes nothing from the
 * figures, which are the provider's; it is shown beside them until it is withdrawn.
 * Throws `unit-not-found`, `place-not-found`, `place-reported-once`.
 */
export async function reportPlace(tx: Writer, actor: Actor, input: ReportPlace): Promise<Reported> {
  const unit = await findUnit(tx, input.unitId);
  const placeId = input.placeId ?? null;
  if (placeId !== null) {
    const known = await tx.rows(
      'select 1 from capacity.place where id = $1 and unit_id = $2 and module_code = $3',
      [placeId, unit.unitId, input.module],
    );
    if (known.length === 0) throw notFound('place-not-found');
  }
  const places = placeId === null ? (input.places ?? 1) : 1;
  const eventId = await recordEvent(tx, actor, {
    slice: 'capacity',
    kind: 'place-report.make',
    organisationId: unit.providerId,
    subjectId: unit.unitId,
    reason: input.reason.trim(),
    details: { module: input.module, places, placeId },
  });
  const id = await insertedId(
    tx,
    `insert into capacity.place_report (unit_id, module_code, provider_id, place_id, places, reason)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [unit.unitId, input.module, unit.providerId, placeId, places, input.reason.trim()],
  );
  return { eventId, id };
}

interface Report {
  id: string;
  unitId: string;
  providerId: string;
  module: string;
  isOpen: boolean;
}

async function findReport(tx: Writer, id: string): Promise<Report> {
  const [report] = await tx.rows<Report>(
    `select id, unit_id as "unitId", provider_id as "providerId", module_code as module, withdrawn_on is null as "isOpen"
       from capacity.place_report where id = $1`,
    [id],
  );
  if (!report) throw notFound('place-report-not-found');
  return report;
}

const eventAbout = (tx: Writer, actor: Actor, report: Report, kind: string, details: object) =>
  recordEvent(tx, actor, {
    slice: 'capacity',
    kind,
    organisationId: report.providerId,
    subjectId: report.unitId,
    details: { module: report.module, ...details },
  });

/**
 * The place is there after all (`MENDED`), or the report was a slip and is taken back (`MISTAKE`).
 * Throws `place-report-not-found`, `place-report-closed`.
 */
export async function withdrawReport(
  tx: Writer,
  actor: Actor,
  input: { reportId: string; because: 'MENDED' | 'MISTAKE' },
): Promise<Reported> {
  const report = await findReport(tx, input.reportId);
  if (!report.isOpen) throw conflict('place-report-closed');
  const eventId = await eventAbout(tx, actor, report, 'place-report.withdraw', {
    because: input.because,
  });
  await tx.rows(
    `update capacity.place_report set withdrawn_on = platform.today(), withdrawn_because = $2 where id = $1`,
    [report.id, input.because],
  );
  return { eventId, id: report.id };
}

/** Takes a withdrawal back: the report stands again. Throws `place-report-not-found`, `place-report-open`. */
export async function reopenReport(
  tx: Writer,
  actor: Actor,
  input: { reportId: string },
): Promise<Reported> {
  const report = await findReport(tx, input.reportId);
  if (report.isOpen) throw conflict('place-report-open');
  const eventId = await eventAbout(tx, actor, report, 'place-report.reopen', {});
  await tx.rows(
    `update capacity.place_report set withdrawn_on = null, withdrawn_because = null where id = $1`,
    [report.id],
  );
  return { eventId, id: report.id };
}
