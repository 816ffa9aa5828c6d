import { type KeyboardEvent, useRef, useState } from 'react';
import { type At, type Extent, nextCell } from './grid-keys.ts';

/** One cell has the focus; arrows, Home and End move it. */
export function useGridKeys(extent: Extent, onStep: (direction: -1 | 1) => void) {
  const table = useRef<HTMLTableElement>(null);
  const [wished, setWished] = useState<At>({ row: 0, column: 0 });
  // Rows and columns come and go: the cell in the order of Tab is always one that is there.
  const at = {
    row: Math.min(wished.row, extent.rows - 1),
    column: Math.min(wished.column, extent.columns - 1),
  };
  const cellAt = ({ row, column }: At) =>
    table.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`);
  return {
    table,
    activeIn: (row: number) => (row === at.row ? at.column : null),
    onFocus: (event: { target: EventTarget }) => {
      const found = (event.target as HTMLElement).dataset['at']?.split(' ').map(Number);
      if (found) setWished({ row: found[0]!, column: found[1]! });
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'PageUp' || event.key === 'PageDown') {
        event.preventDefault();
        onStep(event.key === 'PageUp' ? -1 : 1);
        return;
      }
      const next = nextCell(at, event, extent);
      if (!next) return;
      event.preventDefault();
      setWished(next);
      cellAt(next)?.focus();
    },
  };
}
