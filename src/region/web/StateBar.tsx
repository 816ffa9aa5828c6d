import type { AreaValue } from './map-words.ts';

/** The states in the order in which a bar shows them; the seven glyphs' fillings, small. */
export const BAR_STATES = ['occupied', 'notConverted', 'unavailable', 'held', 'free'] as const;
export type BarState = (typeof BAR_STATES)[number];

/** How a state is filled: its colour in a pattern of its own, so that it reads without colour. */
export function stateFill(state: BarState, patternId: string): string {
  return state === 'occupied' ? 'var(--vp-occupied)' : `url(#${patternId}-${state})`;
}

/** Patterns for the bars, points and legend of one map; `id` keeps maps on one page apart. */
export function StatePatterns({ id }: { id: string }) {
  const ground = <rect width="4" height="8" fill="var(--vp-surface)" />;
  return (
    <defs>
      <pattern id={`${id}-notConverted`} width="4" height="8" patternUnits="userSpaceOnUse">
        {ground}
        <path d="M1 0V8" stroke="var(--vp-not-converted, var(--vp-muted))" strokeDasharray="3 1" />
      </pattern>
      <pattern
        id={`${id}-unavailable`}
        width="4"
        height="8"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        {ground}
        <path d="M1 0V8" stroke="var(--vp-unavailable)" strokeWidth="2" />
      </pattern>
      <pattern id={`${id}-held`} width="1" height="1" patternContentUnits="objectBoundingBox">
        <rect width="1" height="1" fill="var(--vp-surface)" />
        <rect y="0.5" width="1" height="0.5" fill="var(--vp-held)" />
      </pattern>
      <pattern id={`${id}-free`} width="4" height="8" patternUnits="userSpaceOnUse">
        {ground}
      </pattern>
    </defs>
  );
}

const STROKES: Record<BarState, string> = {
  occupied: 'var(--vp-occupied)',
  notConverted: 'var(--vp-not-converted, var(--vp-muted))',
  unavailable: 'var(--vp-unavailable)',
  held: 'var(--vp-held)',
  free: 'var(--vp-free)',
};

type SwatchProps = {
  state: BarState;
  patternId: string;
  x: number;
  y: number;
  width: number;
  height: number;
};

/** One filled, edged box of a state; the edge lies inside, so that neighbours do not overlap. */
export function StateSwatch({ state, patternId, x, y, width, height }: SwatchProps) {
  const edge = Math.min(1, width / 2);
  return (
    <rect
      x={x + edge / 2}
      y={y + 0.5}
      width={Math.max(0, width - edge)}
      height={height - 1}
      fill={stateFill(state, patternId)}
      stroke={STROKES[state]}
      strokeWidth={edge}
    />
  );
}

type BarProps = {
  value: AreaValue;
  patternId: string;
  x: number;
  y: number;
  width: number;
  height: number;
};

/** The recognised places of an area by state, as one bar; over-occupation stands out at its end. */
export function StateBar({ value, patternId, x, y, width, height }: BarProps) {
  let from = x;
  return (
    <g aria-hidden="true">
      {BAR_STATES.map((state) => {
        const part = value.recognised > 0 ? (value[state] / value.recognised) * width : 0;
        const at = from;
        from += part;
        if (part < 0.1) return null;
        return <StateSwatch key={state} {...{ state, patternId, y, height }} x={at} width={part} />;
      })}
      {value.over > 0 ? (
        <path
          d={`M${x + width + 2} ${y}h5v5z`}
          fill="var(--vp-over)"
          stroke="var(--vp-surface)"
          strokeWidth="0.5"
        />
      ) : null}
    </g>
  );
}
