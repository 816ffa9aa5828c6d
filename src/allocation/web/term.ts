import { addDays } from '../../web/i18n/format.ts';
import { isWorkingDay } from '../../region/index.ts';

/** Beyond this nobody counts days. */
const MOST = 30;

/**
 * Working days after today in which can still be answered, up to the last one: 0 on the last day itself, `null` when
 * the term has passed. Pure: days are ISO days in Brussels.
 */
export function workingDaysLeft(today: string, lastDay: string): number | null {
  if (today > lastDay) return null;
  let left = 0;
  for (let day = addDays(today, 1); day <= lastDay && left < MOST; day = addDays(day, 1))
    if (isWorkingDay(day)) left += 1;
  return left;
}
