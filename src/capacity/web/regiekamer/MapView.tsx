import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FlandersMap, mapWords, type MapPoint, useZoneShapes } from '../../../region/web/index.ts';
import { spoken } from '../../../web/i18n/index.ts';
import { RadioGroup } from '../../../web/ui/index.ts';
import type { FoundRow } from '../../unit-filter.ts';
import { areaValues } from './area-values.ts';
import { TableView } from './TableView.tsx';
import type { ViewProps } from './TileView.tsx';

/** More points than this hide the numbers under them. */
const MOST_POINTS = 120;

/** The sites with a place, one point each. */
function pointsOf(found: readonly FoundRow[]): MapPoint[] {
  const units = new Map<string, MapPoint>();
  for (const { row } of found) {
    if (row.figures.offerable === 0) continue;
    units.set(row.unitId, { id: row.unitId, lat: row.lat, lon: row.lon, kind: 'free' });
  }
  return units.size > MOST_POINTS ? [] : [...units.values()];
}

/** Where the places are, by region or zone, and the units in a short list under it. */
export function MapView(props: ViewProps) {
  const { t } = useTranslation('capacity');
  const { search, change, found, foundAnywhere, filter } = props.regiekamer;
  const kind = search.areas ?? 'region';
  // The map stands there first; the list under it is drawn when there is time.
  const isListDue = useDeferredValue(true, false);
  const zones = useZoneShapes(kind === 'zone');
  const values = useMemo(() => areaValues(foundAnywhere, kind), [foundAnywhere, kind]);
  const points = useMemo(() => pointsOf(found), [found]);
  const region = search.region?.length === 1 ? (search.region[0] ?? null) : null;
  return (
    <div className="rk-map-view">
      <div className="rk-map vp-keep">
        <div className="rk-in-line vp-no-print">
          <RadioGroup
            label={t('regiekamer.map.by')}
            value={kind}
            onChange={(id) => change({ areas: id === 'zone' ? 'zone' : undefined })}
            choices={[
              { id: 'region', label: t('regiekamer.map.region') },
              { id: 'zone', label: t('regiekamer.map.zone') },
            ]}
          />
        </div>
        <FlandersMap
          areas={kind}
          zones={zones}
          values={values}
          selected={kind === 'region' ? region : (search.zone ?? null)}
          onSelect={(id) =>
            change(
              kind === 'region'
                ? { region: id === null ? undefined : [id], zone: undefined }
                : { zone: id ?? undefined },
            )
          }
          labels={mapWords()}
          language={spoken()}
          points={points}
          origin={
            filter.origin && filter.withinKm
              ? { lat: filter.origin.lat, lon: filter.origin.lon, radiusKm: filter.withinKm }
              : null
          }
        />
        {points.length > 0 ? (
          <p className="vp-muted rk-small">{t('regiekamer.map.points')}</p>
        ) : null}
      </div>
      {isListDue ? <TableView {...props} isShort /> : null}
    </div>
  );
}
