import { useId, useMemo } from 'react';
import { firstLanguage, type Language, localeOf } from '../../platform/language.ts';
import { freeShareStep } from '../map/free-share.ts';
import { type MapFrame, mapFrame } from '../map/frame.ts';
import { type MapShape, regionShapes } from '../map/map-shapes.ts';
import { MapAreas } from './MapAreas.tsx';
import { RegionLabels, ZoneLabels } from './MapLabels.tsx';
import { MapLegend, PointLegend } from './MapLegend.tsx';
import { type AreaValue, fill, type MapWords } from './map-words.ts';
import { type BarState, StatePatterns, StateSwatch } from './StateBar.tsx';
import { useWidth } from './use-width.ts';
import './flanders-map.css';

/** A site or a unit on the map; it says nothing by itself, so list it elsewhere too. */
export interface MapPoint {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  /** Drawn with the filling of this state. */
  readonly kind: BarState;
}

export interface FlandersMapProps {
  /** Regions with their outlines, or zones as schematic cells. */
  readonly areas: 'region' | 'zone';
  readonly values: readonly AreaValue[];
  readonly selected?: string | null;
  /** The chosen area, or `null` when the chosen one is chosen again. */
  readonly onSelect: (areaId: string | null) => void;
  readonly labels: MapWords;
  readonly points?: readonly MapPoint[];
  /** What the points mean, where they and not the areas are what the map shows: the legend is of them alone. */
  readonly pointWords?: Partial<Record<BarState, string>>;
  /** A circle as the crow flies. */
  readonly origin?: {
    readonly lat: number;
    readonly lon: number;
    readonly radiusKm: number;
  } | null;
  /** The zones to draw where the areas are zones; while they are on their way the regions stand there empty. */
  readonly zones?: readonly MapShape[] | undefined;
  /** Of numbers and names. */
  readonly language?: Language;
  /** Pixels, until the real width is known. */
  readonly initialWidth?: number;
}

const none: readonly MapShape[] = [];

/** Under the regions there is room for the label of one that is too small for its own. */
const MARGINS = {
  region: { side: 4, top: 4, bottom: 46 },
  zone: { side: 4, top: 4, bottom: 8 },
};

/**
 * Flanders by region or zone, filled by the share of places that are free, the number written in it.
 * A click, Enter or space chooses an area; arrow keys go from area to area. Drawn at the size of its
 * container, so that letters never shrink.
 */
export function FlandersMap(props: FlandersMapProps) {
  const { areas, values, selected = null, onSelect, labels, points, origin, zones = none } = props;
  const patternId = useId();
  const [ref, width] = useWidth<HTMLElement>(props.initialWidth ?? 700);
  const { language = firstLanguage } = props;
  const locale = localeOf[language];
  const number = useMemo(() => new Intl.NumberFormat(locale).format, [locale]);
  const percent = useMemo(
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format,
    [locale],
  );
  const regions = useMemo(() => regionShapes(language), [language]);
  const shapes = areas === 'region' ? regions : zones;
  const frame = useMemo(
    () =>
      mapFrame(
        regions.flatMap((r) => r.rings),
        width,
        MARGINS[areas],
      ),
    [regions, width, areas],
  );
  const byArea = useMemo(() => new Map(values.map((v) => [v.areaId, v])), [values]);
  // Figures stand on plates over the points; names alone give way to them.
  const namesOnly = values.length === 0;
  const plates = (points ?? []).length > 0 && !namesOnly;
  const shown = shapes.map((shape) => byArea.get(shape.id));
  const circle = origin ? fill(labels.origin, { n: number(origin.radiusKm) }) : null;
  const areaLabels =
    areas === 'region' ? (
      <RegionLabels {...{ shapes, frame, byArea, patternId, number, plates }} words={labels} />
    ) : (
      <ZoneLabels {...{ shapes, frame, byArea, number, plates }} />
    );
  return (
    <figure className="vp-map" ref={ref}>
      <svg
        width={frame.width}
        height={frame.height}
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="group"
        aria-label={labels.title}
        aria-describedby={`${patternId}-hint`}
      >
        <desc id={`${patternId}-hint`}>{labels.keyboardHint}</desc>
        <StatePatterns id={patternId} />
        <MapAreas
          {...{ shapes, frame, byArea, selected, onSelect, number }}
          words={labels}
          outlines={areas === 'zone' ? regions : []}
          roving={areas === 'zone'}
        >
          {origin ? <SearchCircle {...{ frame, origin }} /> : null}
          {namesOnly ? areaLabels : null}
          <Points {...{ frame, patternId }} points={points ?? []} />
          {namesOnly ? null : areaLabels}
        </MapAreas>
      </svg>
      {props.pointWords ? (
        <PointLegend {...{ patternId, circle }} words={labels} pointWords={props.pointWords} />
      ) : (
        <MapLegend
          {...{ areas, patternId, percent, circle }}
          words={labels}
          hasEmpty={shown.some((v) => v && freeShareStep(v.free, v.recognised) === 'empty')}
          hasOver={shown.some((v) => v && v.over > 0)}
        />
      )}
    </figure>
  );
}

function SearchCircle(props: { frame: MapFrame; origin: NonNullable<FlandersMapProps['origin']> }) {
  const { frame, origin } = props;
  const [x, y] = frame.project([origin.lon, origin.lat]);
  return (
    <g className="vp-map-origin" aria-hidden="true">
      <circle cx={x} cy={y} r={origin.radiusKm * frame.kmToPx} />
      <path d={`M${x - 5} ${y}h10M${x} ${y - 5}v10`} />
    </g>
  );
}

function Points(props: { frame: MapFrame; points: readonly MapPoint[]; patternId: string }) {
  const { frame, points, patternId } = props;
  const size = frame.width < 520 ? 7 : 9;
  return (
    <g className="vp-map-points" aria-hidden="true">
      {points.map(({ id, lat, lon, kind }) => {
        const [x, y] = frame.project([lon, lat]);
        const box = { x: x - size / 2, y: y - size / 2, width: size, height: size };
        return <StateSwatch key={id} state={kind} patternId={patternId} {...box} />;
      })}
    </g>
  );
}

export type { AreaValue, MapShape, MapWords };
