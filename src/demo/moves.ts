import {
  confirmUnit,
  endAbsence,
  endStay,
  endUnavailability,
  reportUnavailability,
  startAbsence,
  startStay,
} from '../capacity/index.ts';
import type { Actor } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import { addDays } from '../platform/period.ts';
import { weekly } from './demand-plan.ts';
import { dialogueFinders } from './dialogue-moves.ts';
import { listFinders } from './list-moves.ts';
import type { Random } from './random.ts';

/** For whom somebody acts: a provider, by who keeps its capacity or its intake, or the access team of a region. */
export type Hand = { role: 'PC' | 'PI'; providerId: string } | { role: 'AT'; region: string };

/** Something that somebody does now: for whom, and the real command that does it. */
export interface Move {
  kind: MoveKind;
  by: Hand;
  run(tx: Writer, actor: Actor): Promise<unknown>;
}

/**
 * How often each happens on a day in Flanders. Starts: about 4,560 a year (published, flanders.md), and as
 * many ends; two in five come from a dialogue about a place, a tenth is planned ahead (synthetic). Absences, places out of use and
 * confirmations follow the demo's own pace (synthetic), as do the waiting list's (95 new a week, 5 leave otherwise).
 */
export const dailyMoves = {
  start: 6.5,
  planned: 1.5,
  end: 12.5,
  away: 90,
  back: 90,
  out: 3,
  in: 3,
  confirm: 180,
  enter: weekly.entries / 7,
  direct: weekly.entries / 7,
  assess: 12,
  leave: weekly.otherExits / 7,
  propose: 6,
  answer: 8,
  decline: 0.4,
  begin: 4.5,
} as const;
export type MoveKind = keyof typeof dailyMoves;

interface Unit {
  unitId: string;
  providerId: string;
  module: string;
}

const homes = ['HOME', 'GOAL_REACHED', 'OTHER_STAY', 'AUTONOMOUS', 'NETWORK'] as const;
const reasons = [
  'STAFF_SHORTAGE',
  'STAFF_SHORTAGE',
  'STAFF_ABSENCE',
  'BUILDING',
  'GROUP_LOAD',
] as const;

/** One unit of an invented provider that answers a condition on its live row. */
async function unitWhere(tx: Reader, condition: string, order = 'random()'): Promise<Unit | null> {
  const [unit] = await tx.rows<Unit>(
    `select l.unit_id as "unitId", l.provider_id as "providerId", l.module_code as module
       from capacity.unit_live l join capacity.provider p on p.id = l.provider_id
      where p.invented and ${condition} order by ${order} limit 1`,
  );
  return unit ?? null;
}

interface Fact {
  id: string;
  providerId: string;
}

async function factWhere(tx: Reader, table: string, condition: string): Promise<Fact | null> {
  const [fact] = await tx.rows<Fact>(
    `select f.id, f.provider_id as "providerId" from capacity.${table} f join capacity.provider p on p.id = f.provider_id
      where p.invented and ${condition} order by random() limit 1`,
  );
  return fact ?? null;
}

const running = 'f.period @> platform.today() and upper_inf(f.period)';

interface ProviderMove extends Pick<Move, 'run'> {
  providerId: string;
}
type Finder<Found> = (tx: Reader, today: string, random: Random) => Promise<Found | null>;

const begin =
  (from: (today: string, random: Random) => string, condition: string): Finder<ProviderMove> =>
  async (tx, today, random) => {
    const unit = await unitWhere(tx, condition);
    return (
      unit && {
        providerId: unit.providerId,
        run: (write, actor) =>
          startStay(write, actor, {
            unitId: unit.unitId,
            module: unit.module,
            from: from(today, random),
          }),
      }
    );
  };

type OwnKind = Exclude<MoveKind, keyof typeof listFinders | keyof typeof dialogueFinders>;
const finders: Record<OwnKind, Finder<ProviderMove>> = {
  start: begin((today) => today, 'l.offerable > 0'),
  // Announced some days ahead without a promise: until then the place is free, but not for long.
  planned: begin((today, random) => addDays(today, random.between(3, 14)), 'l.offerable > 1'),
  async end(tx, today, random) {
    const stay = await factWhere(
      tx,
      'stay',
      `${running} and lower(f.period) < platform.today() - 30 and f.time_out_of is null`,
    );
    const reason = homes[random.between(0, homes.length - 1)]!;
    return (
      stay && {
        providerId: stay.providerId,
        run: (write, actor) => endStay(write, actor, { stayId: stay.id, on: today, reason }),
      }
    );
  },
  async away(tx, today, random) {
    const stay = await factWhere(
      tx,
      'stay',
      `${running} and lower(f.period) < platform.today()
         and not exists (select from capacity.absence a where a.stay_id = f.id and upper(a.period) is null or a.stay_id = f.id and upper(a.period) >= platform.today())`,
    );
    const until = addDays(today, random.between(1, 3));
    const kind = random.chance(0.93) ? 'HOME' : random.chance(0.6) ? 'RUNAWAY' : 'HOSPITAL';
    return (
      stay && {
        providerId: stay.providerId,
        run: (write, actor) =>
          startAbsence(write, actor, { stayId: stay.id, from: today, until, kind }),
      }
    );
  },
  async back(tx, today) {
    const absence = await factWhere(
      tx,
      'absence',
      `f.period @> platform.today() and lower(f.period) < platform.today()`,
    );
    return (
      absence && {
        providerId: absence.providerId,
        run: (write, actor) => endAbsence(write, actor, { absenceId: absence.id, on: today }),
      }
    );
  },
  async out(tx, today, random) {
    const unit = await unitWhere(tx, 'l.free > 0');
    const reason = reasons[random.between(0, reasons.length - 1)]!;
    const expectedEndOn = addDays(today, random.between(7, 42));
    return (
      unit && {
        providerId: unit.providerId,
        run: (write, actor) =>
          reportUnavailability(write, actor, {
            unitId: unit.unitId,
            module: unit.module,
            reason,
            from: today,
            expectedEndOn,
          }),
      }
    );
  },
  async in(tx, today) {
    const out = await factWhere(
      tx,
      'unavailability',
      `f.period @> platform.today() and lower(f.period) < platform.today() and f.only_for is null`,
    );
    return (
      out && {
        providerId: out.providerId,
        run: (write, actor) =>
          endUnavailability(write, actor, { unavailabilityId: out.id, on: today }),
      }
    );
  },
  async confirm(tx) {
    const unit = await unitWhere(
      tx,
      `coalesce(l.confirmed_at, '-infinity') < platform.now() - interval '12 hours'`,
    );
    return (
      unit && {
        providerId: unit.providerId,
        run: (write, actor) => confirmUnit(write, actor, { unitId: unit.unitId }),
      }
    );
  },
};

/** What somebody does now of this kind; null when nobody could. Reads as the jobs login. */
export async function findMove(
  tx: Reader,
  kind: MoveKind,
  today: string,
  random: Random,
): Promise<Move | null> {
  if (kind in listFinders) {
    const found = await listFinders[kind as keyof typeof listFinders](tx, today, random);
    return found && { kind, by: { role: 'AT', region: found.region }, run: found.run };
  }
  if (kind in dialogueFinders) {
    const found = await dialogueFinders[kind as keyof typeof dialogueFinders](tx, today, random);
    return found && { kind, ...found };
  }
  const found = await finders[kind as OwnKind](tx, today, random);
  return found && { kind, by: { role: 'PC', providerId: found.providerId }, run: found.run };
}

/** Which kind comes next, by how often each happens; what runs ahead of its counterpart waits. */
export function nextKind(
  random: Random,
  done: Readonly<Partial<Record<MoveKind, number>>>,
): MoveKind {
  const kinds = Object.keys(dailyMoves) as MoveKind[];
  const count = (kind: MoveKind) => done[kind] ?? 0;
  const comings = () => count('start') + count('planned') + count('begin');
  const opposite: Partial<Record<MoveKind, () => boolean>> = {
    // The demo keeps its figures: never many more in than out.
    start: () => comings() - count('end') < ahead,
    planned: () => comings() - count('end') < ahead,
    begin: () => comings() - count('end') < ahead,
    end: () => count('end') - comings() < ahead,
    out: () => count('out') - count('in') < ahead,
    in: () => count('in') - count('out') < ahead,
    direct: () => count('direct') - count('enter') < ahead,
  };
  const open = kinds.filter((kind) => opposite[kind]?.() ?? true);
  let at = random.next() * open.reduce((sum, kind) => sum + dailyMoves[kind], 0);
  for (const kind of open) {
    at -= dailyMoves[kind];
    if (at < 0) return kind;
  }
  return open.at(-1)!;
}

/** How far comings may run ahead of goings. */
const ahead = 8;
