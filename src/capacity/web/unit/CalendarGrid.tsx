import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import type { CalendarRow, ModuleCalendar } from '../../unit-calendar.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import type { Column, View } from './calendar-view.ts';
import { FreeRow } from './FreeRow.tsx';
import { useCellWords, useRowWords } from './fact-words.ts';
import { GridHead } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import type { Marks } from './in-the-way.ts';
import { useGridKeys } from './use-grid-keys.ts';

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
