import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Answered } from '../../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { searchKey } from '../../../region/index.ts';
import { useApi, useSession } from '../../../web/shell.ts';
import { Button, EmptyState, RadioGroup, SearchField, Select } from '../../../web/ui/index.ts';
import type { Attention } from '../../attention/contract.ts';
import { signalKinds } from '../../attention/signal-kinds.ts';
import { useAreas } from '../use-areas.ts';
import { useModules } from '../use-modules.ts';
import { FilteredWork } from '../../../web/FilteredWork.tsx';
import { AttentionList } from './AttentionList.tsx';
import type { AttentionSearch } from './attention-search.ts';
import './words.ts';
import './attention.css';

const route = getRouteApi('/aandacht');
const ALL = 'alle';

/** Units of which something drifts from their own past: facts in words, by name, without a score. */
export function AttentionPage() {
  const { t } = useTranslation('attention');
  const api = useApi();
  const query = useQuery({
    queryKey: ['capacity', 'attention'],
    queryFn: ({ signal }) => api.get<Attention>('/api/capacity/attention', {}, signal),
  });
  return (
    <div className="at-page">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted at-intro">{t('intro')}</p>
      </header>
      <Answered query={query} failed={t('failed')} mend={t('failedMend')} lines={12}>
        {(data) => <Body data={data} />}
      </Answered>
    </div>
  );
}

/** The units that answer, each with the signals that do. */
function answering({ units }: Attention, search: AttentionSearch): Attention['units'] {
  const words = searchKey(search.zoek ?? '')
    .split(' ')
    .filter(Boolean);
  return units
    .filter(
      (unit) =>
        (!search.regio || unit.region === search.regio) &&
        (!search.module || unit.module === search.module) &&
        words.every((word) => searchKey(`${unit.unitName} ${unit.providerName}`).includes(word)),
    )
    .map((unit) => ({
      ...unit,
      signals: unit.signals.filter(({ kind }) => !search.wat || kind === search.wat),
    }))
    .filter((unit) => unit.signals.length > 0);
}

function Body({ data }: { readonly data: Attention }) {
  const { t } = useTranslation('attention');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: AttentionSearch) =>
    void navigate({
      search: (before: AttentionSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const found = answering(data, search);
  const filters = <Filters data={data} search={search} change={change} />;
  return (
    <FilteredWork title={t('filter.title')} filters={filters}>
      <section className="at-middle" aria-labelledby="at-found">
        <h2 id="at-found" aria-live="polite">
          {t('found', { count: found.length, all: data.looked })}
        </h2>
        {found.length > 0 ? (
          <AttentionList units={found} day={data.day} />
        ) : (
          <EmptyState
            title={data.units.length === 0 ? t('none') : t('empty')}
            action={
              data.units.length === 0 ? null : (
                <Button onPress={() => void navigate({ search: {} })}>{t('clear')}</Button>
              )
            }
          >
            {data.units.length === 0 ? t('noneNext') : t('emptyNext')}
          </EmptyState>
        )}
        <p className="vp-muted at-small">{t('how')}</p>
        <div className="vp-actions vp-no-print">
          <Button onPress={() => window.print()}>{t('print')}</Button>
        </div>
      </section>
    </FilteredWork>
  );
}

interface FiltersProps {
  readonly data: Attention;
  readonly search: AttentionSearch;
  readonly change: (part: AttentionSearch) => void;
}

function Filters({ data, search, change }: FiltersProps) {
  const { t } = useTranslation('attention');
  const { role } = useSession();
  const areas = useAreas();
  const modules = useModules();
  const all = { id: ALL, label: t('filter.all') };
  const orNone = (id: string) => (id === ALL ? undefined : id);
  const offered = new Set(data.units.map((unit) => unit.module));
  return (
    <>
      <SearchField
        label={t('filter.search')}
        value={search.zoek ?? ''}
        onChange={(zoek) => change({ zoek: zoek || undefined })}
      />
      <RadioGroup
        label={t('filter.what')}
        choices={[all, ...signalKinds.map((id) => ({ id, label: t(`kind.${id}`) }))]}
        value={search.wat ?? ALL}
        onChange={(id) => change({ wat: signalKinds.find((kind) => kind === id) })}
      />
      {role === 'PC' ? null : (
        <Select
          label={t('filter.region')}
          choices={[
            all,
            ...(areas?.regions ?? []).map(({ code, name }) => ({ id: code, label: name })),
          ]}
          value={search.regio ?? ALL}
          onChange={(id) => change({ regio: orNone(id) })}
        />
      )}
      <Select
        label={t('filter.module')}
        choices={[
          all,
          ...modules.list
            .filter(({ code }) => offered.has(code))
            .map(({ code, name }) => ({ id: code, label: name })),
        ]}
        value={search.module ?? ALL}
        onChange={(id) => change({ module: orNone(id) })}
      />
    </>
  );
}
