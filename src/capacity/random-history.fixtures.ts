import type { Actor } from '../platform/db/command.ts';
import { recordEvent, theProgram } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { Failure } from '../platform/errors.ts';
import { addDays } from '../platform/period.ts';
import { type SignedIn, type TestDatabase } from '../platform/testing/database.ts';
import { endUnavailability, extendUnavailability } from './change-unavailability.ts';
import { absenceKinds, unavailabilityReasons } from './codes.ts';
import { confirmUnit } from './confirm-unit.ts';
import { endAbsence } from './end-absence.ts';
import { endStay } from './end-stay.ts';
import type { MadeUnit } from './fixtures.ts';
import { moveStay } from './move-stay.ts';
import { reportUnavailability } from './report-unavailability.ts';
import { startAbsence } from './start-absence.ts';
import { type Done, startStay } from './start-stay.ts';
import { undoEvent } from './undo-event.ts';

/** One step of a random history: what is tried, and numbers in [0, 1) that choose among what there is. */
export interface Step {
  act:
    | 'start'
    | 'start-over'
    | 'end'
    | 'away'
    | 'back'
    | 'move'
    | 'out'
    | 'stop'
    | 'in'
    | 'longer'
    | 'confirm'
    | 'undo'
    | 'hold'
    | 'release'
    | 'recognise'
    | 'reconvert';
  a: number;
  b: number;
  c: number;
  days: number;
}

export interface World {
  t: TestDatabase;
  pc: SignedIn;
  units: MadeUnit[];
}

const pick = <T>(list: readonly T[], at: number): T | undefined =>
  list[Math.floor(at * list.length)];

interface Present {
  stays: { id: string; unitId: string }[];
  absences: { id: string }[];
  out: { id: string }[];
  holds: { id: string; unitId: string }[];
  events: { id: string }[];
}

async function present(world: World): Promise<Present> {
  const units = world.units.map((unit) => unit.unitId);
  const rows = <T extends object>(text: string) => world.t.owner<T>(text, [units]);
  return {
    stays: await rows(
      'select id, unit_id as "unitId" from capacity.stay where unit_id = any ($1) order by known_from, id',
    ),
    absences: await rows(
      'select id from capacity.absence where unit_id = any ($1) order by known_from, id',
    ),
    out: await rows(
      'select id from capacity.unavailability where unit_id = any ($1) order by known_from, id',
    ),
    holds: await rows(
      'select id, unit_id as "unitId" from capacity.hold where unit_id = any ($1) order by known_from, id',
    ),
    events: await rows(
      'select id from platform.event where subject_id = any ($1) and undoable order by seq',
    ),
  };
}

async function byTheProgram(
  tx: Writer,
  unit: MadeUnit,
  text: string,
  values: unknown[],
): Promise<void> {
  await recordEvent(tx, theProgram, {
    slice: 'capacity',
    kind: 'import',
    organisationId: unit.providerId,
    subjectId: unit.unitId,
  });
  await tx.rows(text, values);
}

function programStep(step: Step, unit: MadeUnit, now: Present, day: string) {
  const until = step.c < 0.5 ? null : addDays(day, 1 + Math.floor(step.c * 60));
  switch (step.act) {
    case 'hold':
      return [
        `insert into capacity.hold (unit_id, module_code, provider_id, place_id, period, reason_code) values ($1, $2, $3, $4, daterange($5, $6), 'RESERVED_START')`,
        [
          unit.unitId,
          unit.module,
          unit.providerId,
          step.b < 0.6 ? pick(unit.placeIds, step.a) : null,
          addDays(day, Math.floor(step.b * 10)),
          until && addDays(until, 12),
        ],
      ] as const;
    case 'release':
      return [
        'delete from capacity.hold where id = $1',
        [pick(now.holds, step.a)?.id ?? null],
      ] as const;
    case 'recognise':
      return [
        `insert into capacity.recognition (unit_id, module_code, provider_id, places, period) values ($1, $2, $3, $4, daterange($5, $6))`,
        [
          unit.unitId,
          unit.module,
          unit.providerId,
          1 + Math.floor(step.b * 3),
          addDays(day, Math.floor(step.a * 40) - 20),
          until && addDays(until, 25),
        ],
      ] as const;
    case 'reconvert':
      return [
        `insert into capacity.reconversion (unit_id, module_code, provider_id, places, to_module_code, to_places, state, effective_on, registered_on)
         values ($1, $2, $3, $4, 'CRISIS_STAY', 2, $5, $6, $7)`,
        [
          unit.unitId,
          unit.module,
          unit.providerId,
          1 + Math.floor(step.a * 2),
          until ? 'REGISTERED' : step.a < 0.5 ? 'EFFECTIVE' : 'APPROVED',
          // What is agreed may lie ahead, and on the night before the job behind.
          addDays(day, until || step.a < 0.5 ? -5 : Math.floor(step.c * 40) - 2),
          until,
        ],
      ] as const;
    default:
      return null;
  }
}

async function command(
  tx: Writer,
  actor: Actor,
  step: Step,
  unit: MadeUnit,
  now: Present,
  day: string,
): Promise<Done | null> {
  const on = addDays(day, Math.floor(step.b * 20) - 8);
  const base = { unitId: unit.unitId, module: unit.module };
  switch (step.act) {
    case 'start':
      return startStay(tx, actor, {
        ...base,
        from: on,
        placeId: step.c < 0.6 ? (pick(unit.placeIds, step.a) ?? null) : null,
      });
    case 'start-over':
      return startStay(tx, actor, {
        ...base,
        from: on,
        overCapacityReason: 'te weinig plaats elders',
      });
    case 'end':
      return endStay(tx, actor, { stayId: pick(now.stays, step.a)?.id ?? '', on, reason: 'HOME' });
    case 'away':
      return startAbsence(tx, actor, {
        stayId: pick(now.stays, step.a)?.id ?? '',
        from: on,
        until: step.c < 0.5 ? null : addDays(on, 1 + Math.floor(step.c * 9)),
        kind: pick(absenceKinds, step.c)!,
      });
    case 'back':
      return endAbsence(tx, actor, { absenceId: pick(now.absences, step.a)?.id ?? '', on });
    case 'move':
      return moveStay(tx, actor, {
        stayId: pick(now.stays, step.a)?.id ?? '',
        placeId: pick(unit.placeIds, step.c)!,
        on: day,
      });
    case 'out':
      return reportUnavailability(tx, actor, {
        ...base,
        ...(step.c < 0.6
          ? { placeId: pick(unit.placeIds, step.a)! }
          : { places: 1 + Math.floor(step.a * 5) }),
        reason: pick(
          unavailabilityReasons.filter((r) => r !== 'OTHER'),
          step.b,
        )!,
        from: on,
        expectedEndOn: addDays(on, 1 + Math.floor(step.c * 50)),
      });
    case 'stop':
      return reportUnavailability(tx, actor, {
        ...base,
        onlyFor: 'GIRLS',
        reason: 'GROUP_LOAD',
        from: on,
        expectedEndOn: addDays(on, 5),
      });
    case 'in':
      return endUnavailability(tx, actor, {
        unavailabilityId: pick(now.out, step.a)?.id ?? '',
        on,
      });
    case 'longer':
      return extendUnavailability(tx, actor, {
        unavailabilityId: pick(now.out, step.a)?.id ?? '',
        expectedEndOn: addDays(day, 30 + Math.floor(step.b * 20)),
      });
    case 'confirm':
      return confirmUnit(tx, actor, { unitId: unit.unitId });
    case 'undo':
      return undoEvent(tx, actor, { eventId: pick(now.events, 0.999 - step.a * step.a)?.id ?? '' });
    default:
      return null;
  }
}

/** An expected refusal: the history goes on without the step. */
const isRefusal = (error: unknown) =>
  error instanceof Failure && ['conflict', 'bad-request', 'not-found'].includes(error.kind);

/**
 * Lives a random history through the real commands, each at its own moment of a clock that only goes
 * forward. @returns the moments at which something was tried
 */
export async function live(
  world: World,
  steps: readonly Step[],
  firstDay: string,
): Promise<Date[]> {
  const moments: Date[] = [];
  let day = firstDay;
  let second = 0;
  const actor: Actor = {
    personId: world.pc.personId,
    hatId: world.pc.hatId,
    role: 'PC',
    name: 'Proef (verzonnen)',
  };
  for (const step of steps) {
    if (step.days > 0) second = 0;
    day = addDays(day, step.days);
    second += 60;
    const at = new Date(Date.parse(`${day}T06:00:00Z`) + second * 1000);
    const now = await present(world);
    const unit = pick(world.units, step.b)!;
    const work = programStep(step, unit, now, day);
    const setClock = (tx: Writer) =>
      tx.rows(`select set_config('vp.clock', $1, true)`, [at.toISOString()]);
    try {
      if (work) {
        await world.t.db.as('vp_jobs', async (tx) => {
          await setClock(tx);
          await byTheProgram(tx, unit, work[0], [...work[1]]);
        });
      } else {
        await world.t.db.write(world.pc, async (tx) => {
          await setClock(tx);
          await command(tx, actor, step, unit, now, day);
        });
      }
      moments.push(at);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return moments;
}
