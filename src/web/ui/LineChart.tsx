import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { stepsBetween } from './bar-scale.ts';
import './chart.css';

export interface LinePoint {
  readonly id: string;
  readonly value: number;
  /** What stands under the line at this point, where anything does. */
  readonly tick?: string;
  /** Set off by a ring, with its words beside it. */
  readonly mark?: string;
}

export interface LineChartProps {
  /** What the line shows, for who cannot see; the numbers stand in a table beside it. */
  readonly label: string;
  readonly points: readonly LinePoint[];
  readonly words: (value: number) => string;
  /** Lets the line begin at zero, as bars do; else it fills the height. */
  readonly fromZero?: boolean;
}

/** Before the page says how wide it is, and on paper. */
const WIDE = 720;
const HIGH = 200;
const EDGE = { left: 52, right: 24, top: 34, bottom: 36 } as const;

/** One line over time with its own words: no legend. Prints in grey. */
export function LineChart(props: LineChartProps) {
  const { points, words } = props;
  const svg = useRef<SVGSVGElement>(null);
  const wide = useWidth(svg);
  const values = points.map((point) => point.value);
  const least = props.fromZero ? 0 : Math.min(...values);
  const greatest = Math.max(...values, least + 1);
  const x = (at: number) =>
    EDGE.left + (at * (wide - EDGE.left - EDGE.right)) / Math.max(1, points.length - 1);
  const y = (value: number) =>
    HIGH - EDGE.bottom - ((value - least) * (HIGH - EDGE.top - EDGE.bottom)) / (greatest - least);
  // Two photos often lie side by side: the later has its words below, so that both can be read.
  const marked = points.filter((point) => point.mark);
  const lastMarked = marked.length > 1 ? marked.at(-1) : null;
  const path = points
    .map(({ value }, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`)
    .join('');
  return (
    <svg
      ref={svg}
      className="vp-line"
      viewBox={`0 0 ${wide} ${HIGH}`}
      role="img"
      aria-label={props.label}
    >
      {stepsBetween(least, greatest).map((step) => (
        <g key={step}>
          <line x1={EDGE.left} x2={wide - EDGE.right} y1={y(step)} y2={y(step)} data-look="rule" />
          <text x={EDGE.left - 8} y={y(step) + 4} textAnchor="end">
            {words(step)}
          </text>
        </g>
      ))}
      <path d={path} data-look="line" />
      {points.map((point, at) => (
        <g key={point.id}>
          {point.tick ? (
            <text x={x(at)} y={HIGH - 6} textAnchor={anchorOf(at, points.length)}>
              {point.tick}
            </text>
          ) : null}
          {point.mark ? (
            <>
              <circle cx={x(at)} cy={y(point.value)} r="4.5" data-look="mark" />
              <text
                x={x(at)}
                y={y(point.value) + (point === lastMarked ? 18 : -9)}
                textAnchor={at > (points.length - 1) * 0.85 ? 'end' : 'middle'}
                data-look="words"
              >
                {point.mark}
              </text>
            </>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

/** Words at either end stay within the drawing. */
const anchorOf = (at: number, count: number) =>
  at === 0 ? 'start' : at === count - 1 ? 'end' : 'middle';

/** How wide it is seen, in pixels: it is drawn at that size, so that its words keep theirs. */
function useWidth(svg: RefObject<SVGSVGElement | null>): number {
  const [width, setWidth] = useState(WIDE);
  useLayoutEffect(() => {
    const element = svg.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(240, Math.round(element.clientWidth)) || WIDE);
    measure();
    const changed = new ResizeObserver(measure);
    changed.observe(element);
    return () => changed.disconnect();
  }, [svg]);
  return width;
}
