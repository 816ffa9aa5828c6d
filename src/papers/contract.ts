import { type Static, Type } from 'typebox';

const Table = Type.Object({
  head: Type.Array(Type.String()),
  rows: Type.Array(Type.Array(Type.String())),
});

/** A paper that is made, not written: sections with words and tables, in Dutch. */
export const Paper = Type.Object({
  code: Type.String(),
  title: Type.String(),
  intro: Type.Array(Type.String()),
  sections: Type.Array(
    Type.Object({
      /** What an address points at, behind #. */
      id: Type.String(),
      title: Type.String(),
      paragraphs: Type.Array(Type.String()),
      points: Type.Array(Type.String()),
      table: Type.Union([Table, Type.Null()]),
      /** True when it holds our own assumptions, to be confirmed by a lawyer. */
      assumed: Type.Boolean(),
    }),
  ),
});
export type Paper = Static<typeof Paper>;
export type Section = Paper['sections'][number];
