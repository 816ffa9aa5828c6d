import { FREE_SHARE_STEPS } from '../map/free-share.ts';
import { fill, type MapWords } from './map-words.ts';
import { BAR_STATES, type BarState, StateSwatch } from './StateBar.tsx';

const STATE_WORDS: Record<BarState, keyof MapWords> = {
  occupied: 'stateOccupied',
  notConverted: 'stateNotConverted',
  unavailable: 'stateUnavailable',
  held: 'stateHeld',
  free: 'stateFree',
};

type Props = {
  areas: 'region' | 'zone';
  words: MapWords;
  patternId: string;
  percent: (share: number) => string;
  hasEmpty: boolean;
  hasOver: boolean;
  /** What the circle means, where there is one. */
  circle: string | null;
};

/** What the fills and the bars mean, in words; the map's caveat and its sources. */
export function MapLegend(props: Props) {
  const { areas, words, patternId, percent, hasEmpty, hasOver, circle } = props;
  return (
    <figcaption className="vp-map-legend">
      <div>
        <p className="vp-map-legend-title">{words.shareTitle}</p>
        <ul>
          <li>
            <Step step="none" />
            {words.stepNone}
          </li>
          {stepTexts(words, percent).map((text, i) => (
            <li key={text}>
              <Step step={i} />
              {text}
            </li>
          ))}
          {hasEmpty ? (
            <li>
              <Step step="empty" />
              {words.stepEmpty}
            </li>
          ) : null}
        </ul>
      </div>
      {areas === 'region' ? (
        <div>
          <p className="vp-map-legend-title">{words.barTitle}</p>
          <ul>
            {BAR_STATES.map((state) => (
              <li key={state}>
                <svg width="14" height="14" aria-hidden="true">
                  <StateSwatch {...{ state, patternId }} x={0} y={0} width={14} height={14} />
                </svg>
                {words[STATE_WORDS[state]]}
              </li>
            ))}
            {hasOver ? (
              <li>
                <svg width="14" height="14" aria-hidden="true">
                  <path d="M3 3h8v8z" fill="var(--vp-over)" />
                </svg>
                {words.stateOver}
              </li>
            ) : null}
          </ul>
        </div>
      ) : (
        <p>
          {words.numberMeaning} <strong>{words.schematic}</strong>
        </p>
      )}
      {circle ? <p>{circle}</p> : null}
      <p className="vp-map-credits">{words.credits}</p>
    </figcaption>
  );
}

/** What the points mean, where the map is of them. */
export function PointLegend(props: {
  words: MapWords;
  patternId: string;
  pointWords: Partial<Record<BarState, string>>;
  circle: string | null;
}) {
  const { words, patternId, pointWords, circle } = props;
  return (
    <figcaption className="vp-map-legend">
      <ul>
        {BAR_STATES.filter((state) => pointWords[state]).map((state) => (
          <li key={state}>
            <svg width="14" height="14" aria-hidden="true">
              <StateSwatch {...{ state, patternId }} x={0} y={0} width={14} height={14} />
            </svg>
            {pointWords[state]}
          </li>
        ))}
      </ul>
      {circle ? <p>{circle}</p> : null}
      <p className="vp-map-credits">{words.credits}</p>
    </figcaption>
  );
}

function Step({ step }: { step: number | 'none' | 'empty' }) {
  return (
    <svg width="20" height="14" aria-hidden="true">
      <rect className="vp-map-fill" data-step={step} x="0.5" y="0.5" width="19" height="13" />
    </svg>
  );
}

function stepTexts(words: MapWords, percent: (share: number) => string): string[] {
  const steps = FREE_SHARE_STEPS.map(percent);
  return [0, ...FREE_SHARE_STEPS].map((_, i) => {
    const from = steps[i - 1];
    const to = steps[i];
    if (from === undefined) return fill(words.stepUnder, { to: to ?? '' });
    return to === undefined
      ? fill(words.stepFrom, { from })
      : fill(words.stepBetween, { from, to });
  });
}
