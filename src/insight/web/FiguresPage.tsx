import { getRouteApi } from '@tanstack/react-router';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { withQuery } from '../../web/api.ts';
import { formatNumber, formatShare } from '../../web/i18n/format.ts';
import { LinkButton, Skeleton } from '../../web/ui/index.ts';
import type { ReleasedFigures, Releases } from '../contract.ts';
import { AgainstNorm } from './AgainstNorm.tsx';
import { Bars } from './Bars.tsx';
import { mostOf, occupancyOf, pointsBetween, rowsOf, tableOf } from './cells.ts';
import { ALL, FigureFilters } from './FigureFilters.tsx';
import type { FiguresSearch } from './figures-search.ts';
import { ReleaseFrame } from './ReleaseFrame.tsx';
import { Trend } from './Trend.tsx';
import { type Names, useFigures, useNames, useSeries } from './use-figures.ts';

const route = getRouteApi('/cijfers');

/** Released figures: the whole or one region, with what is below it. */
export function FiguresPage() {
  const { t } = useTranslation('insight');
  const search = route.useSearch();
  return (
    <ReleaseFrame title={t('figures.title')} asked={search.maand}>
      {(releases, month) => <Figures releases={releases} month={month} />}
    </ReleaseFrame>
  );
}

function Figures({ releases, month }: { readonly releases: Releases; readonly month: string }) {
  const { t } = useTranslation('insight');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const names = useNames();
  const figures = useFigures(month);
  const area = search.gebied ?? releases.ownRegion ?? ALL;
  const change = (part: FiguresSearch) =>
    void navigate({
      search: (before: FiguresSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="vp-work">
      <div className="vp-filters">
        <FigureFilters
          releases={releases}
          month={month}
          area={area}
          names={names}
          onChange={change}
        />
        <div className="in-files" role="group" aria-label={t('figures.export')}>
          <span>{t('figures.export')}</span>
          {(['xlsx', 'csv'] as const).map((format) => (
            <LinkButton
              key={format}
              href={withQuery('/api/insight/figures/file', { month, format })}
              download
            >
              {t(`report.${format}`)}
            </LinkButton>
          ))}
        </div>
      </div>
      <Answered
        query={figures}
        failed={t('figures.failed')}
        mend={t('figures.failedMend')}
        lines={12}
      >
        {(data) => (
          <div className="in-sections">
            <Occupancy month={month} area={area} />
            <States figures={data} area={area} />
            <AgainstNorm figures={data} names={names} region={area === ALL ? null : area} />
            {area === ALL ? (
              <Everywhere figures={data} names={names} />
            ) : (
              <OneRegion figures={data} region={area} names={names} />
            )}
          </div>
        )}
      </Answered>
    </div>
  );
}

/** How much is occupied, month after month. */
function Occupancy({ month, area }: { readonly month: string; readonly area: string }) {
  const { t } = useTranslation('insight');
  const series = useSeries(area === ALL ? 'total' : 'region');
  if (!series.data) return <Skeleton lines={6} />;
  const points = series.data.months
    .filter((each) => each.month <= month)
    .slice(-25)
    .map((each) => {
      const row = rowsOf(each.cells).find((one) => area === ALL || one.row === area);
      return { day: each.month, value: row ? occupancyOf(row.values) : null };
    });
  const [before, now] = [points.at(-2)?.value ?? null, points.at(-1)?.value ?? null];
  const title = () => {
    if (now === null) return t('figures.occupancyHidden');
    const share = formatShare(now);
    const points = before === null ? 0 : pointsBetween(before, now);
    if (Math.abs(points) < 0.05) return t('figures.occupancy', { share });
    const words = { share, points: formatNumber(Math.abs(points), { maximumFractionDigits: 1 }) };
    return points > 0 ? t('figures.occupancyUp', words) : t('figures.occupancyDown', words);
  };
  return (
    <Trend
      title={title()}
      label={t('figures.trendLabel')}
      valueHeader={t('figures.shareHead')}
      points={points.map(({ day, value }) => ({ day, value: value === null ? null : 100 * value }))}
      words={(value) => `${formatNumber(value, { maximumFractionDigits: 1 })} %`}
    />
  );
}

const states = ['occupied', 'unavailable', 'free', 'rest'] as const;
const beside = ['over', 'absent'] as const;

/** The parts of what is recognised, and what stands beside them. */
function States({ figures, area }: { readonly figures: ReleasedFigures; readonly area: string }) {
  const { t } = useTranslation('insight');
  const rows = tableOf(figures, area === ALL ? 'total' : 'region');
  const row = rows.find((each) => area === ALL || each.row === area);
  if (!row) return null;
  const bars = (list: readonly (typeof states | typeof beside)[number][]) =>
    list.map((id) => ({ id, label: t(`figure.${id}`), value: row.values[id] ?? null }));
  return (
    <>
      <Bars
        title={t('figures.states', { total: formatNumber(row.values.recognised ?? 0) })}
        labelHeader={t('figures.state')}
        rows={bars(states)}
      />
      <Bars title={t('figures.over')} labelHeader={t('figures.state')} rows={bars(beside)} />
    </>
  );
}

interface PartProps {
  readonly figures: ReleasedFigures;
  readonly names: Names;
}

function Everywhere({ figures, names }: PartProps) {
  const { t } = useTranslation('insight');
  const regions = tableOf(figures, 'region');
  const top = (figure: 'unavailable' | 'free') => {
    const most = mostOf(regions, figure);
    const words = most && { name: names.region(most.row), count: most.values[figure] ?? 0 };
    if (figure === 'free')
      return words ? t('figures.freeRegionTop', words) : t('figures.freeRegion');
    return words ? t('figures.byRegionTop', words) : t('figures.byRegion');
  };
  const ofRegion = (figure: 'unavailable' | 'free') =>
    regions.map(({ id, row, values }) => ({
      id,
      label: names.region(row),
      value: values[figure] ?? null,
      of: values.recognised,
    }));
  const reasons = tableOf(figures, 'reason');
  const reason = mostOf(reasons, 'unavailable');
  const first = reasons
    .filter((each) => each.values.unavailable !== null)
    .sort((a, b) => (b.values.unavailable ?? 0) - (a.values.unavailable ?? 0))[0];
  const main = reason ?? first;
  return (
    <>
      <Bars
        title={
          main
            ? t('figures.byReasonTop', {
                name: t(`reason.${main.column}` as 'reason.OTHER'),
                count: main.values.unavailable ?? 0,
              })
            : t('figures.byReason')
        }
        labelHeader={t('figures.reasonHead')}
        rows={reasons
          .map(({ id, column, values }) => ({
            id,
            label: t(`reason.${column}` as 'reason.OTHER'),
            value: values.unavailable ?? null,
          }))
          .sort((a, b) => (b.value ?? -1) - (a.value ?? -1))}
      />
      <Bars
        title={top('unavailable')}
        labelHeader={t('figures.region')}
        rows={ofRegion('unavailable')}
      />
      <Bars title={top('free')} labelHeader={t('figures.region')} rows={ofRegion('free')} />
      <Bars
        title={t('figures.byModule')}
        labelHeader={t('figures.module')}
        rows={occupiedRows(tableOf(figures, 'module'), (row) => names.module(row.column))}
      />
      <Bars
        title={t('figures.bySector')}
        labelHeader={t('figures.sector')}
        rows={occupiedRows(tableOf(figures, 'sector'), (row) =>
          t(`sector.${row.row}` as 'sector.OVBJ'),
        )}
      />
    </>
  );
}

function occupiedRows(
  rows: ReturnType<typeof tableOf>,
  label: (row: ReturnType<typeof tableOf>[number]) => string,
) {
  return rows
    .map((row) => ({
      id: row.id,
      label: label(row),
      value: row.values.occupied ?? null,
      of: row.values.recognised,
    }))
    .sort((a, b) => (b.of ?? 0) - (a.of ?? 0));
}

function OneRegion({ figures, names, region }: PartProps & { readonly region: string }) {
  const { t } = useTranslation('insight');
  const own = <Row extends { row: string }>(rows: readonly Row[]) =>
    rows.filter(({ row }) => row.split('/')[0] === region);
  return (
    <>
      <Bars
        title={t('figures.byReason')}
        labelHeader={t('figures.reasonHead')}
        rows={own(tableOf(figures, 'region-reason')).map(({ id, column, values }) => ({
          id,
          label: t(`group.${column}` as 'group.OTHER'),
          value: values.unavailable ?? null,
        }))}
      />
      <Bars
        title={t('figures.byModule')}
        labelHeader={t('figures.module')}
        rows={occupiedRows(own(tableOf(figures, 'region-module')), (row) =>
          names.module(row.column),
        )}
      />
      <Bars
        title={t('figures.byZone')}
        labelHeader={t('figures.zone')}
        rows={occupiedRows(own(tableOf(figures, 'zone')), (row) =>
          names.zone(row.row.split('/')[1] ?? ''),
        )}
      />
    </>
  );
}
