interface SparklineProps {
  readonly label: string;
  /** Oldest first; the last is now. */
  readonly values: readonly number[];
  /** The middle half of the past, drawn as a band. */
  readonly low: number;
  readonly high: number;
}

const WIDE = 220;
const HIGH = 44;
const EDGE = 5;

/** The line of one's own weeks against the band of the usual, with now as a ring; the words stand beside it. */
export function Sparkline({ label, values, low, high }: SparklineProps) {
  const least = Math.min(...values, low);
  const most = Math.max(...values, high, least + 0.01);
  const x = (at: number) => EDGE + (at * (WIDE - 2 * EDGE)) / Math.max(1, values.length - 1);
  const y = (value: number) => HIGH - EDGE - ((value - least) * (HIGH - 2 * EDGE)) / (most - least);
  const path = values.map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`).join('');
  const last = values.length - 1;
  return (
    <svg className="at-line" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={label}>
      <rect
        x="0"
        width={WIDE}
        y={y(high) - 1}
        height={Math.max(2, y(low) - y(high) + 2)}
        data-look="band"
      />
      <path d={path} data-look="line" />
      <circle cx={x(last)} cy={y(values[last]!)} r="4" data-look="now" />
    </svg>
  );
}
