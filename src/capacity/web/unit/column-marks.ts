import { addDays } from '../../../platform/period.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { type Column, mondayOf } from './calendar-view.ts';
import { isFirst, type Marks } from './in-the-way.ts';

const isWeekend = (day: string) => addDays(mondayOf(day), 5) <= day;

/** What of a column is marked: today, the weekend, the first day on which a child can come. */
export function columnMarks(
  column: Column,
  props: { calendar: UnitCalendar; today: string; marks: Marks | null },
) {
  const { calendar, today, marks } = props;
  const days = daysOf(calendar, column);
  return {
    ...(days.from <= today && today < days.until ? { 'data-today': '' } : {}),
    ...(column.until - column.from === 1 && isWeekend(column.day) ? { 'data-weekend': '' } : {}),
    ...(marks && isFirst(marks, days) ? { 'data-first': '' } : {}),
  };
}

/** The days of the window from one to before another, as a period. */
export const daysOf = (
  calendar: UnitCalendar,
  { from, until }: { from: number; until: number },
) => ({
  from: addDays(calendar.from, from),
  until: addDays(calendar.from, until),
});
