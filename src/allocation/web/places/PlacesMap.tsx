import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FlandersMap, mapWords, type MapPoint } from '../../../region/web/index.ts';
import { spoken } from '../../../web/i18n/index.ts';
import type { PlaceList } from '../../contract.ts';
import './words.ts';

/** How far around home is drawn: as the crow flies, so that near and far are seen at once. */
const HOME_KM = 20;
/** More points than this hide one another. */
const MOST_POINTS = 300;

/** A point for each unit: what fits is drawn over what nearly does. */
function pointsOf({ fits, nearMisses }: PlaceList): MapPoint[] {
  const points = new Map<string, MapPoint>();
  const put = (kind: MapPoint['kind']) => (each: PlaceList['fits'][number]) =>
    points.set(each.unitId, { id: each.unitId, lat: each.lat, lon: each.lon, kind });
  nearMisses.slice(0, MOST_POINTS).forEach(put('held'));
  fits.slice(0, MOST_POINTS).forEach(put('free'));
  return [...points.values()];
}

/** Where the places for a child are, around its municipality; the cards and bars beside it tell the same in words. */
export function PlacesMap({
  list,
  region,
  onRegion,
}: {
  readonly list: PlaceList;
  readonly region: string | null;
  readonly onRegion: (region: string | null) => void;
}) {
  const { t, i18n } = useTranslation('places-map');
  const points = useMemo(() => pointsOf(list), [list]);
  const { home } = list;
  const words = useMemo(
    () => ({
      ...mapWords(),
      title: i18n.t('title', { ns: 'places-map' }),
      noFigures: i18n.t('area', { ns: 'places-map' }),
      origin: i18n.t('circle', { ns: 'places-map' }).replace('{home}', home?.name ?? ''),
    }),
    [i18n, home],
  );
  if (points.length === 0) return null;
  return (
    <section className="al-map vp-keep" aria-label={t('heading')}>
      <FlandersMap
        areas="region"
        values={[]}
        selected={region}
        onSelect={onRegion}
        labels={words}
        language={spoken()}
        points={points}
        pointWords={{ free: t('fits'), held: t('near') }}
        origin={home ? { lat: home.lat, lon: home.lon, radiusKm: HOME_KM } : null}
      />
    </section>
  );
}
