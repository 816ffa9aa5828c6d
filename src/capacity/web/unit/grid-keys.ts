/** Where the focus goes in a grid. Pure. */
export interface At {
  readonly row: number;
  readonly column: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/**
 * The cell that a key leads to, `null` for a key that leads nowhere: arrows by one, Home and End to the
 * ends of the row, with Ctrl to the corners of the grid. Nothing goes round.
 */
export function nextCell(at: At, { key, ctrlKey }: Key, { rows, columns }: Extent): At | null {
  const last = { row: rows - 1, column: columns - 1 };
  switch (key) {
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'ArrowRight':
      return { ...at, column: Math.min(last.column, at.column + 1) };
    case 'ArrowUp':
      return { ...at, row: Math.max(0, at.row - 1) };
    case 'ArrowDown':
      return { ...at, row: Math.min(last.row, at.row + 1) };
    case 'Home':
      return { row: ctrlKey ? 0 : at.row, column: 0 };
    case 'End':
      return { row: ctrlKey ? last.row : at.row, column: last.column };
    default:
      return null;
  }
}
