import { useTranslation } from 'react-i18next';
import { addDays, formatDay, formatList, formatWeekdayLetters } from '../../web/i18n/format.ts';
import type { SetWindow } from '../contract.ts';
import './words.ts';

const MONDAY = '2026-06-15';
const DAYS_OF_WEEK = 7;

/** A span of availability in one line of words. */
export function useWindowWords(): (window: SetWindow) => { days: string; rest: string } {
  const { t } = useTranslation('foster-care');
  return ({ from, until, weekdays, hourFrom, hourUntil, places }) => ({
    days:
      until === null
        ? t('window.open', { from: formatDay(from) })
        : t('window.span', { from: formatDay(from), to: formatDay(addDays(until, -1)) }),
    rest: [
      weekdays.length === DAYS_OF_WEEK
        ? t('window.everyDay')
        : formatList(weekdays.map((n) => formatWeekdayLetters(addDays(MONDAY, n - 1)))),
      t('window.hours', { from: hourFrom, until: hourUntil }),
      t('window.ofPlaces', { count: places }),
    ].join(' · '),
  });
}
