import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { SavedSearches } from '../../../saved-search/web/index.ts';
import { useApi } from '../../../web/shell.ts';
import {
  Button,
  EmptyState,
  ErrorState,
  NumberField,
  SearchField,
  Select,
  Skeleton,
} from '../../../web/ui/index.ts';
import type { ModuleTypes } from '../../contract.ts';
import type { Catalogue } from '../../provider-contract.ts';
import {
  byProvider,
  type CatalogueSearch,
  findUnits,
  type OfferingProvider,
} from './catalogue-filter.ts';
import '../words.ts';
import './catalogue.css';
import '../provider/words.ts';

const route = getRouteApi('/aanbod');
const STEP = 30;
const ALL = 'alle';

interface Areas {
  readonly regions: readonly { readonly code: string; readonly name: string }[];
}

/** Asks for what does not change while one looks. */
function useOnce<Answer>(key: string, path: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['catalogue', key],
    queryFn: ({ signal }) => api.get<Answer>(path, {}, signal),
    staleTime: 600_000,
  });
}

/** Who offers what, where and for which ages. */
export function CataloguePage() {
  const { t } = useTranslation('capacity');
  const catalogue = useOnce<Catalogue>('units', '/api/capacity/catalogue');
  const modules = useOnce<Static<typeof ModuleTypes>>('modules', '/api/capacity/modules');
  const areas = useOnce<Areas>('areas', '/api/region/areas');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: CatalogueSearch) =>
    void navigate({
      search: (before: CatalogueSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  const units = catalogue.data?.units;
  const found = useMemo(() => findUnits(units ?? [], search), [units, search]);
  const moduleName = useMemo(() => {
    const names = new Map(modules.data?.map(({ code, name }) => [code, name]));
    return (code: string) => names.get(code) ?? code;
  }, [modules.data]);
  if (catalogue.error) {
    return (
      <div className="ct-page">
        <h1>{t('catalogue.title')}</h1>
        <ErrorState
          what={t('catalogue.failed')}
          mend={t('provider.list.failedMend')}
          onRetry={() => void catalogue.refetch()}
          kept={null}
        />
      </div>
    );
  }
  const offered = new Set(units?.flatMap((unit) => unit.modules));
  const all = { id: ALL, label: t('catalogue.all') };
  return (
    <div className="ct-page">
      <header>
        <h1>{t('catalogue.title')}</h1>
        <p className="vp-muted">{t('catalogue.intro')}</p>
        <SavedSearches />
      </header>
      <div className="vp-work">
        <div className="vp-filters">
          <SearchField
            label={t('catalogue.search')}
            value={search.zoek ?? ''}
            onChange={(zoek) => change({ zoek: zoek || undefined })}
          />
          <Select
            label={t('catalogue.region')}
            choices={[
              all,
              ...(areas.data?.regions ?? []).map(({ code, name }) => ({ id: code, label: name })),
            ]}
            value={search.regio ?? ALL}
            onChange={(id) => change({ regio: id === ALL ? undefined : id })}
          />
          <Select
            label={t('catalogue.module')}
            choices={[
              all,
              ...(modules.data ?? [])
                .filter(({ code }) => offered.has(code))
                .map(({ code, name }) => ({ id: code, label: name })),
            ]}
            value={search.module ?? ALL}
            onChange={(id) => change({ module: id === ALL ? undefined : id })}
          />
          <NumberField
            label={t('catalogue.age')}
            value={search.leeftijd ?? null}
            onChange={(age) => change({ leeftijd: age ?? undefined })}
            min={0}
            max={25}
          />
        </div>
        {units === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <Found
            key={JSON.stringify(search)}
            providers={byProvider(found)}
            count={found.length}
            isEmpty={units.length === 0}
            moduleName={moduleName}
            onClear={() => void navigate({ search: {}, replace: true })}
          />
        )}
      </div>
    </div>
  );
}

interface FoundProps {
  readonly providers: readonly OfferingProvider[];
  readonly count: number;
  readonly isEmpty: boolean;
  readonly moduleName: (code: string) => string;
  readonly onClear: () => void;
}

function Found(props: FoundProps) {
  const { t } = useTranslation('capacity');
  const [shown, setShown] = useState(STEP);
  const { providers, count } = props;
  if (props.isEmpty) {
    return <EmptyState title={t('catalogue.none')}>{t('catalogue.noneNext')}</EmptyState>;
  }
  if (count === 0) {
    return (
      <EmptyState
        title={t('catalogue.empty')}
        action={<Button onPress={props.onClear}>{t('catalogue.clear')}</Button>}
      >
        {t('catalogue.emptyNext')}
      </EmptyState>
    );
  }
  const left = providers.length - shown;
  return (
    <div className="ct-found">
      <p role="status">
        {t('catalogue.found', { count })} {t('catalogue.of', { count: providers.length })}
      </p>
      {providers.slice(0, shown).map((provider) => (
        <ProviderOffer
          key={provider.providerId}
          provider={provider}
          moduleName={props.moduleName}
        />
      ))}
      {left > 0 ? (
        <Button onPress={() => setShown(shown + STEP)}>
          {t('catalogue.more', { count: Math.min(STEP, left), left })}
        </Button>
      ) : null}
    </div>
  );
}

interface ProviderOfferProps {
  readonly provider: OfferingProvider;
  readonly moduleName: (code: string) => string;
}

function ProviderOffer({ provider, moduleName }: ProviderOfferProps) {
  const { t } = useTranslation('capacity');
  const { name, sector, contact, units } = provider;
  return (
    <article className="ct-provider vp-keep" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <p className="vp-muted">
          {t(`codes.sector.${sector}` as 'codes.sector.OVBJ', sector)}
          {contact ? ` · ${t('catalogue.contact', { contact })}` : ''}
        </p>
      </header>
      <ul className="ct-units" aria-label={t('catalogue.unitsOf', { provider: name })}>
        {units.map((unit) => (
          <li key={unit.unitId}>
            <h3>{unit.unitName}</h3>
            <p>{unit.modules.map(moduleName).join(', ')}</p>
            <p className="vp-muted">
              {t('catalogue.ages', { min: unit.ageMin, max: unit.ageMax })},{' '}
              {t(`codes.genderMix.${unit.genderMix}`)}
            </p>
            <p className="vp-muted">
              {t('catalogue.site', { site: unit.siteName, municipality: unit.municipality })}
            </p>
          </li>
        ))}
      </ul>
    </article>
  );
}
