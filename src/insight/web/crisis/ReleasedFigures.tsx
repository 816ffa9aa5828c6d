import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { withQuery } from '../../../web/api.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { formatDay } from '../../../web/i18n/format.ts';
import { spoken } from '../../../web/i18n/index.ts';
import { useSession } from '../../../web/shell.ts';
import { EmptyState, LinkButton } from '../../../web/ui/index.ts';
import type { CrisisRelease } from '../../crisis/contract.ts';
import { quarterName, releaseSections } from '../../crisis/release-sections.ts';
import { useNames } from '../use-figures.ts';
import type { CrisisSearch } from './crisis-search.ts';
import { CrisisSectionView } from './CrisisSectionView.tsx';
import { ReleaseFilters } from './ReleaseFilters.tsx';
import { useCrisisReleases } from './use-releases.ts';

const route = getRouteApi('/crisis/cijfers');

/** Crisis figures of a quarter as they were released: for analysts and boards. */
export function ReleasedFigures() {
  const { t } = useTranslation('crisis-figures');
  const search = route.useSearch();
  const { role } = useSession();
  const navigate = route.useNavigate();
  const query = useCrisisReleases({ region: search.regio, quarter: search.kwartaal });
  const change = (part: CrisisSearch) =>
    void navigate({
      search: (before: CrisisSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="in-page">
      <h1>{t('title')}</h1>
      {role === 'RB' ? (
        <div className="vp-actions vp-no-print">
          <LinkButton href={withQuery('/crisis/nota', { kwartaal: search.kwartaal })}>
            {t('toNote')}
          </LinkButton>
        </div>
      ) : null}
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={12}>
        {(data) =>
          data.release ? (
            <FilteredWork
              title={t('filters')}
              filters={
                <>
                  <ReleaseFilters releases={data} change={change} isOfAll />
                  <Files release={data.release} />
                </>
              }
            >
              <Released release={data.release} />
            </FilteredWork>
          ) : (
            <EmptyState level={2} title={t('noRelease')}>
              {t('noReleaseNext')}
            </EmptyState>
          )
        }
      </Answered>
    </div>
  );
}

function Files({ release: { region, quarter } }: { readonly release: CrisisRelease }) {
  const { t } = useTranslation('crisis-figures');
  return (
    <div className="in-files" role="group" aria-label={t('files')}>
      <span>{t('files')}</span>
      {(['pdf', 'xlsx', 'csv'] as const).map((format) => (
        <LinkButton
          key={format}
          href={withQuery('/api/insight/crisis/releases/file', { region, quarter, format })}
          download
        >
          {t(`file.${format}`)}
        </LinkButton>
      ))}
    </div>
  );
}

/** What was released, each table with its answer as title. */
export function Released({ release }: { readonly release: CrisisRelease }) {
  const { t } = useTranslation('crisis-figures');
  const names = useNames();
  const language = spoken();
  const regions = Object.fromEntries(names.regions.map(({ code, name }) => [code, name]));
  const { smallest, sensitive } = release;
  return (
    <div className="in-page">
      <div className="in-intro">
        <p className="vp-muted">
          {t('releasedIntro', {
            region: names.region(release.region),
            quarter: quarterName(release.quarter, language),
            at: formatDay(release.releasedOn),
          })}
        </p>
        <p className="in-small">{t('definitions')}</p>
        <p className="in-small">{t('releasedWhy', { smallest, sensitive })}</p>
      </div>
      <div className="in-sections">
        {releaseSections(release, { language, regions }).map((section) => (
          <CrisisSectionView key={section.key} section={section} />
        ))}
      </div>
    </div>
  );
}
