import type { ReactNode } from 'react';
import { barOf, scaleOf } from './bar-scale.ts';
import './chart.css';

export interface BarRow {
  readonly id: string;
  readonly label: ReactNode;
  readonly value: number;
  /** The value as it is read: "12", "+3", "40 %". */
  readonly words: ReactNode;
  /** The part of the value that is set off, drawn full where the rest is drawn light. */
  readonly part?: number;
  readonly detail?: ReactNode;
}

export interface BarTableProps {
  /** What the bars show: its title is the answer, above it on the page. */
  readonly caption: string;
  readonly labelHeader: string;
  readonly valueHeader: string;
  readonly detailHeader?: string;
  readonly rows: readonly BarRow[];
  /** A line across all bars, such as a norm; its words stand in the caption or beside. */
  readonly mark?: number;
  /** What the bars are parts of: where the room for them ends. */
  readonly whole?: number;
}

/** Bars with their words and numbers: a real table, so that the picture and its table are one thing. */
export function BarTable(props: BarTableProps) {
  const scale = scaleOf([...props.rows.map((row) => row.value), props.mark ?? 0, props.whole ?? 0]);
  return (
    <table className="vp-bars">
      <caption className="vp-hidden">{props.caption}</caption>
      <thead className="vp-hidden">
        <tr>
          <th scope="col">{props.labelHeader}</th>
          <td />
          <th scope="col">{props.valueHeader}</th>
          {props.detailHeader ? <th scope="col">{props.detailHeader}</th> : null}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            <td className="vp-bar-cell">
              <Bar row={row} scale={scale} mark={props.mark} />
            </td>
            <td className="vp-bar-words">{row.words}</td>
            {props.detailHeader ? <td className="vp-bar-detail">{row.detail}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BarProps {
  readonly row: BarRow;
  readonly scale: ReturnType<typeof scaleOf>;
  readonly mark: number | undefined;
}

function Bar({ row, scale, mark }: BarProps) {
  const whole = barOf(row.value, scale);
  const part = row.part === undefined ? null : barOf(row.part, scale);
  return (
    <svg
      className="vp-bar"
      viewBox="0 0 100 16"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect
        x={whole.from}
        width={whole.size}
        y="2"
        height="12"
        data-look={part ? 'light' : row.value < 0 ? 'less' : 'full'}
      />
      {part ? <rect x={part.from} width={part.size} y="2" height="12" data-look="full" /> : null}
      <line x1={scale.zero} x2={scale.zero} y1="0" y2="16" data-look="zero" />
      {mark === undefined ? null : (
        <line
          x1={barOf(mark, scale).from + barOf(mark, scale).size}
          x2={barOf(mark, scale).from + barOf(mark, scale).size}
          y1="0"
          y2="16"
          data-look="mark"
        />
      )}
    </svg>
  );
}
