import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Answered } from '../../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import { useApi } from '../../../web/shell.ts';
import { BarTable, Button, Disclosure, NumberField, Select } from '../../../web/ui/index.ts';
import type { Balance } from '../../balance/contract.ts';
import { useModules } from '../use-modules.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { Origins } from './Origins.tsx';
import { RegionTable, ZoneTable } from './RegionTable.tsx';
import { ScenarioForm } from './ScenarioForm.tsx';
import type { BalanceSearch } from './balance-search.ts';
import { formatPer } from './format-per.ts';
import { type Weighed, weighRegions, weighZones } from './weigh-regions.ts';
import './words.ts';
import './balance.css';

const route = getRouteApi('/evenwicht');
const ALL = 'alle';

/** Places for each 1,000 minors, by region and zone, against a norm; and what if. */
export function BalancePage() {
  const { t } = useTranslation('balance');
  const api = useApi();
  const query = useQuery({
    queryKey: ['capacity', 'balance'],
    queryFn: ({ signal }) => api.get<Balance>('/api/capacity/balance', {}, signal),
    staleTime: 300_000,
  });
  return (
    <div className="ba-page">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted ba-intro">{t('intro')}</p>
      </header>
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={12}>
        {(data) => <Body data={data} />}
      </Answered>
    </div>
  );
}

function Body({ data }: { readonly data: Balance }) {
  const { t } = useTranslation('balance');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: BalanceSearch) =>
    void navigate({
      search: (before: BalanceSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const weighed = useMemo(() => weighRegions(data, search), [data, search]);
  const filters = <Filters data={data} search={search} change={change} />;
  return (
    <FilteredWork title={t('filter.title')} filters={filters}>
      <div className="ba-middle">
        <Answer weighed={weighed} />
        <section className="ba-section" aria-labelledby="ba-what-if">
          <h2 id="ba-what-if">{t('whatIf.title')}</h2>
          <ScenarioForm data={data} weighed={weighed} change={change} />
        </section>
        <Origins data={data} search={search} />
        <Disclosure title={t('zone.title')}>
          <p className="vp-muted">{t('zone.note')}</p>
          <ZoneTable zones={weighZones(data, search)} regions={data.regions} />
        </Disclosure>
        <Sources data={data} search={search} />
        <div className="vp-actions vp-no-print">
          <Button onPress={() => window.print()}>{t('print')}</Button>
        </div>
      </div>
    </FilteredWork>
  );
}

interface FiltersProps {
  readonly data: Balance;
  readonly search: BalanceSearch;
  readonly change: (part: BalanceSearch) => void;
}

function Filters({ data, search, change }: FiltersProps) {
  const { t } = useTranslation('balance');
  const modules = useModules();
  const offered = new Set(data.rows.map((row) => row.module));
  return (
    <>
      <Select
        label={t('filter.module')}
        choices={[
          { id: ALL, label: t('filter.all') },
          ...modules.list
            .filter(({ code }) => offered.has(code))
            .map(({ code, name }) => ({ id: code, label: name })),
        ]}
        value={search.module ?? ALL}
        onChange={(id) => change({ module: id === ALL ? undefined : id })}
      />
      <NumberField
        label={t('filter.norm')}
        help={t('filter.normHelp')}
        value={search.norm ?? null}
        onChange={(norm) => change({ norm: norm ?? undefined })}
        min={0}
        max={50}
        step={0.1}
      />
    </>
  );
}

/** The answer as a sentence, as bars with the norm across, and as a table. */
function Answer({ weighed }: { readonly weighed: Weighed }) {
  const { t } = useTranslation('balance');
  const { regions, all, steps } = weighed;
  const counted = regions
    .filter(({ per }) => per !== null)
    .toSorted((a, b) => (b.perAfter ?? 0) - (a.perAfter ?? 0));
  const [most, least] = [counted[0], counted.at(-1)];
  const norms = new Set(regions.map((region) => region.norm).filter((norm) => norm !== null));
  const [norm] = norms;
  const title =
    most && least
      ? t('answer', {
          most: most.name,
          mostPer: formatPer(most.perAfter),
          least: least.name,
          leastPer: formatPer(least.perAfter),
          all: formatPer(all.perAfter),
        })
      : t('title');
  return (
    <section className="ba-section" aria-labelledby="ba-answer">
      <h2 id="ba-answer" aria-live="polite">
        {title}
      </h2>
      <p className="vp-muted">
        {norms.size === 1 && norm !== undefined
          ? t('norm.one', { norm: formatPer(norm) })
          : t(norms.size === 0 ? 'norm.none' : 'norm.several')}{' '}
        {steps.length > 0 ? t('whatIf.shown', { count: steps.length }) : ''}
      </p>
      <BarTable
        caption={title}
        labelHeader={t('column.region')}
        valueHeader={t('column.per')}
        rows={counted.map((region) => ({
          id: region.code,
          label: region.name,
          value: region.perAfter ?? 0,
          words:
            region.per === region.perAfter
              ? formatPer(region.per)
              : t('fromTo', { from: formatPer(region.per), to: formatPer(region.perAfter) }),
        }))}
        {...(norms.size === 1 && norm !== undefined ? { mark: norm } : {})}
      />
      <RegionTable weighed={weighed} />
    </section>
  );
}

/** Where the numbers come from; assumptions are said to be that. */
function Sources({ data, search }: { readonly data: Balance; readonly search: BalanceSearch }) {
  const { t } = useTranslation('balance');
  const set = data.regions.find(({ norm }) => norm !== null);
  const unknown = data.regions.filter(({ minors }) => minors === null).map(({ name }) => name);
  return (
    <section className="ba-section ba-small" aria-labelledby="ba-sources">
      <h2 id="ba-sources">{t('source.title')}</h2>
      <ul>
        <li>{t('source.places', { day: formatDay(data.day) })}</li>
        <li>
          {t('source.minors')}
          {unknown.length > 0 ? ` ${t('source.unknown', { names: unknown.join(', ') })}` : ''}
        </li>
        <li>{t('source.occupied')}</li>
        <li>
          {search.norm !== undefined
            ? t('source.normAsked')
            : set
              ? t('source.norm', {
                  source: set.normSource,
                  day: set.normFrom ? formatDay(set.normFrom) : '',
                })
              : t('norm.none')}
        </li>
      </ul>
    </section>
  );
}
