import { useTranslation } from 'react-i18next';
import { addDays } from '../../../platform/period.ts';
import { formatDay, formatWeekday } from '../../../web/i18n/format.ts';
import { Button, Icon, LinkButton } from '../../../web/ui/index.ts';
import type { CalendarRow } from '../../unit-calendar.ts';
import type { UnitCalendar } from '../../unit-calendar-contract.ts';
import { CellGlyphs } from './CellGlyphs.tsx';
import { type Column, runsIn } from './calendar-view.ts';
import { factOf, sentence, useCellWords, useFactWords, useRowWords } from './fact-words.ts';
import type { MomentFact } from './moments.ts';

export interface CellDetailProps {
  readonly calendar: UnitCalendar;
  readonly row: CalendarRow;
  readonly column: Column;
  /** Where the reader can change what is shown; `null` for who may not. */
  readonly mendAt: string | null;
  readonly onClose: () => void;
}

/** What stands behind the cell that was opened: each state of these days, with its fact. */
export function CellDetail({ calendar, row, column, mendAt, onClose }: CellDetailProps) {
  const { t } = useTranslation('unit');
  const cellWords = useCellWords(calendar);
  const { name } = useRowWords(calendar)(row);
  const day = (index: number) => addDays(calendar.from, index);
  const isDay = column.until - column.from === 1;
  return (
    <section className="un-detail" aria-live="polite" aria-label={t('detail.title')}>
      <header>
        <h3>
          {t('detail.head', {
            row: name,
            days: isDay
              ? formatWeekday(column.day)
              : t('detail.period', {
                  from: formatDay(column.day),
                  until: formatDay(day(column.until - 1)),
                }),
          })}
        </h3>
        <Button look="quiet" size="small" label={t('detail.close')} onPress={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <ul className="un-facts">
        {runsIn(row.cells, column.from, column.until).map((run) => {
          const about = factOf(calendar, run.cell);
          return (
            <li key={run.from}>
              <CellGlyphs runs={[run]} />
              <div>
                <b>{sentence(cellWords.state(run.cell))}</b>
                {isDay ? null : ` ${t('detail.since', { day: formatDay(day(run.from)) })}`}
                {about ? <FactLines about={about} calendar={calendar} /> : null}
              </div>
            </li>
          );
        })}
      </ul>
      {mendAt ? (
        <p className="vp-no-print">
          <LinkButton href={mendAt} size="small">
            {t('detail.mend')}
          </LinkButton>
        </p>
      ) : null}
    </section>
  );
}

/** Everything the reader may know of one fact, in a few lines. */
function FactLines({
  about,
  calendar,
}: {
  readonly about: MomentFact;
  readonly calendar: UnitCalendar;
}) {
  const { t } = useTranslation('unit');
  const words = useFactWords(calendar);
  const lines = [sentence(`${words.what(about)}, ${words.period(about.fact.period)}.`)];
  if (about.kind === 'stay') {
    const { expectedEndOn, decisionUntil, period } = about.fact;
    if (period.until === null && expectedEndOn !== null)
      lines.push(t('detail.expected', { day: formatDay(expectedEndOn) }));
    if (decisionUntil !== null) lines.push(t('detail.decision', { day: formatDay(decisionUntil) }));
  }
  if (about.kind === 'unavailability') {
    if (about.fact.explanation) lines.push(about.fact.explanation);
    lines.push(
      t('detail.review', {
        end: formatDay(about.fact.expectedEndOn),
        review: formatDay(about.fact.reviewOn),
      }),
    );
  }
  return (
    <>
      {lines.map((line) => (
        <span key={line} className="un-line">
          {line}
        </span>
      ))}
    </>
  );
}
