import { PlaceGlyph } from '../PlaceGlyph.tsx';
import type { Cell } from '../../unit-calendar.ts';
import type { Run } from './calendar-view.ts';

/** A week or a month with more changes shows the first and says the rest in words. */
const MOST = 3;

/** The states of a cell as the seven pictures, in the order of the days. */
export function CellGlyphs({ runs }: { readonly runs: readonly Run[] }) {
  const shown = runs.filter(({ cell }) => cell !== null);
  return (
    <span className="un-glyphs" aria-hidden="true">
      {shown.slice(0, MOST).map(({ cell, from }) => (
        <CellGlyph key={from} cell={cell!} />
      ))}
      {shown.length > MOST ? '…' : null}
    </span>
  );
}

function CellGlyph({ cell }: { readonly cell: Cell }) {
  if (cell.state === 'stop') return <span className="un-stop" />;
  return (
    <>
      <PlaceGlyph state={cell.state} />
      {cell.count > 1 ? <span className="un-count">{cell.count}</span> : null}
    </>
  );
}
