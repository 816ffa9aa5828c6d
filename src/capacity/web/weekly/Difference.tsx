import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { withQuery } from '../../../web/api.ts';
import { formatDay, formatDayShort, formatNumber } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import {
  BarTable,
  Button,
  Disclosure,
  EmptyState,
  LineChart,
  LinkButton,
} from '../../../web/ui/index.ts';
import type { Week, WeekDifference } from '../../weekly/contract.ts';
import { causeNames, type ExplainedFigure } from '../../weekly/explain-change.ts';
import { useAreas } from '../use-areas.ts';
import { useModules } from '../use-modules.ts';
import { filterWeeks, groupWeeks, sumWeeks, type WeekSum } from './group-weeks.ts';
import { WeekTable } from './WeekTable.tsx';
import { signed } from './signed.ts';
import type { WeeklySearch } from './weekly-search.ts';

interface DifferenceProps {
  readonly weeks: readonly Week[];
  readonly difference: WeekDifference;
  readonly search: WeeklySearch;
}

/** What changed between the two photos, why, how it stands among the weeks, and for whom. */
export function Difference({ weeks, difference, search }: DifferenceProps) {
  const { t } = useTranslation('weekly');
  const { role } = useSession();
  const areas = useAreas();
  const modules = useModules();
  const figure = search.cijfer ?? 'free';
  const per = search.per ?? (role === 'PC' || role === 'PI' ? 'leefgroep' : 'regio');
  const rows = useMemo(() => filterWeeks(difference.rows, search), [difference, search]);
  const sum = useMemo(() => sumWeeks(rows, figure), [rows, figure]);
  const regionName = (code: string) =>
    areas?.regions.find((region) => region.code === code)?.name ?? code;
  const groups = groupWeeks(rows, per, figure, { region: regionName, module: modules.nameOf });
  const { from, until } = difference;
  if (rows.length === 0) return <EmptyState title={t('empty')}>{t('emptyNext')}</EmptyState>;
  const words = {
    count: Math.abs(sum.change),
    figure: t(`figure.${figure}`),
    after: formatNumber(sum.after),
    until: formatDay(until.day),
    from: formatDay(from.day),
  };
  const title = t('table.title', { per: t(`per.${per}`).toLocaleLowerCase() });
  const how = sum.change === 0 ? 'same' : sum.change > 0 ? 'more' : 'less';
  return (
    <div className="wk-middle">
      <section className="wk-section" aria-labelledby="wk-answer">
        <h2 id="wk-answer" aria-live="polite">
          {t(`answer.${how}`, words)}
        </h2>
        <Corrected sum={sum} difference={difference} />
        <Why sum={sum} />
      </section>
      <Chart weeks={weeks} difference={difference} figure={figure} />
      <div className="wk-section">
        <h2>{title}</h2>
        <WeekTable groups={groups} sum={sum} title={title} />
      </div>
      <Actions difference={difference} />
    </div>
  );
}

/** What is known better since; the photo stays as it was. */
function Corrected({
  sum,
  difference,
}: {
  readonly sum: WeekSum;
  readonly difference: WeekDifference;
}) {
  const { t } = useTranslation('weekly');
  const parts = [
    [sum.before, sum.beforeNow, difference.from.day] as const,
    [sum.after, sum.afterNow, difference.until.day] as const,
  ].filter(([frozen, now]) => frozen !== now);
  return parts.map(([frozen, now, day]) => (
    <p key={day} className="wk-corrected">
      {t('corrected', {
        day: formatDay(day),
        frozen: formatNumber(frozen),
        now: formatNumber(now),
      })}
    </p>
  ));
}

/** The parts that add up to the difference, as bars to both sides. */
function Why({ sum }: { readonly sum: WeekSum }) {
  const { t } = useTranslation('weekly');
  const parts = causeNames.filter((name) => sum.why[name] !== 0);
  if (parts.length === 0) return <p className="vp-muted">{t('why.nothing')}</p>;
  return (
    <>
      <BarTable
        caption={t('why.title')}
        labelHeader={t('why.cause')}
        valueHeader={t('why.places')}
        rows={[
          ...parts.map((name) => ({
            id: name,
            label: t(`cause.${name}`),
            value: sum.why[name],
            words: signed(sum.why[name]),
          })),
          {
            id: 'sum',
            label: <b>{t('why.sum')}</b>,
            value: sum.change,
            words: <b>{signed(sum.change)}</b>,
          },
        ]}
      />
      <p className="vp-muted wk-small">{t('why.note')}</p>
    </>
  );
}

interface ChartProps {
  readonly weeks: readonly Week[];
  readonly difference: WeekDifference;
  readonly figure: ExplainedFigure;
}

/** Where the line begins and ends, and each year that begins between them. */
function tickAt(day: string, at: number, count: number): { tick?: string } {
  if (at === 0 || at === count - 1) return { tick: formatDayShort(day) };
  const isYear = day.slice(5, 7) === '01' && Number(day.slice(8)) <= 7;
  return isYear && at > count / 6 && at < (count * 5) / 6 ? { tick: day.slice(0, 4) } : {};
}

/** The figure week after week, with the two photos ringed; the same numbers as a table. */
function Chart({ weeks, difference, figure }: ChartProps) {
  const { t } = useTranslation('weekly');
  const marked = new Set([difference.from.day, difference.until.day]);
  const values = weeks.map((week) => week.figures[figure]);
  const median = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const title = t('chart.title', {
    figure: t(`figure.${figure}`),
    median: formatNumber(median),
    count: weeks.length,
  });
  return (
    <section className="wk-section" aria-labelledby="wk-chart">
      <h2 id="wk-chart">{title}</h2>
      <LineChart
        label={title}
        words={(value) => formatNumber(value)}
        points={weeks.map(({ day, figures }, at) => ({
          id: day,
          value: figures[figure],
          ...tickAt(day, at, weeks.length),
          ...(marked.has(day) ? { mark: formatNumber(figures[figure]) } : {}),
        }))}
      />
      <Disclosure title={t('chart.table')}>
        <div className="wk-scroll">
          <table className="wk-weeks">
            <caption className="vp-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t('chart.week')}</th>
                <th scope="col">{t(`figure.${figure}`)}</th>
              </tr>
            </thead>
            <tbody>
              {weeks.toReversed().map((week) => (
                <tr key={week.day}>
                  <th scope="row">{formatDayShort(week.day)}</th>
                  <td>{formatNumber(week.figures[figure])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Disclosure>
    </section>
  );
}

function Actions({ difference }: { readonly difference: WeekDifference }) {
  const { t } = useTranslation('weekly');
  const { role } = useSession();
  const asked = { from: difference.from.day, until: difference.until.day };
  return (
    <div className="vp-actions vp-no-print">
      {role === 'AT'
        ? null
        : (['csv', 'xlsx'] as const).map((format) => (
            <LinkButton
              key={format}
              href={withQuery('/api/capacity/weekly/export', { ...asked, format })}
              download
            >
              {t(`export.${format}`)}
            </LinkButton>
          ))}
      <Button onPress={() => window.print()}>{t('export.print')}</Button>
    </div>
  );
}
