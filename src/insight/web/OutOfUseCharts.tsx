import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../web/i18n/format.ts';
import { BarTable } from '../../web/ui/index.ts';
import type { OutOfUseReport } from '../contract.ts';
import { Bars } from './Bars.tsx';
import { Trend } from './Trend.tsx';
import type { Names } from './use-figures.ts';
import './words.ts';

interface ChartsProps {
  readonly report: OutOfUseReport;
  readonly names: Names;
}

/** The report of unavailability in pictures: staff shortage against the rest, reason, length, region, module, sector. */
export function OutOfUseCharts({ report, names }: ChartsProps) {
  const { t } = useTranslation('insight');
  const top = report.byReason[0];
  return (
    <>
      {report.trend.length > 1 ? <StaffTrend report={report} /> : null}
      <Bars
        title={
          top && top.places
            ? t('figures.byReasonTop', {
                name: t(`reason.${top.key}` as 'reason.OTHER'),
                count: top.places,
              })
            : t('figures.byReason')
        }
        labelHeader={t('figures.reasonHead')}
        rows={report.byReason.map(({ key, places }) => ({
          id: key,
          label: t(`reason.${key}` as 'reason.OTHER'),
          value: places,
        }))}
      />
      <Lengths report={report} />
      <Bars
        title={t('figures.byRegion')}
        labelHeader={t('figures.region')}
        rows={report.byRegion.map(({ key, places }) => ({
          id: key,
          label: names.region(key),
          value: places,
        }))}
      />
      <Bars
        title={t('report.byModule')}
        labelHeader={t('figures.module')}
        rows={report.byModule.map(({ key, places }) => ({
          id: key,
          label: names.module(key),
          value: places,
        }))}
      />
      <Bars
        title={t('report.bySector')}
        labelHeader={t('figures.sector')}
        rows={report.bySector.map(({ key, places }) => ({
          id: key,
          label: t(`sector.${key}` as 'sector.OVBJ'),
          value: places,
        }))}
      />
    </>
  );
}

function StaffTrend({ report }: { readonly report: OutOfUseReport }) {
  const { t } = useTranslation('insight');
  const [before, now] = report.trend.slice(-2).map((each) => each.shortage);
  const title = () => {
    if (typeof now !== 'number') return t('report.trend');
    const count = formatNumber(now);
    if (typeof before !== 'number' || before === now) return t('report.staff', { count });
    const change = formatNumber(Math.abs(now - before));
    return now > before
      ? t('report.staffMore', { count, change })
      : t('report.staffLess', { count, change });
  };
  return (
    <Trend
      title={title()}
      label={t('report.trendLabel')}
      valueHeader={t('figures.places')}
      fromZero
      points={report.trend.map(({ key, shortage }) => ({ day: key, value: shortage }))}
      words={(value) => formatNumber(value)}
    />
  );
}

function Lengths({ report }: { readonly report: OutOfUseReport }) {
  const { t } = useTranslation('insight');
  const rows = report.byLength.map(({ key, shortage, rest }) => {
    const label = t(`band.${key}` as 'band.1-3-months');
    if (shortage === null || rest === null)
      return {
        id: key,
        label,
        value: 0,
        words: <span className="in-small">{t('figures.small')}</span>,
      };
    return {
      id: key,
      label: (
        <>
          {label}
          <span className="in-small in-line">
            {t('report.ofShortage', { shortage: formatNumber(shortage) })}
          </span>
        </>
      ),
      value: shortage + rest,
      part: shortage,
      words: formatNumber(shortage + rest),
    };
  });
  return (
    <section className="in-section vp-keep" aria-label={t('report.byLength')}>
      <h2>{t('report.byLength')}</h2>
      <BarTable
        caption={t('report.byLength')}
        labelHeader={t('report.length')}
        valueHeader={t('figures.places')}
        rows={rows}
      />
    </section>
  );
}
