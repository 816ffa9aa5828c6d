import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const Id = Type.String({ format: 'uuid' });
const Name = Type.String({ minLength: 1, maxLength: 80 });
/** The path of a page of ours, without what is asked. */
const Page = Type.String({ pattern: '^/[a-z][a-z/-]{0,99}$' });
/** What is asked, as it stands in the address behind the question mark. */
const Query = Type.String({ maxLength: 2000 });

export const SavedSearch = Type.Object({
  id: Id,
  name: Type.String(),
  page: Page,
  query: Query,
  /** One's own; what is not one's own is shared by a colleague. */
  own: Type.Boolean(),
  shared: Type.Boolean(),
  /** Opens by itself when one comes to the page without a question. */
  isDefault: Type.Boolean(),
});
export type SavedSearch = Static<typeof SavedSearch>;

export const SavedSearches = Type.Array(SavedSearch);

export const SearchParams = Type.Object({ searchId: Id }, closed);

export const KeepSearch = Type.Object(
  {
    name: Name,
    page: Page,
    query: Query,
    shared: Type.Optional(Type.Boolean()),
    isDefault: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type KeepSearch = Static<typeof KeepSearch>;

/** What is absent stays as it is. */
export const ChangeSearch = Type.Object(
  {
    name: Type.Optional(Name),
    shared: Type.Optional(Type.Boolean()),
    isDefault: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type ChangeSearch = Static<typeof ChangeSearch>;
