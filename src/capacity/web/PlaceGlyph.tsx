import { useTranslation } from 'react-i18next';
import {
  countPlaces,
  listPlaces,
  PLACE_STATES,
  type PlaceState,
  type TileFigures,
} from './place-states.ts';
import './words.ts';
import './glyph.css';

/** Each state as strokes and as filled parts, in a field of 16 by 16. Shape tells them apart, colour only helps. */
const OPEN =
  'M6 14.2H4.800a3 3 0 0 1-3-3V4.800a3 3 0 0 1 3-3h6.400a3 3 0 0 1 3 3v6.400a3 3 0 0 1-3 3H10';
const SQUARE =
  'M4.800 1.800h6.400a3 3 0 0 1 3 3v6.400a3 3 0 0 1-3 3H4.800a3 3 0 0 1-3-3V4.800a3 3 0 0 1 3-3z';
const FULL =
  'M4.800 1h6.400A3.800 3.800 0 0 1 15 4.800v6.400a3.800 3.800 0 0 1-3.800 3.800H4.800A3.800 3.800 0 0 1 1 11.200V4.800A3.800 3.800 0 0 1 4.800 1z';
const drawings: Record<
  PlaceState,
  { readonly stroke?: string; readonly fill?: string; readonly dashed?: true }
> = {
  free: { stroke: `${OPEN}V9.500H6v4.700` },
  held: { stroke: SQUARE, fill: 'M1.800 8h12.400v3.200a3 3 0 0 1-3 3H4.800a3 3 0 0 1-3-3z' },
  occupied: { fill: FULL },
  absent: {
    fill: 'M4.800 1H8v7h7v3.200a3.800 3.800 0 0 1-3.800 3.800H4.800A3.800 3.800 0 0 1 1 11.200V4.800A3.800 3.800 0 0 1 4.800 1z',
  },
  unavailable: {
    stroke: `${SQUARE}M2.500 9.500L9.500 2.500M3.500 13.500L13.500 3.500M7.500 13.800L13.800 7.500`,
  },
  notConverted: { stroke: SQUARE, dashed: true },
  over: {
    stroke: 'M13 .8v5M10.500 3.300h5',
    fill: 'M4 4.200h4.600v2.800h3.200V12a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V7.200a3 3 0 0 1 3-3z',
  },
};

/** The strokes of one place, to be set inside an `svg` of one's own: a map, a calendar. */
export function GlyphShape({ state }: { readonly state: PlaceState }) {
  const { stroke, fill, dashed } = drawings[state];
  return (
    <g className="vp-glyph-shape" data-state={state}>
      {fill ? <path d={fill} fill="currentColor" /> : null}
      {stroke ? (
        <path
          d={stroke}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap={dashed ? 'butt' : 'round'}
          strokeLinejoin="round"
          {...(dashed ? { strokeDasharray: '2.9 2.1' } : {})}
        />
      ) : null}
    </g>
  );
}

export interface PlaceGlyphProps {
  readonly state: PlaceState;
  /** Names the picture; leave it out where the word stands beside it. */
  readonly label?: string;
}

/** One place as a picture of its state. */
export function PlaceGlyph({ state, label }: PlaceGlyphProps) {
  return (
    <svg
      className="vp-glyph"
      viewBox="0 0 16 16"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <GlyphShape state={state} />
    </svg>
  );
}

/** Tens are seen at a glance: no line of a row is longer. */
const PER_LINE = 10;
const PITCH = 20;

/** A unit's figures in words, for who cannot see the row: "8 plaatsen: 1 vrij, 5 bezet, …". */
export function useFiguresInWords(): (figures: TileFigures) => string {
  const { t } = useTranslation('capacity');
  return (figures) => {
    const counts = countPlaces(figures);
    const parts = PLACE_STATES.filter((state) => counts[state] > 0).map((state) =>
      t('glyphs.part', { count: counts[state], state: t(`state.${state}`) }),
    );
    return t('glyphs.row', { count: figures.recognised, parts: parts.join(', ') });
  };
}

/** A unit as a row of places: ten a line, free ones first. */
export function GlyphRow({ figures }: { readonly figures: TileFigures }) {
  const inWords = useFiguresInWords();
  const places = listPlaces(figures);
  if (places.length === 0) return null;
  const columns = Math.min(PER_LINE, places.length);
  const lines = Math.ceil(places.length / PER_LINE);
  return (
    <svg
      className="vp-glyph-row"
      viewBox={`0 0 ${columns * PITCH - 4} ${lines * PITCH - 4}`}
      style={{ width: `calc(${columns * PITCH - 4} / 16 * var(--vp-glyph))` }}
      role="img"
      aria-label={inWords(figures)}
      focusable="false"
    >
      {places.map((state, at) => (
        <g
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row is its position
          key={at}
          transform={`translate(${(at % PER_LINE) * PITCH} ${Math.floor(at / PER_LINE) * PITCH})`}
        >
          <GlyphShape state={state} />
        </g>
      ))}
    </svg>
  );
}
