import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Answered } from '../../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import { daysBetween, dayOf } from '../../../web/i18n/format.ts';
import { useApi, useNow } from '../../../web/shell.ts';
import { EmptyState, ErrorState, Icon, SidePanel, Skeleton } from '../../../web/ui/index.ts';
import type { UnitDetail, UnitRow } from '../../contract.ts';
import type { RegionView } from '../../provider-tools-contract.ts';
import { useModules } from '../use-modules.ts';
import { useOwnChanges } from '../provider/use-provider.ts';
import { UnitFacts } from '../regiekamer/UnitFacts.tsx';
import { useFigureWords } from '../regiekamer/unit-words.ts';
import { UnitTile } from '../UnitTile.tsx';
import './words.ts';
import '../provider/provider.css';
import '../regiekamer/regiekamer.css';
import './provider-tools.css';

const route = getRouteApi('/mijn-leefgroepen/zoals-de-regio-ons-ziet');
const HIDDEN = ['ref', 'kind', 'end', 'file', 'promise', 'files'] as const;

function useRegionView() {
  const api = useApi();
  return useQuery({
    queryKey: ['capacity', 'region-view'] as const,
    queryFn: ({ signal }) => api.get<RegionView>('/api/capacity/region-view', {}, signal),
  });
}

/** The own units exactly as the access team sees them, and what it does not see. */
export function RegionViewPage() {
  const { t } = useTranslation('provider-tools');
  const query = useRegionView();
  const { leefgroep } = route.useSearch();
  const navigate = route.useNavigate();
  useOwnChanges();
  const open = (id: string | undefined) =>
    void navigate({ search: id ? { leefgroep: id } : {}, replace: true, resetScroll: false });
  return (
    <div className="pv-page">
      <header>
        <h1>{t('region.title')}</h1>
        <p className="vp-muted">{t('region.intro')}</p>
      </header>
      <Answered query={query} failed={t('region.failed')} mend={t('region.failedMend')}>
        {(data) => (
          <div className="pt-region" data-open={leefgroep ? '' : undefined}>
            <Tiles data={data} openId={leefgroep} onOpen={open} />
            {leefgroep ? (
              <UnitSeen
                key={leefgroep}
                unitId={leefgroep}
                rows={data.units}
                today={data.day}
                onClose={() => open(undefined)}
              />
            ) : null}
          </div>
        )}
      </Answered>
      <Hidden />
    </div>
  );
}

function Tiles(props: {
  readonly data: RegionView;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
}) {
  const { t } = useTranslation('provider-tools');
  const { units, day } = props.data;
  const now = useNow();
  const { nameOf: moduleName } = useModules();
  const words = useFigureWords();
  if (units.length === 0) {
    return <EmptyState title={t('region.empty')}>{t('region.emptyNext')}</EmptyState>;
  }
  const ages = units.flatMap(({ confirmedAt }) =>
    confirmedAt === null ? [] : [Math.max(0, daysBetween(dayOf(confirmedAt), day))],
  );
  const never = new Set(
    units.filter(({ confirmedAt }) => confirmedAt === null).map(({ unitId }) => unitId),
  ).size;
  return (
    <div>
      <h2 className="pt-headline">
        {ages.length > 0 ? t('region.oldest', { count: Math.max(...ages) }) : ''}{' '}
        {never > 0 ? t('region.never', { count: never }) : ''}
      </h2>
      <div className="pt-tiles">
        {units.map((row) => (
          <UnitTile
            key={`${row.unitId} ${row.module}`}
            name={row.unitName}
            provider={row.providerName}
            municipality={row.municipality}
            module={moduleName(row.module)}
            figures={row.figures}
            confirmedAt={row.confirmedAt}
            confirmedBy={row.confirmedBy}
            staleAfterDays={row.staleAfterDays}
            now={now}
            changedAt={row.changedAt}
            note={words.notes(row, false)}
            onOpen={() => props.onOpen(row.unitId)}
            isOpen={row.unitId === props.openId}
          />
        ))}
      </div>
    </div>
  );
}

function UnitSeen(props: {
  readonly unitId: string;
  readonly rows: readonly UnitRow[];
  readonly today: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('provider-tools');
  const { unitId, rows, today, onClose } = props;
  const api = useApi();
  const { nameOf: moduleName } = useModules();
  const query = useQuery({
    queryKey: ['capacity', 'region-view', unitId] as const,
    queryFn: ({ signal }) =>
      api.get<UnitDetail>(`/api/capacity/region-view/${encodeURIComponent(unitId)}`, {}, signal),
  });
  const detail = query.data;
  return (
    <SidePanel
      title={rows.find((row) => row.unitId === unitId)?.unitName ?? t('region.detail')}
      subtitle={t('region.detail')}
      onClose={onClose}
    >
      {detail ? (
        <>
          <UnitFacts detail={detail} regiekamer={{ moduleName, today }} />
          {detail.contact ? (
            <p>
              {t('region.contact')}: {detail.contact}
            </p>
          ) : null}
          {detail.note ? (
            <p className="rk-quote">
              {t('region.note')}: {detail.note}
            </p>
          ) : null}
        </>
      ) : query.isError ? (
        <ErrorState
          what={t('region.unitFailed')}
          mend={t('region.failedMend')}
          kept={null}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Skeleton lines={8} />
      )}
    </SidePanel>
  );
}

function Hidden() {
  const { t } = useTranslation('provider-tools');
  return (
    <section className="pv-section" aria-label={t('region.hidden')}>
      <h2>{t('region.hidden')}</h2>
      <p>{t('region.hiddenIntro')}</p>
      <ul className="pt-hidden">
        {HIDDEN.map((fact) => (
          <li key={fact}>
            <Icon name="minus" /> {t(`region.hiddenFacts.${fact}`)}
          </li>
        ))}
      </ul>
      <p className="vp-muted">{t('region.nobody')}</p>
    </section>
  );
}
