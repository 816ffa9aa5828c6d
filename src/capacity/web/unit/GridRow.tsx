import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { VisuallyHidden } from '../../../web/ui/index.ts';
import type { CalendarRow } from '../../unit-calendar.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { CellGlyphs } from './CellGlyphs.tsx';
import { type Column, runsIn } from './calendar-view.ts';
import { columnMarks, daysOf } from './column-marks.ts';
import type { useCellWords } from './fact-words.ts';
import { isBed, isInTheWay, type Marks } from './in-the-way.ts';

interface GridRowProps {
  readonly row: CalendarRow;
  readonly at: number;
  readonly name: string;
  readonly detail: string;
  readonly calendar: UnitCalendar;
  readonly columns: readonly Column[];
  readonly today: string;
  readonly marks: Marks | null;
  readonly words: ReturnType<typeof useCellWords>;
  readonly active: number | null;
  readonly onOpen: (row: CalendarRow, column: Column) => void;
}

/** What one place, or one fact without a place, is on each of the days. */
export function GridRow(props: GridRowProps) {
  const { row, at, name, detail, columns, calendar, today, marks, words, onOpen } = props;
  // The cells are many and change with the facts alone; the focus moves over them often.
  const cells = useMemo(
    () =>
      columns.map((column) => ({
        column,
        runs: runsIn(row.cells, column.from, column.until),
        words: words.runs(row.cells, column.from, column.until),
        dates: datesIn(calendar, row, column),
        shown: columnMarks(column, { calendar, today, marks }),
      })),
    [row, columns, calendar, today, marks, words],
  );
  return (
    <tr data-kind={row.kind}>
      <th scope="row">
        <span className="un-row-name">{name}</span>
        {detail ? <span className="un-row-detail">{detail}</span> : null}
      </th>
      {cells.map((cell, index) => (
        <GridCell
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, so that the focus stays in it
          key={index}
          {...cell}
          row={row}
          place={`${at} ${index}`}
          calendar={calendar}
          marks={marks}
          isActive={props.active === index}
          onOpen={onOpen}
        />
      ))}
    </tr>
  );
}

/** Days within a cell on which a stay is expected to end, or its decision does. */
interface Dates {
  readonly expectedEnd: string | null;
  readonly decisionEnd: string | null;
}

function datesIn(calendar: UnitCalendar, row: CalendarRow, column: Column): Dates {
  const days = daysOf(calendar, column);
  const holds = (day: string | null): day is string =>
    day !== null && days.from <= day && day < days.until;
  const ids = new Set(
    row.cells.slice(column.from, column.until).map((cell) => cell?.fact?.id ?? null),
  );
  const stays = calendar.stays.filter(({ id }) => ids.has(id));
  const open = stays.filter(({ period }) => period.until === null);
  return {
    expectedEnd: open.map(({ expectedEndOn }) => expectedEndOn).find(holds) ?? null,
    decisionEnd: stays.map(({ decisionUntil }) => decisionUntil).find(holds) ?? null,
  };
}

interface GridCellProps {
  readonly dates: Dates;
  readonly row: CalendarRow;
  readonly column: Column;
  readonly runs: ReturnType<typeof runsIn>;
  readonly words: string;
  readonly shown: object;
  readonly place: string;
  readonly calendar: UnitCalendar;
  readonly marks: Marks | null;
  readonly isActive: boolean;
  readonly onOpen: (row: CalendarRow, column: Column) => void;
}

const GridCell = memo(function GridCell(props: GridCellProps) {
  const { t } = useTranslation('unit');
  const { row, column, runs, words, marks, calendar, onOpen, dates } = props;
  const days = daysOf(calendar, column);
  const inTheWay =
    marks !== null &&
    runs.some(({ cell, from, until }) =>
      isInTheWay(marks, cell?.fact ?? null, daysOf(calendar, { from, until })),
    );
  const bed = marks !== null && row.kind === 'place' && isBed(marks, row.id, days);
  return (
    <td
      data-at={props.place}
      tabIndex={props.isActive ? 0 : -1}
      onClick={() => onOpen(row, column)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen(row, column);
      }}
      {...props.shown}
      {...(inTheWay ? { 'data-way': '' } : {})}
      {...(bed ? { 'data-bed': '' } : {})}
      {...(dates.expectedEnd || dates.decisionEnd ? { 'data-date': '' } : {})}
    >
      <CellGlyphs runs={runs} />
      <VisuallyHidden>
        {words}
        {inTheWay ? t('grid.way') : ''}
        {bed ? t('grid.bed') : ''}
        {dates.expectedEnd ? t('grid.expected', { day: formatDay(dates.expectedEnd) }) : ''}
        {dates.decisionEnd ? t('grid.decision', { day: formatDay(dates.decisionEnd) }) : ''}
      </VisuallyHidden>
    </td>
  );
});
