import type { Section } from '../../allocation/sections.ts';
import { placeOf } from './ratio-scale.ts';

interface RatiosProps {
  readonly caption: string;
  readonly columns: Section['columns'];
  readonly rows: Section['rows'];
  readonly ratios: NonNullable<Section['ratios']>;
}

/** The column with the ratio in the same band, as it is read. */
const adjustedColumn = 5;

/** Each group as a point with its interval, on a scale on which half as often lies as far from equal as twice as often. */
export function Ratios({ caption, columns, rows, ratios }: RatiosProps) {
  return (
    <table className="vp-bars">
      <caption className="in-small in-caption">{caption}</caption>
      <thead className="vp-hidden">
        <tr>
          <th scope="col">{columns[0]}</th>
          <td />
          <th scope="col">{columns[adjustedColumn]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={String(row[0])}>
            <th scope="row">{row[0]}</th>
            <td className="vp-bar-cell">
              <Interval found={ratios[n] ?? null} />
            </td>
            <td className="vp-bar-words">{row[adjustedColumn]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Interval({ found }: { readonly found: RatiosProps['ratios'][number] }) {
  const equal = placeOf(1);
  return (
    <svg
      className="vp-bar"
      viewBox="0 0 100 16"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <line x1={equal} x2={equal} y1="0" y2="16" data-look="mark" />
      {found === null ? null : (
        <>
          <rect
            x={placeOf(found.low)}
            width={Math.max(0.5, placeOf(found.high) - placeOf(found.low))}
            y="6"
            height="4"
            data-look="light"
          />
          <rect x={placeOf(found.ratio) - 1} width="2" y="2" height="12" data-look="full" />
        </>
      )}
    </svg>
  );
}
