import { useTranslation } from 'react-i18next';
import {
  formatMonth,
  formatMonthShort,
  formatWeekday,
  formatWeekdayLetters,
  weekOf,
} from '../../../web/i18n/format.ts';
import { VisuallyHidden } from '../../../web/ui/index.ts';
import type { CalendarGridProps } from './CalendarGrid.tsx';
import { groupsOf, type View } from './calendar-view.ts';
import { columnMarks, daysOf } from './column-marks.ts';
import { isFirst } from './in-the-way.ts';

/** The days, weeks or months, under the month or year that they are of. */
export function GridHead(props: CalendarGridProps) {
  const { t } = useTranslation('unit');
  const { columns, view, calendar, marks } = props;
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className="un-corner">
          {t('grid.place')}
        </th>
        {groupsOf(view, columns).map(({ day, span }) => (
          <th key={day} scope="colgroup" colSpan={span} className="un-group">
            <span>{view === 'months' ? day.slice(0, 4) : formatMonth(day)}</span>
          </th>
        ))}
      </tr>
      <tr>
        {columns.map((column, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, so that the focus stays in it
          <th key={at} scope="col" className="un-day" {...columnMarks(column, props)}>
            <ColumnName day={column.day} view={view} />
            {marks && isFirst(marks, daysOf(calendar, column)) ? (
              <span className="un-first">
                <VisuallyHidden>{t('grid.first')}</VisuallyHidden>
              </span>
            ) : null}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ColumnName({ day, view }: { readonly day: string; readonly view: View }) {
  const { t } = useTranslation('unit');
  if (view === 'months') return formatMonthShort(day);
  const number = Number(day.slice(8));
  if (view === 'weeks') {
    return (
      <>
        {t('grid.week', { week: weekOf(day).week })}
        <span className="un-day-number">{`${number}/${Number(day.slice(5, 7))}`}</span>
      </>
    );
  }
  return (
    <>
      <span aria-hidden="true">{formatWeekdayLetters(day)}</span>
      <span className="un-day-number" aria-hidden="true">
        {number}
      </span>
      <VisuallyHidden>{formatWeekday(day)}</VisuallyHidden>
    </>
  );
}
