import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../../web/ui/index.ts';
import type { DayFigures } from '../../unit-calendar.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import type { Column } from './calendar-view.ts';
import { columnMarks, daysOf } from './column-marks.ts';
import { isShort, type Marks } from './in-the-way.ts';

interface FreeRowProps {
  readonly days: readonly DayFigures[];
  readonly columns: readonly Column[];
  readonly marks: Marks | null;
  readonly calendar: UnitCalendar;
  readonly today: string;
  readonly active: number | null;
}

/** How many places are free, counted from the rows below; a range where it changes within a column. */
export function FreeRow(props: FreeRowProps) {
  const { t } = useTranslation('unit');
  const { days, columns, marks, calendar, active } = props;
  return (
    <tr className="un-sum">
      <th scope="row">{t('grid.free')}</th>
      {columns.map((column, at) => {
        const free = days.slice(column.from, column.until).map((day) => day.free);
        const [least, most] = [Math.min(...free), Math.max(...free)];
        const cannot = marks !== null && isShort(marks, daysOf(calendar, column));
        return (
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, so that the focus stays in it
            key={at}
            data-at={`0 ${at}`}
            tabIndex={active === at ? 0 : -1}
            {...(most === 0 ? { 'data-zero': '' } : {})}
            {...(cannot ? { 'data-short': '' } : {})}
            {...columnMarks(column, props)}
          >
            {least === most ? most : t('grid.range', { least, most })}
            {cannot ? <VisuallyHidden>{t('grid.short')}</VisuallyHidden> : null}
          </td>
        );
      })}
    </tr>
  );
}
