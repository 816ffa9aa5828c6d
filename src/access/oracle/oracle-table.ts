import type { Who } from './who.ts';

/**
 * Whose rows: `all` while the session lives; `own` = of the organisation of the hat that is worn; `region` =
 * of the area of that hat, and none for a hat without one; `open` = the login sees them without asking for the session (docs/decisions/0003: reference data and catalogue,
 * which are equal for everybody who may sign in); `addressed` = of the organisation of the hat, as long as the row says
 * that it is addressed to it; `opened` = of the region, and what the person has open in an emergency in that role;
 * `emergency` = only what they have open so; `window` = of a child on whose file the person has a window at this moment.
 */
export type Rows =
  | 'all'
  | 'own'
  | 'region'
  | 'open'
  | 'mine'
  | 'addressed'
  | 'opened'
  | 'emergency'
  | 'window';

/** For `window`: column of the child, what the window must allow, and which rows of it on top of that. */
export interface WindowRows {
  child: string;
  needs: 'STANDING' | 'PARTS';
  /** Classes of a part whose words are for whom. */
  classes?: Partial<Record<Who, readonly string[]>>;
  /** Column of the person whose the row is. */
  askedBy?: string;
}
export interface May {
  rows: Rows;
  columns: readonly string[];
}
export type Cells = Partial<Record<Who, May>>;

export interface OracleTable {
  /** Column that holds the organisation of a row; null where rows are of nobody. */
  ownedBy: string | null;
  /** Column that holds the region of a row; null where rows are of none. */
  ofRegion: string | null;
  /** For `addressed`: column that says whether the row is shown to the organisation that owns it. */
  addressedBy: string | null;
  /** For `opened` and `emergency`: column of the id that is opened. */
  openedBy: string | null;
  window: WindowRows | null;
  /** For `mine`: whose a row is, and for which role and organisation of that person (null = any). */
  mine: {
    person: string;
    role?: string;
    organisation?: string;
    /** Column of the circle of roles under which the row was made. */
    circle?: string;
    /** Column of the organisation whose people in that circle read along; only one's own may be named. */
    sharedWith?: string;
  } | null;
  /** Columns that tell one row from another. */
  key: readonly string[];
  columns: readonly string[];
  read: Cells;
  create: Cells;
  change: Cells;
  /** Columns do not count when a row goes. */
  remove: Partial<Record<Who, Rows>>;
}

export const words = (text: string) => text.trim().split(/\s+/);
export const all = (columns: readonly string[]): May => ({ rows: 'all', columns });
export const open = (columns: readonly string[]): May => ({ rows: 'open', columns });
export const own = (columns: readonly string[]): May => ({ rows: 'own', columns });
export const region = (columns: readonly string[]): May => ({ rows: 'region', columns });
export const addressed = (columns: readonly string[]): May => ({ rows: 'addressed', columns });
export const window = (columns: readonly string[]): May => ({ rows: 'window', columns });
export const opened = (columns: readonly string[]): May => ({ rows: 'opened', columns });
export const emergency = (columns: readonly string[]): May => ({ rows: 'emergency', columns });
export const mine = (columns: readonly string[]): May => ({ rows: 'mine', columns });
export const but = (columns: readonly string[], ...without: string[]) =>
  columns.filter((column) => !without.includes(column));
export const forAll = (who: readonly Who[], may: May): Cells =>
  Object.fromEntries(who.map((each) => [each, may]));

/** Nobody ever writes these: the database fills them or they are the row's identity. */
const neverChanged = ['id', 'known_from', 'seq', 'created_at', 'undone_by', 'invented', 'tx'];
const neverGiven = ['known_from', 'seq', 'created_at', 'undone_by', 'tx'];
export const given = (columns: readonly string[]) => but(columns, ...neverGiven);
export const changeable = (columns: readonly string[]) => but(columns, ...neverChanged);

/** The jobs login does the nightly work, the operator's imports and the demo's past: everything that may be done. */
const jobsAll = (columns: readonly string[]) => ({
  read: all(columns),
  create: all(columns),
  change: all(columns),
  remove: 'all' as const,
});

interface Sketch {
  ownedBy?: string;
  ofRegion?: string;
  addressedBy?: string;
  openedBy?: string;
  window?: WindowRows;
  mine?: OracleTable['mine'];
  key?: readonly string[];
  columns: readonly string[];
  read?: Cells;
  create?: Cells;
  change?: Cells;
  remove?: Partial<Record<Who, Rows>>;
  /** What the jobs login may: everything, add and read only (what is history stays), read only, or nothing. */
  jobs: 'everything' | 'adds' | 'reads' | 'nothing';
}

export function table(sketch: Sketch): OracleTable {
  const may = jobsAll(sketch.columns);
  const reads = sketch.jobs !== 'nothing';
  const adds = reads && sketch.jobs !== 'reads';
  const changes = sketch.jobs === 'everything';
  return {
    ownedBy: sketch.ownedBy ?? null,
    ofRegion: sketch.ofRegion ?? null,
    addressedBy: sketch.addressedBy ?? null,
    openedBy: sketch.openedBy ?? null,
    window: sketch.window ?? null,
    mine: sketch.mine ?? null,
    key: sketch.key ?? ['id'],
    columns: sketch.columns,
    read: { ...sketch.read, ...(reads && { JOBS: may.read }) },
    create: { ...sketch.create, ...(adds && { JOBS: may.create }) },
    change: { ...sketch.change, ...(changes && { JOBS: may.change }) },
    remove: { ...sketch.remove, ...(changes && { JOBS: may.remove }) },
  };
}
