import type { ApplicationRole } from '../../platform/db/roles.ts';
import type { DataClass } from '../matrix.ts';

/** One table: which column is of which class, and which column says whose row it is. */
export interface TableRecord {
  /** Column that holds the organisation of the row, for scope `o`; null = no such scope. */
  organisation: string | null;
  /** Column that holds the region, for scope `r`. */
  region?: string;
  /** For scope `a`: column that says whether the row is addressed to its organisation, and open. */
  addressed?: string;
  /** Column that holds the person, for scope `s`. */
  person?: string;
  /** For scope `b`: column of the id that is opened in an emergency. */
  opened?: string;
  /** For scope `w`: column of the child, which windows count, and what a row must be for a role on top of that. */
  window?: {
    child: string;
    by: 'files' | 'parts';
    only?: Partial<Record<ApplicationRole, string>>;
  };
  /** For scope `s`: column of an organisation whose people may read the row along. */
  sharedWith?: string;
  /**
   * For scope `s`: columns that say under which role (or circle of roles) and at which organisation the
   * row is the person's; empty = under any. Who wears two hats never adds them up.
   */
  worn?: {
    circle: string;
    organisation?: string;
    /** What `circle` holds for a role, where that is not the role itself. */
    of?: Partial<Record<ApplicationRole, string>>;
  };
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
