import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatDay, formatList, formatNumber } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { Banner, Button, DatePicker, EmptyState } from '../../../web/ui/index.ts';
import type { PlaceList } from '../../contract.ts';
import { ChildLine } from '../candidates/CandidateCard.tsx';
import { ExcludedBars } from '../candidates/PassedOver.tsx';
import { InnerLink } from '../InnerLink.tsx';
import { Part } from '../Part.tsx';
import { ProposeDialog } from '../ProposeDialog.tsx';
import { useAsked, useRegionName, useToday } from '../use-allocation.ts';
import { FirstOf } from './FirstOf.tsx';
import { Distances } from './Distances.tsx';
import { NearMiss, PlaceCard, type ShownPlace } from './PlaceCard.tsx';
import { PlacesMap } from './PlacesMap.tsx';
import { Splits } from './Splits.tsx';
import '../allocation.css';

/** The order is by what counts for the child: the first of it are looked at, the rest is there. */
const MOST_FITS = 9;
const MOST_NEAR = 6;
const route = getRouteApi('/toewijzen/kind/$requestId');

/** Where a child can go: what fits, what nearly does and what that takes, how a group could be split. */
export function PlacesPage() {
  const { t } = useTranslation('allocation');
  const { requestId } = route.useParams();
  const { van } = route.useSearch();
  const navigate = route.useNavigate();
  const today = useToday();
  const query = useAsked<PlaceList>(`/requests/${encodeURIComponent(requestId)}/places`, {
    from: van,
  });
  const list = query.data;
  return (
    <div className="al-page">
      <p className="vp-no-print">
        <InnerLink href={`/wachtlijst/${requestId}`}>{t('places.back')}</InnerLink>
      </p>
      <header className="al-head">
        <div>
          <h1>
            {t('places.title', {
              names: formatList(list?.children.map(({ pseudonym }) => pseudonym) ?? []),
            })}
          </h1>
          {list?.children.map((child) => (
            <ChildLine
              key={child.requestId}
              child={child}
              from={list.from}
              isNamed={list.children.length > 1}
            />
          ))}
        </div>
        <DatePicker
          label={t('candidates.from')}
          value={van ?? list?.from ?? today}
          onChange={(day) => {
            if (day === null || day >= today)
              void navigate({
                search: (before) => ({ ...before, van: day ?? undefined }),
                replace: true,
              });
          }}
          min={today}
        />
      </header>
      <Answered query={query} failed={t('places.failed')} mend={t('places.failedMend')} lines={14}>
        {(data) => <Places list={data} />}
      </Answered>
    </div>
  );
}

/** What is of one region, where one was chosen on the map. */
const within = <Place extends { readonly region: string }>(
  places: readonly Place[],
  region: string | undefined,
) => (region === undefined ? [...places] : places.filter((place) => place.region === region));

function Places({ list }: { readonly list: PlaceList }) {
  const { t } = useTranslation('allocation');
  const { t: map } = useTranslation('places-map');
  const { regio } = route.useSearch();
  const fits = within(list.fits, regio);
  const nearMisses = within(list.nearMisses, regio);
  const choose = (region: string | null) =>
    void navigate({
      search: (before) => ({ ...before, regio: region ?? undefined }),
      replace: true,
      resetScroll: false,
    });
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<ShownPlace | null>(null);
  const { role } = useSession();
  const regionName = useRegionName();
  const canPropose = role === 'AT' && list.mine;
  return (
    <>
      {canPropose ? null : (
        <Banner>
          {t('proposal.readOnly', { region: regionName(list.children[0]?.region ?? '') })}
        </Banner>
      )}
      {list.together > 1 ? <p>{t('places.together', { count: list.together })}</p> : null}
      <p role="status">
        <b>{t('places.count', { count: list.fits.length })}</b>
        {', '}
        {t('places.looked', { count: list.looked, number: formatNumber(list.looked) })}{' '}
        {t('candidates.day', { day: formatDay(list.from) })}
      </p>
      <div className="al-two">
        <PlacesMap list={list} region={regio ?? null} onRegion={choose} />
        <Distances places={fits} />
      </div>
      {regio ? (
        <p role="status">
          {map('only', {
            region: regionName(regio),
            fits: fits.length,
            near: nearMisses.length,
          })}{' '}
          <Button size="small" onPress={() => choose(null)}>
            {map('all')}
          </Button>
        </p>
      ) : null}
      {list.fits.length === 0 ? (
        <EmptyState level={2} title={t('places.none')}>
          {t('places.noneNext')}
        </EmptyState>
      ) : (
        <FirstOf items={fits} most={MOST_FITS}>
          {(place) => (
            <PlaceCard
              key={`${place.unitId} ${place.module}`}
              place={place}
              onPropose={canPropose ? () => setChosen(place) : null}
            />
          )}
        </FirstOf>
      )}
      <Splits list={list} />
      {nearMisses.length > 0 ? (
        <Part title={t('places.nearMisses', { count: nearMisses.length })}>
          <FirstOf items={nearMisses} most={MOST_NEAR}>
            {(place) => <NearMiss key={`${place.unitId} ${place.module}`} place={place} />}
          </FirstOf>
        </Part>
      ) : null}
      {Object.keys(list.excludedBy).length > 0 ? (
        <Part title={t('places.excluded')}>
          <ExcludedBars by={list.excludedBy} caption={t('places.excluded')} />
        </Part>
      ) : null}
      {chosen ? (
        <ProposeDialog
          names={list.children.map(({ pseudonym }) => pseudonym)}
          requestIds={list.children.map(({ requestId }) => requestId)}
          unit={chosen}
          startOn={list.from}
          onDone={(proposalId) =>
            void navigate({ to: '/voorstellen/$proposalId', params: { proposalId } })
          }
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  );
}
