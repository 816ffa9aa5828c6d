import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { ErrorState, Skeleton } from '../../../web/ui/index.ts';
import { type CalendarRow, layCalendar } from '../../unit-calendar.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { Legend } from '../Legend.tsx';
import { CalendarBar } from './CalendarBar.tsx';
import { CalendarGrid } from './CalendarGrid.tsx';
import { CalendarList } from './CalendarList.tsx';
import { CellDetail } from './CellDetail.tsx';
import { type Column, columnsOf, stepFrom, type View, type Window } from './calendar-view.ts';
import type { Marks } from './in-the-way.ts';
import type { Form, UnitSearch } from './unit-search.ts';

export interface CalendarSectionProps {
  readonly query: UseQueryResult<UnitCalendar>;
  readonly view: View;
  readonly form: Form;
  readonly window: Window;
  readonly today: string;
  readonly marks: Marks | null;
  /** The module that the question is about: its calendar is the one that is marked. */
  readonly askedModule: string | null;
  readonly mendAt: string | null;
  readonly moduleName: (code: string) => string;
  readonly change: (part: UnitSearch) => void;
}

/** The calendar with its tools, as a grid or as a list. */
export function CalendarSection(props: CalendarSectionProps) {
  const { t } = useTranslation('unit');
  const { query, view, form, window, today, change } = props;
  return (
    <section className="un-calendar" aria-label={t('calendar')} aria-busy={query.isFetching}>
      <h2>{t('calendar')}</h2>
      <CalendarBar {...{ view, form, window, today, change }} />
      {query.isPending ? <Skeleton lines={10} label={t('loading')} /> : null}
      {query.isError && !query.data ? (
        <ErrorState
          what={t('calendarFailed')}
          mend={query.error instanceof ApiProblem ? query.error.mend : undefined}
          kept={null}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data ? (
        form === 'list' ? (
          <CalendarList calendar={query.data} today={today} />
        ) : (
          <Grids {...props} calendar={query.data} />
        )
      ) : null}
    </section>
  );
}

interface Opened {
  readonly module: string;
  readonly row: string;
  readonly column: string;
}

function Grids(props: CalendarSectionProps & { readonly calendar: UnitCalendar }) {
  const { t } = useTranslation('unit');
  const { calendar, view, today, change, moduleName, marks, window, mendAt } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const laid = useMemo(() => layCalendar(calendar), [calendar]);
  const columns = useMemo(
    () => columnsOf(view, { from: calendar.from, until: calendar.until }),
    [view, calendar.from, calendar.until],
  );
  // By name, as facts change under it: what was opened is looked up anew.
  const found = (module: string, rows: readonly CalendarRow[]) => {
    if (opened?.module !== module) return null;
    const row = rows.find((each) => `${each.kind} ${each.id}` === opened.row);
    const column = columns.find(({ day }) => day === opened.column);
    return row && column ? { row, column } : null;
  };
  return (
    <>
      {laid.map((each) => {
        const open = found(each.module, each.rows);
        return (
          <div key={each.module} className="un-of-module">
            {laid.length > 1 ? <h3>{moduleName(each.module)}</h3> : null}
            <CalendarGrid
              label={t('grid.label', { module: moduleName(each.module) })}
              calendar={calendar}
              laid={each}
              view={view}
              columns={columns}
              today={today}
              marks={props.askedModule === each.module ? marks : null}
              onOpen={(row: CalendarRow, column: Column) =>
                setOpened({
                  module: each.module,
                  row: `${row.kind} ${row.id}`,
                  column: column.day,
                })
              }
              onStep={(direction) => change({ from: stepFrom(view, window.from, direction) })}
            />
            {open ? (
              <CellDetail
                calendar={calendar}
                {...open}
                mendAt={
                  mendAt && open.row.kind === 'place' ? `${mendAt}?plaats=${open.row.id}` : mendAt
                }
                onClose={() => setOpened(null)}
              />
            ) : null}
          </div>
        );
      })}
      <Legend />
      <p className="un-legend-more vp-muted">
        <span className="un-stop" aria-hidden="true" /> {t('legendStop')}
        <span className="un-mark-date" aria-hidden="true" /> {t('legendDate')}
        {marks ? (
          <>
            <span className="un-mark-way" aria-hidden="true" /> {t('legendWay')}
            <span className="un-mark-bed" aria-hidden="true" /> {t('legendBed')}
          </>
        ) : null}
      </p>
      <p className="vp-muted vp-no-print">{t('grid.keys')}</p>
    </>
  );
}
