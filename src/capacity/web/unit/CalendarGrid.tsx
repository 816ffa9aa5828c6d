import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  formatDay,
  formatMonth,
  formatMonthShort,
  formatWeekday,
  formatWeekdayLetters,
  weekOf,
} from '../../../web/i18n/format.ts';
import { addDays } from '../../../platform/period.ts';
import { Button, VisuallyHidden } from '../../../web/ui/index.ts';
import type { CalendarRow, DayFigures, ModuleCalendar } from '../../unit-calendar.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { CellGlyphs } from './CellGlyphs.tsx';
import { type Column, groupsOf, mondayOf, runsIn, type View } from './calendar-view.ts';
import { useCellWords, useRowWords } from './fact-words.ts';
import { type At, type Extent, nextCell } from './grid-keys.ts';
import { isBed, isFirst, isInTheWay, isShort, type Marks } from './in-the-way.ts';

/** More rows than these come when they are asked for. */
const ROWS_AT_ONCE = 60;

export interface CalendarGridProps {
  readonly label: string;
  readonly calendar: UnitCalendar;
  readonly laid: ModuleCalendar;
  readonly view: View;
  readonly columns: readonly Column[];
  readonly today: string;
  readonly marks: Marks | null;
  readonly onOpen: (row: CalendarRow, column: Column) => void;
  /** Page Up and Page Down look further back and ahead. */
  readonly onStep: (direction: -1 | 1) => void;
}

/** Places by days: a real table with the keys of a grid. One cell is in the order of Tab. */
export function CalendarGrid(props: CalendarGridProps) {
  const { calendar, laid, columns, today } = props;
  const { t } = useTranslation('unit');
  const [isWhole, setWhole] = useState(false);
  const rows = isWhole ? laid.rows : laid.rows.slice(0, ROWS_AT_ONCE);
  const grid = useGridKeys({ rows: rows.length + 1, columns: columns.length }, props.onStep);
  const rowWords = useRowWords(calendar);
  const cellWords = useCellWords(calendar);
  const { onOpen, marks } = props;
  return (
    <>
      <section className="un-scroll" aria-label={t('grid.scroll', { name: props.label })}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table one walks through
          role="grid"
          className="un-grid"
          data-view={props.view}
          aria-label={props.label}
          ref={grid.table}
          onKeyDown={grid.onKeyDown}
          onFocus={grid.onFocus}
        >
          <GridHead {...props} />
          <tbody>
            <FreeRow
              days={laid.days}
              columns={columns}
              marks={marks}
              calendar={calendar}
              today={today}
              active={grid.activeIn(0)}
            />
            {rows.map((row, at) => (
              <GridRow
                key={`${row.kind} ${row.id}`}
                row={row}
                at={at + 1}
                {...rowWords(row)}
                calendar={calendar}
                columns={columns}
                today={today}
                marks={marks}
                words={cellWords}
                active={grid.activeIn(at + 1)}
                onOpen={onOpen}
              />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length < laid.rows.length ? (
        <p className="vp-no-print">
          <Button onPress={() => setWhole(true)}>
            {t('grid.more', { count: laid.rows.length - rows.length })}
          </Button>
        </p>
      ) : null}
    </>
  );
}

/** One cell has the focus; arrows, Home and End move it. */
function useGridKeys(extent: Extent, onStep: (direction: -1 | 1) => void) {
  const table = useRef<HTMLTableElement>(null);
  const [wished, setWished] = useState<At>({ row: 0, column: 0 });
  // Rows and columns come and go: the cell in the order of Tab is always one that is there.
  const at = {
    row: Math.min(wished.row, extent.rows - 1),
    column: Math.min(wished.column, extent.columns - 1),
  };
  const cellAt = ({ row, column }: At) =>
    table.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`);
  return {
    table,
    activeIn: (row: number) => (row === at.row ? at.column : null),
    onFocus: (event: { target: EventTarget }) => {
      const found = (event.target as HTMLElement).dataset['at']?.split(' ').map(Number);
      if (found) setWished({ row: found[0]!, column: found[1]! });
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'PageUp' || event.key === 'PageDown') {
        event.preventDefault();
        onStep(event.key === 'PageUp' ? -1 : 1);
        return;
      }
      const next = nextCell(at, event, extent);
      if (!next) return;
      event.preventDefault();
      setWished(next);
      cellAt(next)?.focus();
    },
  };
}

const isWeekend = (day: string) => addDays(mondayOf(day), 5) <= day;

/** What of a column is marked: today, the weekend, the first day on which a child can come. */
function columnMarks(
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

const daysOf = (calendar: UnitCalendar, { from, until }: { from: number; until: number }) => ({
  from: addDays(calendar.from, from),
  until: addDays(calendar.from, until),
});

function GridHead(props: CalendarGridProps) {
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

interface FreeRowProps {
  readonly days: readonly DayFigures[];
  readonly columns: readonly Column[];
  readonly marks: Marks | null;
  readonly calendar: UnitCalendar;
  readonly today: string;
  readonly active: number | null;
}

/** How many places are free, counted from the rows below; a range where it changes within a column. */
function FreeRow(props: FreeRowProps) {
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

function GridRow(props: GridRowProps) {
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
