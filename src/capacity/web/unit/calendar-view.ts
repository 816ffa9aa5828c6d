/** What part of time the calendar shows, and in which steps. Pure. */
import { addDays, dayNumber, daysBetween } from '../../../platform/period.ts';
import type { Cell } from '../../unit-calendar.ts';

export const VIEWS = ['days', 'weeks', 'months'] as const;
export type View = (typeof VIEWS)[number];

export interface Window {
  readonly from: string;
  readonly until: string;
}

/** One column: the days of the window from `from` to before `until`, counted from 0. */
export interface Column {
  readonly day: string;
  readonly from: number;
  readonly until: number;
}

const DAYS = 28;
const WEEKS = 13;
const MONTHS = 6;

/** The Monday of a day's week. */
export const mondayOf = (day: string): string =>
  addDays(day, -((((dayNumber(day) + 3) % 7) + 7) % 7));

/** The first day of the month that lies so many months later. */
function monthAfter(day: string, months: number): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/** The days that are shown: four weeks, a quarter of weeks, or six months, from the one that holds the day. */
export function windowOf(view: View, day: string): Window {
  if (view === 'months') return { from: monthAfter(day, 0), until: monthAfter(day, MONTHS) };
  const from = mondayOf(day);
  return { from, until: addDays(from, view === 'days' ? DAYS : WEEKS * 7) };
}

/** Where a step back (-1) or forward (1) begins: half of what is shown stays in sight. */
export function stepFrom(view: View, from: string, direction: -1 | 1): string {
  if (view === 'months') return monthAfter(from, direction * (MONTHS / 2));
  return addDays(from, direction * (view === 'days' ? DAYS / 2 : 6 * 7));
}

/** The columns of a window. */
export function columnsOf(view: View, { from, until }: Window): Column[] {
  const columns: Column[] = [];
  let day = from;
  while (day < until) {
    const next = view === 'months' ? monthAfter(day, 1) : addDays(day, view === 'days' ? 1 : 7);
    columns.push({ day, from: daysBetween(from, day), until: daysBetween(from, next) });
    day = next;
  }
  return columns;
}

/** Neighbouring columns under one heading: of a month, or of a year where columns are months. */
export function groupsOf(view: View, columns: readonly Column[]): { day: string; span: number }[] {
  const nameOf = ({ day }: Column) => day.slice(0, view === 'months' ? 4 : 7);
  return [...Map.groupBy(columns, nameOf).values()].map((group) => ({
    day: group[0]!.day,
    span: group.length,
  }));
}

/** Days in one state by one fact. */
export interface Run {
  readonly cell: Cell | null;
  readonly from: number;
  readonly until: number;
}

/** The states of a row from a day to before another, in order. */
export function runsIn(cells: readonly (Cell | null)[], from: number, until: number): Run[] {
  const runs: { cell: Cell | null; from: number; until: number }[] = [];
  for (let day = from; day < until; day += 1) {
    const cell = cells[day] ?? null;
    const last = runs.at(-1);
    if (last && last.cell === cell) last.until = day + 1;
    else runs.push({ cell, from: day, until: day + 1 });
  }
  return runs;
}
