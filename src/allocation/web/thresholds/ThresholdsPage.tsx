import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { useSession } from '../../../web/shell.ts';
import { EmptyState } from '../../../web/ui/index.ts';
import type { Thresholds } from '../../thresholds/contract.ts';
import { useAsked } from '../use-allocation.ts';
import { queryOf, type ThresholdSearch } from './threshold-search.ts';
import { Sides, Trend } from './ThresholdCharts.tsx';
import { ThresholdFilters } from './ThresholdFilters.tsx';
import { ThresholdTable } from './ThresholdTable.tsx';
import './words.ts';
import '../allocation.css';

const route = getRouteApi('/drempels');

/** The register of thresholds: why help did not start, lack of places apart from exclusion. */
export function ThresholdsPage() {
  const { t } = useTranslation('thresholds');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isProvider = useSession().role === 'PI';
  const query = useAsked<Thresholds>('/thresholds', queryOf(search));
  const change = (part: ThresholdSearch) =>
    void navigate({
      search: (before: ThresholdSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="al-page">
      <h1>{t(isProvider ? 'page.titleOwn' : 'page.title')}</h1>
      <p className="vp-muted al-lead">{t(isProvider ? 'page.introOwn' : 'page.intro')}</p>
      <FilteredWork
        title={t('filters')}
        filters={<ThresholdFilters search={search} change={change} data={query.data ?? null} />}
      >
        <div className="al-page">
          <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={12}>
            {(data) => <Register data={data} />}
          </Answered>
        </div>
      </FilteredWork>
    </div>
  );
}

function Register({ data }: { readonly data: Thresholds }) {
  const { t } = useTranslation('thresholds');
  if (data.rows.length === 0)
    return (
      <EmptyState level={2} title={t('none')}>
        {t('noneNext')}
      </EmptyState>
    );
  return (
    <>
      <div className="al-charts">
        <Sides data={data} />
        <Trend data={data} />
      </div>
      <section className="al-group" aria-labelledby="al-thresholds">
        <h2 id="al-thresholds">{t('list.title', { count: data.rows.length })}</h2>
        {data.more ? <p className="vp-muted">{t('list.more')}</p> : null}
        <ThresholdTable rows={data.rows} />
      </section>
    </>
  );
}
