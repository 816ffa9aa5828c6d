import { useTranslation } from 'react-i18next';
import { PlaceGlyph } from './PlaceGlyph.tsx';
import { PLACE_STATES, type PlaceState } from './place-states.ts';

export interface LegendProps {
  /** Only these, when a picture shows fewer than all seven. */
  readonly states?: readonly PlaceState[];
  /** Adds to each word the sentence that says what it means. */
  readonly isExplained?: boolean;
}

/** What each picture of a place means, in words. */
export function Legend({ states = PLACE_STATES, isExplained = false }: LegendProps) {
  const { t } = useTranslation('capacity');
  return (
    <ul
      className="vp-legend"
      aria-label={t('legend.title')}
      {...(isExplained ? { 'data-explained': '' } : {})}
    >
      {states.map((state) => (
        <li key={state}>
          <PlaceGlyph state={state} />
          <span>
            <span className="vp-legend-word">{t(`state.${state}`)}</span>
            {isExplained ? <span className="vp-muted"> {t(`meaning.${state}`)}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
