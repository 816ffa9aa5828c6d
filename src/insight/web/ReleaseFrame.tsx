import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatMonth } from '../../web/i18n/format.ts';
import { Disclosure, EmptyState, ErrorState, Skeleton } from '../../web/ui/index.ts';
import type { Releases } from '../contract.ts';
import { useReleases } from './use-figures.ts';
import './words.ts';
import './insight.css';

interface FrameProps {
  readonly title: string;
  /** The month that the address asks for. */
  readonly asked: string | undefined;
  readonly children: (releases: Releases, month: string) => ReactNode;
}

/** What every page of released figures says: of when they are, when the next ones come, and why some are not shown. */
export function ReleaseFrame({ title, asked, children }: FrameProps) {
  const { t } = useTranslation('insight');
  const releases = useReleases();
  const data = releases.data;
  const release = data?.releases.find(({ month }) => month === asked) ?? data?.releases[0];
  return (
    <div className="in-page">
      <header>
        <h1>{title}</h1>
        {data ? (
          <p className="vp-muted in-intro">{t('figures.intro', { days: data.delayDays })}</p>
        ) : null}
        {release ? (
          <p className="in-intro">
            {t('figures.of', {
              day: formatDay(release.month),
              released: formatDay(release.releasedOn),
            })}
          </p>
        ) : null}
      </header>
      {releases.error ? (
        <ErrorState
          what={t('figures.failed')}
          mend={t('figures.failedMend')}
          onRetry={() => void releases.refetch()}
          kept={null}
        />
      ) : null}
      {data === undefined && !releases.error ? <Skeleton lines={10} /> : null}
      {data && !release ? (
        <EmptyState level={2} title={t('figures.none')}>
          {t('figures.noneNext', { day: formatDay(data.next.releasedOn) })}
        </EmptyState>
      ) : null}
      {data && release ? (
        <>
          {children(data, release.month)}
          <footer className="in-foot">
            <Disclosure title={t('figures.why')} level={2}>
              <p className="in-intro">{t('figures.whyWords', data.smallest)}</p>
              <p>{t('figures.share', { hidden: release.hidden, cells: release.cells })}</p>
            </Disclosure>
            <p className="vp-muted">
              {t('figures.next', {
                month: formatMonth(data.next.month),
                day: formatDay(data.next.releasedOn),
              })}
            </p>
          </footer>
        </>
      ) : null}
    </div>
  );
}
