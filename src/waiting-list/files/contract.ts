import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { ListQuery } from '../contract.ts';

export const ImportParams = object({ importId: Type.String({ format: 'uuid' }) });

/** A file of the list: what is wrong with it, or what it would change. */
export const ListImport = object({
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  state: oneOf(['CHECKED', 'REFUSED', 'APPLIED'] as const),
  counts: object({ new: Type.Integer(), changed: Type.Integer(), same: Type.Integer() }),
  problemCount: Type.Integer(),
  problems: Type.Array(
    object({
      code: Type.String(),
      row: nullable(Type.Integer()),
      column: nullable(Type.String()),
      found: nullable(Type.String()),
      message: Type.String(),
      mend: nullable(Type.String()),
    }),
  ),
  changes: Type.Array(
    object({
      row: Type.Integer(),
      fileNumber: Type.String(),
      name: Type.String(),
      isNew: Type.Boolean(),
      waits: Type.Boolean(),
      fields: Type.Array(
        object({
          column: Type.String(),
          before: nullable(Type.String()),
          after: nullable(Type.String()),
        }),
      ),
    }),
  ),
  madeBy: nullable(Type.String()),
  at: Type.String({ format: 'date-time' }),
});
export type ListImport = Static<typeof ListImport>;

const exportFormats = ['csv', 'xlsx'] as const;
/** The list as it is seen: its filters, without pages. */
export const ExportQuery = object({
  ...Type.Omit(ListQuery, ['limit', 'offset']).properties,
  format: Type.Optional(oneOf(exportFormats)),
});
export type ExportQuery = Static<typeof ExportQuery>;
