import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';
import { nextSort, type Sort, type SortValue, sortRows } from './table-sort.ts';
import './table.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, under each other. */
  readonly align?: 'start' | 'end';
  /** Makes the heading a button that sorts by this value. */
  readonly sortBy?: (row: Row) => SortValue;
  /** A CSS width; without one the column shares what is left. */
  readonly width?: string;
  /** Left out on a phone, where the row's own page shows it. */
  readonly isSecondary?: boolean;
}

export interface DataTableProps<Row> {
  /** What the table shows, for who cannot see; often the heading above it. */
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
  /** Opens a row: its name becomes a button, and a click anywhere in the row does the same. */
  readonly onOpen?: (row: Row) => void;
  readonly openId?: string | null;
  /** Instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** What stands under a column: its sum, or nothing; makes a foot that stays in sight. */
  readonly foot?: (columnId: string) => ReactNode;
}

/** From here on only the rows in view are drawn. */
export const VIRTUAL_FROM = 200;
const ROW_PX = 36;
const PAGE_ROWS = 10;

/** Rows in order, and the whole of them while the page is printed. */
function useOrdered<Row>(props: DataTableProps<Row>): readonly Row[] {
  const { rows, columns, sort } = props;
  return useMemo(() => {
    const valueOf = columns.find((column) => column.id === sort?.column)?.sortBy;
    return sort && valueOf ? sortRows(rows, valueOf, sort.direction) : rows;
  }, [rows, columns, sort]);
}

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes its picture right after the event, so the rows must be there at once.
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

/**
 * A real table: headings that sort and say so, a head that stays, rows that open with Enter and
 * are walked with the arrow keys, and thousands of rows without a wait.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const ordered = useOrdered(props);
  const printing = usePrinting();
  const scrollRef = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const isVirtual = ordered.length > VIRTUAL_FROM && !printing;
  const current = Math.min(active, Math.max(0, ordered.length - 1));
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises this component
  const virtualizer = useVirtualizer({
    count: isVirtual ? ordered.length : 0,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => props.rowId(ordered[index] as Row),
    overscan: 8,
    initialRect: { width: 800, height: 640 },
    // The row with the focus stays drawn, or the focus would fall out of the page; with its
    // neighbours, or Tab would pass them by.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), current - 1, current, current + 1])]
        .filter((index) => index >= 0 && index < range.count)
        .sort((a, b) => a - b),
  });
  const drawn = isVirtual
    ? virtualizer.getVirtualItems().map(({ index, start, end }) => ({ index, start, end }))
    : ordered.map((_, index) => ({ index, start: 0, end: 0 }));

  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(ordered.length - 1, index));
    flushSync(() => setActive(next));
    if (isVirtual) virtualizer.scrollToIndex(next);
    const focus = () =>
      scrollRef.current?.querySelector<HTMLElement>(`[data-index="${next}"] .vp-row-open`)?.focus();
    focus();
    if (isVirtual) requestAnimationFrame(focus);
  };
  const walk = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + PAGE_ROWS,
      PageUp: current - PAGE_ROWS,
      Home: 0,
      End: ordered.length - 1,
    };
    const target = moves[event.key];
    if (target === undefined || !(event.target as Element).closest('.vp-row-open')) return;
    event.preventDefault();
    goTo(target);
  };

  if (ordered.length === 0 && props.empty) return <>{props.empty}</>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
    <section
      className="vp-table-scroll"
      ref={scrollRef}
      aria-label={props.caption}
      tabIndex={props.onOpen ? -1 : 0}
      onKeyDown={walk}
    >
      <table
        className="vp-table"
        aria-rowcount={ordered.length + 1}
        {...(isVirtual ? { 'data-virtual': '' } : {})}
      >
        <caption className="vp-hidden">{props.caption}</caption>
        <colgroup>
          {props.columns.map((column) => (
            <col
              key={column.id}
              {...(column.width ? { style: { width: column.width } } : {})}
              {...secondary(column)}
            />
          ))}
        </colgroup>
        <Head columns={props.columns} sort={props.sort} onSort={props.onSort} />
        <tbody>
          {/* Flat: within a list of lists a row would be made anew when the first of them leaves. */}
          {drawn.flatMap(({ index, start }, at) => {
            const gap = isVirtual ? start - (drawn[at - 1]?.end ?? 0) : 0;
            const row = ordered[index] as Row;
            return [
              gap > 0 ? <Gap key={`gap-${index}`} height={gap} /> : null,
              <BodyRow
                key={props.rowId(row)}
                row={row}
                index={index}
                columns={props.columns}
                isOpen={props.openId === props.rowId(row)}
                isActive={index === current}
                onOpen={props.onOpen}
                onActive={setActive}
                measure={isVirtual ? virtualizer.measureElement : undefined}
              />,
            ];
          })}
          {isVirtual ? (
            <Gap height={virtualizer.getTotalSize() - (drawn.at(-1)?.end ?? 0)} />
          ) : null}
        </tbody>
        {props.foot ? <Foot columns={props.columns} foot={props.foot} /> : null}
      </table>
    </section>
  );
}

function secondary(column: { readonly isSecondary?: boolean }) {
  return column.isSecondary ? { 'data-secondary': '' } : {};
}

/** Holds the place of rows that are not drawn; one cell, as some columns may be left out. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="vp-row-gap">
      <td style={{ height }} />
    </tr>
  );
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
}

function Head<Row>({ columns, sort, onSort }: HeadProps<Row>) {
  const { t } = useTranslation('shell');
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const direction = sort?.column === column.id ? sort.direction : null;
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align ?? 'start'}
              {...secondary(column)}
              {...(column.sortBy ? { 'aria-sort': direction ?? ('none' as const) } : {})}
            >
              {column.sortBy ? (
                <button
                  type="button"
                  className="vp-sort"
                  title={t('table.sortBy', { column: column.header })}
                  onClick={() => onSort(nextSort(sort, column.id))}
                >
                  {column.header}
                  <Icon
                    name={direction === null ? 'both' : direction === 'ascending' ? 'up' : 'down'}
                  />
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface FootProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly foot: (columnId: string) => ReactNode;
}

function Foot<Row>({ columns, foot }: FootProps<Row>) {
  return (
    <tfoot>
      <tr>
        {columns.map((column, at) => {
          const Cell = at === 0 ? 'th' : 'td';
          return (
            <Cell
              key={column.id}
              {...(at === 0 ? { scope: 'row' } : {})}
              data-align={column.align ?? 'start'}
              {...secondary(column)}
            >
              {foot(column.id)}
            </Cell>
          );
        })}
      </tr>
    </tfoot>
  );
}

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly Column<Row>[];
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onActive: (index: number) => void;
  /** Tells the virtualiser how high the row came out. */
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined;
}

function BodyRowPlain<Row>(props: BodyRowProps<Row>) {
  const { row, index, columns, onOpen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button in the row does the same
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      // What has the focus stays drawn, also a link in the row. Where all rows are, the stop of Tab stays
      // where it was: it would else stand behind whoever Tabs from button to button.
      onFocus={(event) => {
        if (props.measure || event.target.closest('.vp-row-open')) props.onActive(index);
      }}
      {...(props.measure ? { ref: props.measure } : {})}
      {...(props.isOpen ? { 'data-open': '' } : {})}
      {...(onOpen
        ? {
            'data-opens': '',
            onClick: (event) => {
              if (!(event.target as Element).closest('a, button')) onOpen(row);
            },
          }
        : {})}
    >
      {columns.map((column, at) => {
        const cell = column.cell(row);
        if (at > 0) {
          return (
            <td key={column.id} data-align={column.align ?? 'start'} {...secondary(column)}>
              {cell}
            </td>
          );
        }
        return (
          <th key={column.id} scope="row" data-align={column.align ?? 'start'}>
            {onOpen ? (
              <button
                type="button"
                className="vp-row-open"
                tabIndex={props.isActive ? 0 : -1}
                onClick={() => onOpen(row)}
                {...(props.isOpen ? { 'aria-current': 'true' as const } : {})}
              >
                {cell}
              </button>
            ) : (
              cell
            )}
          </th>
        );
      })}
    </tr>
  );
}

const BodyRow = memo(BodyRowPlain) as typeof BodyRowPlain;
