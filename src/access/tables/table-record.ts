import type { DataClass } from '../matrix.ts';

/** One table: which column is of which class, and which column says whose row it is. */
export interface TableRecord {
  /** Column that holds the organisation of the row, for scope `o`; null = no such scope. */
  organisation: string | null;
  /** Column that holds the region, for scope `r`. */
  region?: string;
  /** Column that holds the person, for scope `s`. */
  person?: string;
  columns: Partial<Record<DataClass, readonly string[]>>;
  /** Rows of this table never change (history, events, frozen figures); with `undo` they may go. */
  appendOnly?: true;
  /** Written by definer functions alone: nobody gets a write grant, whatever the class says. */
  derived?: true;
  /** A change may delete rows: what undo takes back stays in the history table. */
  undo?: true;
  /** Rows are of no organisation in particular: who may read the class for its own may read them all. */
  shared?: true;
}
