import type { Reader, Writer } from '../platform/db/database.ts';
import type { ApplicationRole } from '../platform/db/roles.ts';
import { badRequest, notFound } from '../platform/errors.ts';
import { circleOf } from './circle.ts';
import type { ChangeSearch, KeepSearch, SavedSearch } from './contract.ts';

/** One's own addresses and those that colleagues share, by page and name. */
export const savedSearches = (tx: Reader): Promise<SavedSearch[]> =>
  tx.rows(
    `select id, name, page, query, own, shared_with is not null as shared, is_default and own as "isDefault"
       from (select *, person_id = (select auth.my_person()) as own from saved_search.search where deleted_at is null) s
      order by page, own desc, lower(name), id`,
  );

/** Another one becomes the page's default: the one before it no longer is. */
const noOtherDefault = (tx: Writer, page: string, except: string | null) =>
  tx.rows(
    `update saved_search.search set is_default = false, changed_at = platform.now()
      where is_default and page = $1 and id is distinct from $2 and person_id = (select auth.my_person())`,
    [page, except],
  );

/** @throws Failure saved-search-name-once, saved-search-most, no-organisation-to-share-with */
export async function keepSearch(
  tx: Writer,
  worn: { role: ApplicationRole; organisationId: string | null },
  input: KeepSearch,
): Promise<{ id: string }> {
  if (input.shared && !worn.organisationId) throw badRequest('no-organisation-to-share-with');
  if (input.isDefault) await noOtherDefault(tx, input.page, null);
  const [kept] = await tx.rows<{ id: string }>(
    `insert into saved_search.search (person_id, circle, shared_with, name, page, query, is_default, changed_at)
     values (auth.my_person(), $1, $2, $3, $4, $5, $6, platform.now()) returning id`,
    [
      circleOf(worn.role),
      input.shared ? worn.organisationId : null,
      input.name.trim(),
      input.page,
      input.query,
      input.isDefault ?? false,
    ],
  );
  return kept!;
}

/** @throws Failure saved-search-not-found, also for a colleague's; saved-search-name-once */
export async function changeSearch(
  tx: Writer,
  worn: { organisationId: string | null },
  input: ChangeSearch & { searchId: string },
): Promise<{ id: string }> {
  if (input.shared && !worn.organisationId) throw badRequest('no-organisation-to-share-with');
  if (input.isDefault) {
    const [found] = await tx.rows<{ page: string }>(
      `select page from saved_search.search where id = $1 and person_id = (select auth.my_person()) and deleted_at is null`,
      [input.searchId],
    );
    if (!found) throw notFound('saved-search-not-found');
    await noOtherDefault(tx, found.page, input.searchId);
  }
  return one(
    await tx.rows<{ id: string }>(
      `update saved_search.search set name = coalesce($2, name), is_default = coalesce($3, is_default), changed_at = platform.now(),
              shared_with = case when $4::boolean is null then shared_with when $4::boolean then $5::uuid end
        where id = $1 and deleted_at is null and person_id = (select auth.my_person()) returning id`,
      [
        input.searchId,
        input.name?.trim() ?? null,
        input.isDefault ?? null,
        input.shared ?? null,
        worn.organisationId,
      ],
    ),
  );
}

/** It is gone, and can be put back for a month. */
export async function deleteSearch(tx: Writer, searchId: string): Promise<{ id: string }> {
  return one(
    await tx.rows<{ id: string }>(
      `update saved_search.search set deleted_at = platform.now(), is_default = false
        where id = $1 and deleted_at is null and person_id = (select auth.my_person()) returning id`,
      [searchId],
    ),
  );
}

/** @throws Failure saved-search-not-found, saved-search-name-once, saved-search-most */
export async function restoreSearch(tx: Writer, searchId: string): Promise<{ id: string }> {
  return one(
    await tx.rows<{ id: string }>(
      `update saved_search.search set deleted_at = null, changed_at = platform.now()
        where id = $1 and person_id = (select auth.my_person()) returning id`,
      [searchId],
    ),
  );
}

function one(rows: { id: string }[]): { id: string } {
  if (!rows[0]) throw notFound('saved-search-not-found');
  return rows[0];
}

/** What was thrown away a month ago is forgotten. */
export async function forgetSearches(tx: Writer): Promise<void> {
  await tx.rows(
    `delete from saved_search.search where deleted_at < platform.now() - interval '30 days'`,
  );
}
