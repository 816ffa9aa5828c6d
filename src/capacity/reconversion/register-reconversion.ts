import type { Actor } from '../../platform/db/command.ts';
import type { Writer } from '../../platform/db/database.ts';
import { badRequest, conflict } from '../../platform/errors.ts';
import type { Done } from '../start-stay.ts';
import type { RegisterReconversion } from './contract.ts';
import { lockReconversion, type Reconversion, refuseStep, writeStep } from './take-step.ts';

interface Line {
  id: string;
  places: number;
  from: string;
  until: string | null;
}

/** The lines of recognition that count on the day, the youngest first: those give up their places first. */
const linesOn = (tx: Writer, found: Reconversion, day: string) =>
  tx.rows<Line>(
    `select id, places, lower(period) as "from", upper(period) as until from capacity.recognition
      where unit_id = $1 and module_code = $2 and period @> $3::date order by lower(period) desc, id for update`,
    [found.unitId, found.module, day],
  );

/** Takes places off the register from a day on: lines end there, and what is left of one goes on. */
async function takeOff(tx: Writer, found: Reconversion, day: string): Promise<void> {
  let left = found.places;
  const lines = await linesOn(tx, found, day);
  const there = lines.reduce((sum, line) => sum + line.places, 0);
  if (there < left) throw conflict('too-few-recognised', { left: there });
  for (const line of lines) {
    const taken = Math.min(left, line.places);
    if (taken === 0) break;
    left -= taken;
    if (line.from === day && taken === line.places) {
      await tx.rows('delete from capacity.recognition where id = $1', [line.id]);
    } else if (line.from === day) {
      await tx.rows('update capacity.recognition set places = places - $2 where id = $1', [
        line.id,
        taken,
      ]);
    } else {
      if (taken < line.places) {
        await tx.rows(
          `insert into capacity.recognition (unit_id, module_code, provider_id, places, period, funding_kind, origin, source)
           select unit_id, module_code, provider_id, places - $2, daterange($3, upper(period)), funding_kind, origin, source
             from capacity.recognition where id = $1`,
          [line.id, taken, day],
        );
      }
      await tx.rows(
        'update capacity.recognition set period = daterange(lower(period), $2::date) where id = $1',
        [line.id, day],
      );
    }
  }
}

async function putOn(tx: Writer, found: Reconversion, day: string, source: string): Promise<void> {
  if (found.toPlaces === 0) return;
  await tx.rows('select capacity.offer_reconverted($1)', [found.id]);
  await tx.rows(
    `insert into capacity.recognition (unit_id, module_code, provider_id, places, period, origin, source)
     values ($1, $2, $3, $4, daterange($5, null), 'RECONVERSION', $6)`,
    [found.unitId, found.toModule, found.providerId, found.toPlaces, day, source],
  );
}

/**
 * The source has the reconversion: from the day on the old places are gone and the new ones are
 * recognised (R8). With `recognition: 'DONE'` the lines came in by an import already and stay as they are.
 * Throws `reconversion-moved-on`, `too-few-recognised`, `registered-before-effective`, `not-yet`.
 */
export async function registerReconversion(
  tx: Writer,
  actor: Actor,
  input: RegisterReconversion & { reconversionId: string },
): Promise<Done> {
  const found = await lockReconversion(tx, input.reconversionId);
  refuseStep(found, 'register');
  if (found.effectiveOn !== null && input.on < found.effectiveOn) {
    throw badRequest('registered-before-effective', { from: found.effectiveOn });
  }
  if (input.on > found.today) throw badRequest('not-yet', { on: input.on });
  const source = input.source.trim();
  const done = await writeStep(tx, actor, found, 'register', {
    reason: source,
    registeredOn: input.on,
    details: { on: input.on, recognition: input.recognition },
  });
  if (input.recognition === 'CHANGE') {
    await takeOff(tx, found, input.on);
    await putOn(tx, found, input.on, source);
  }
  return done;
}
