/**
 * What may happen when nobody sits at the desk (R109–R111). Phase 1: a request is published at once, and matched on the
 * next working day. Phase 2: matched and started out of hours too. Each service chooses with the day
 * from which it holds; one that never chose does as its region has it (`foster-care.phase`); before that, everything waits for the desk. Pure; the database refuses a match by the same rule.
 */
import { addDays } from '../platform/period.ts';
import { isWorkingDay } from '../region/index.ts';
import type { Phase } from './phase.ts';

export interface DeskHours {
  /** Hours on the clock of Brussels, half-open. */
  readonly from: number;
  readonly until: number;
}
/** PROPOSED: no source says when a service's desk is open. */
export const usualDesk: DeskHours = { from: 9, until: 17 };

/** A moment as the clock on the wall says it. */
export interface WallClock {
  readonly day: string;
  readonly hour: number;
}

export function wallClock(at: Date): WallClock {
  const [day, time] = at.toLocaleString('sv-SE', { timeZone: 'Europe/Brussels' }).split(' ') as [
    string,
    string,
  ];
  return { day, hour: Number(time.slice(0, 2)) };
}

/** Whether somebody sits at the desk: a working day, within its hours. */
export const atTheDesk = ({ day, hour }: WallClock, desk: DeskHours = usualDesk): boolean =>
  isWorkingDay(day) && desk.from <= hour && hour < desk.until;

/** A request that comes in now is published without the desk's check: its codes say all, and no card names anybody. */
export const publishesAtOnce = (at: WallClock, phase: Phase, desk?: DeskHours): boolean =>
  phase >= 1 && !atTheDesk(at, desk);

export const mayMatch = (at: WallClock, phase: Phase, desk?: DeskHours): boolean =>
  phase === 2 || atTheDesk(at, desk);

/** When a match can be made at the earliest, from here on. */
export function nextMatching(at: WallClock, phase: Phase, desk: DeskHours = usualDesk): WallClock {
  if (mayMatch(at, phase, desk)) return at;
  if (isWorkingDay(at.day) && at.hour < desk.from) return { day: at.day, hour: desk.from };
  let day = addDays(at.day, 1);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return { day, hour: desk.from };
}
