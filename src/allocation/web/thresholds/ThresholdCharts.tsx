import { useTranslation } from 'react-i18next';
import { formatList, formatMonth, formatNumber, formatShare } from '../../../web/i18n/format.ts';
import { BarTable, Disclosure } from '../../../web/ui/index.ts';
import type { Thresholds } from '../../thresholds/contract.ts';
import { sides } from '../../thresholds/sides.ts';
import './words.ts';

interface ChartProps {
  readonly data: Thresholds;
}

/** The picture shows the last year; the table all of the period. */
const mostMonths = 12;
const views = ['LACK', 'EXCLUSION', 'CLIENT', 'unknown'] as const;

/** Lack of places beside exclusion, and beside both how the client sees it (R117, R118). */
export function Sides({ data }: ChartProps) {
  const { t } = useTranslation('thresholds');
  const found = sides.flatMap((side) => data.sides.filter((each) => each.side === side));
  const of = (side: string) => found.find((each) => each.side === side)?.cases ?? 0;
  const [lack, exclusion] = [of('LACK'), of('EXCLUSION')];
  const total = found.reduce((sum, { cases }) => sum + cases, 0);
  const title =
    lack + exclusion > 0
      ? t('sum.exclusion', {
          exclusion: formatNumber(exclusion),
          lack: formatNumber(lack),
          share: formatShare(exclusion / (lack + exclusion)),
        })
      : t('sum.other', { total: formatNumber(total) });
  return (
    <section className="al-group vp-keep" aria-label={title}>
      <h2>{title}</h2>
      <BarTable
        caption={title}
        labelHeader={t('list.side')}
        valueHeader={t('list.cases')}
        rows={found.map(({ side, cases, views: seen }) => ({
          id: side,
          label: (
            <>
              {t(`side.${side}`)}
              {seen ? (
                <span className="vp-muted al-beside">
                  {t('sum.views', {
                    list: formatList(
                      views
                        .filter((view) => seen[view] > 0)
                        .map((view) => t(`sum.view.${view}`, { count: seen[view] })),
                    ),
                  })}
                </span>
              ) : null}
            </>
          ),
          value: cases,
          words: formatNumber(cases),
        }))}
      />
    </section>
  );
}

/** Month by month, exclusion set off within the whole. */
export function Trend({ data }: ChartProps) {
  const { t } = useTranslation('thresholds');
  const months = data.trend.map((each) => ({
    ...each,
    total: sides.reduce((sum, side) => sum + each[side], 0),
  }));
  const last = months.findLast(({ total }) => total > 0) ?? months.at(-1);
  if (!last) return null;
  const title = t('trend.title', {
    month: formatMonth(last.month),
    count: formatNumber(last.total),
    exclusion: formatNumber(last.EXCLUSION),
  });
  return (
    <section className="al-group vp-keep" aria-label={title}>
      <h2>{title}</h2>
      <BarTable
        caption={title}
        labelHeader={t('trend.head')}
        valueHeader={t('list.cases')}
        rows={months.slice(-mostMonths).map(({ month, total, EXCLUSION }) => ({
          id: month,
          label: formatMonth(month),
          value: total,
          part: EXCLUSION,
          words:
            total === 0
              ? formatNumber(0)
              : t('trend.words', {
                  total: formatNumber(total),
                  exclusion: formatNumber(EXCLUSION),
                }),
        }))}
      />
      <Disclosure title={t('trend.table')}>
        <table className="al-table">
          <caption className="vp-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('trend.head')}</th>
              {sides.map((side) => (
                <th key={side} scope="col" className="vp-number">
                  {t(`side.${side}`)}
                </th>
              ))}
              <th scope="col" className="vp-number">
                {t('trend.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map((each) => (
              <tr key={each.month}>
                <th scope="row">{formatMonth(each.month)}</th>
                {sides.map((side) => (
                  <td key={side} className="vp-number">
                    {formatNumber(each[side])}
                  </td>
                ))}
                <td className="vp-number">{formatNumber(each.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </section>
  );
}
