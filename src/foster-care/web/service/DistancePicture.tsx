import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import { type FamilyRow, places } from './board-order.ts';

interface DistancePictureProps {
  readonly rows: readonly FamilyRow[];
  /** Families within so many kilometres by road are asked. */
  readonly reachKm: number;
}

/** So many dots stand beside each other; nearer ones than that are stacked. */
const COLUMNS = 30;
/** A stack higher than this says no more. */
const HIGHEST = 8;
const STEPS = [5, 10, 20, 25, 50, 100] as const;

/** Families by distance, one dot each, as they stand; the list under it says the same. */
export function DistancePicture({ rows, reachKm }: DistancePictureProps) {
  const { t } = useTranslation('foster-service');
  const farthest = Math.max(reachKm, ...rows.map(({ km }) => km));
  const step = STEPS.find((each) => farthest / each <= 6) ?? 100;
  const end = Math.ceil(farthest / step) * step;
  const heights = new Map<number, number>();
  const dots = rows.map((row) => {
    const column = Math.min(COLUMNS - 1, Math.floor((row.km / end) * COLUMNS));
    const nth = heights.get(column) ?? 0;
    heights.set(column, nth + 1);
    return { ...row, column, nth };
  });
  const high = Math.min(HIGHEST, Math.max(1, ...heights.values()));
  const near = rows.filter(({ place, km }) => place !== 'unfit' && km <= reachKm).length;
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, n) => n * step);
  return (
    <figure className="fs-distance">
      <div
        role="img"
        aria-label={t('picture.label', { count: rows.length, near, km: reachKm })}
        className="fs-distance-field"
        style={{ blockSize: `${high * 16 + 8}px` }}
      >
        <span className="fs-distance-reach" style={{ inlineSize: `${(reachKm / end) * 100}%` }} />
        {dots
          .filter(({ nth }) => nth < HIGHEST)
          .map(({ familyId, place, column, nth }) => (
            <span
              key={familyId}
              className="fs-dot"
              data-place={place}
              style={{
                insetInlineStart: `${((column + 0.5) / COLUMNS) * 100}%`,
                insetBlockEnd: `${nth * 16 + 4}px`,
              }}
            />
          ))}
      </div>
      <div className="fs-distance-axis" aria-hidden="true">
        {ticks.map((km, n) => (
          <span
            key={km}
            data-edge={n === 0 ? 'first' : n === ticks.length - 1 ? 'last' : 'mid'}
            style={{ insetInlineStart: `${(km / end) * 100}%` }}
          >
            {n === ticks.length - 1 ? t('families.km', { km: formatNumber(km) }) : formatNumber(km)}
          </span>
        ))}
      </div>
      <figcaption className="fs-legend">
        {places
          .filter((place) => rows.some((row) => row.place === place))
          .map((place) => (
            <span key={place}>
              <span className="fs-dot" data-place={place} aria-hidden="true" />{' '}
              {t(`place.${place}`)}
            </span>
          ))}
      </figcaption>
    </figure>
  );
}
