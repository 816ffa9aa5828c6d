import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { FiguresSchema } from './units.ts';
import { Code, Id, Moment } from './values.ts';

/** One spot of a file: what is wrong there, or worth knowing, and how to mend it. */
export const ImportProblem = object({
  code: Type.String(),
  file: nullable(Type.String()),
  sheet: nullable(Type.String()),
  row: nullable(Type.Integer({ description: 'As the spreadsheet numbers it' })),
  column: nullable(Type.String({ description: 'The heading as the file has it' })),
  found: nullable(Type.String()),
  message: Type.String({ description: 'What is wrong, in one sentence' }),
  mend: nullable(Type.String({ description: 'How to mend it, in one sentence' })),
});
export const ImportChange = object({
  kind: oneOf(['recognition', 'stay', 'absence', 'unavailability']),
  action: oneOf(['add', 'change', 'remove']),
  unitName: Type.String(),
  row: Type.Integer(),
  summary: Type.String({ description: 'The change as a sentence' }),
});
export const ImportState = object({
  id: Id,
  fileName: Type.String(),
  state: oneOf(['STAGING', 'CHECKED', 'REFUSED', 'APPLYING', 'APPLIED', 'CANCELLED', 'FAILED']),
  rowsRead: Type.Integer(),
  /** Read while rows come in, checked when the whole file is held against the facts. */
  phase: oneOf(['READING', 'CHECKING', 'WAITING', 'APPLYING', 'DONE']),
  counts: object({
    added: Type.Integer(),
    changed: Type.Integer(),
    removed: Type.Integer(),
    same: Type.Integer(),
    findings: Type.Integer(),
    problems: Type.Integer(),
  }),
  /** At most 1,000 are kept; the counts count all. Any problem refuses the whole file. */
  problems: Type.Array(ImportProblem),
  /** What is taken in but has to be resolved: places and children held twice, decisions that ran out. */
  findings: Type.Array(ImportProblem),
  notices: Type.Array(ImportProblem),
  /** The first 200. */
  changes: Type.Array(ImportChange),
  /** Units whose figures of today would change; empty for a very large import. */
  figures: Type.Array(
    object({
      unitId: Id,
      unitName: Type.String(),
      module: Code,
      before: FiguresSchema,
      after: FiguresSchema,
    }),
  ),
  eventId: nullable(Id),
  undone: Type.Boolean(),
  createdAt: Moment,
  finishedAt: nullable(Moment),
});
export type ImportState = Static<typeof ImportState>;
export const ImportRow = object({
  id: Id,
  fileName: Type.String(),
  state: ImportState.properties.state,
  rowsRead: Type.Integer(),
  counts: ImportState.properties.counts,
  eventId: nullable(Id),
  undone: Type.Boolean(),
  createdAt: Moment,
  finishedAt: nullable(Moment),
});
export const ImportList = object({ imports: Type.Array(ImportRow), more: Type.Boolean() });
export type ImportList = Static<typeof ImportList>;
export const ImportUploadQuery = object({
  kind: Type.Optional(oneOf(['recognition', 'stay', 'absence', 'unavailability'])),
});
export const ImportListQuery = object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export const ImportParams = object({ importId: Id });
