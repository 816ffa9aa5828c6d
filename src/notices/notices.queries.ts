import type { Database, Reader, Writer } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Choices, Choose, Inbox, MarkNotice, Unread } from './contract.ts';

const shown = 'shown_from <= platform.now()';
const which = {
  open: 'done_at is null',
  unread: 'done_at is null and read_at is null',
  done: 'done_at is not null',
} as const;

/** The inbox of who asks, newest first; the wall lets through their own notices in the role they wear. */
export async function inbox(
  tx: Reader,
  ask: { show: keyof typeof which; kind: string | null; limit: number },
): Promise<Inbox> {
  const [row] = await tx.rows<{ answer: Omit<Inbox, 'more'> }>(
    `with open as materialized (select kind, read_at from notices.notice where ${shown} and ${which.open}),
       page as (select * from notices.notice where ${shown} and ${which[ask.show]} and ($1::text is null or kind = $1)
                 order by shown_from desc, id limit $2)
     select jsonb_build_object(
       'unread', (select count(*) from open where read_at is null),
       'kinds', coalesce((select jsonb_agg(jsonb_build_object('kind', k.kind, 'open', k.open) order by k.kind)
          from (select kind, count(*) as open from open group by kind) k), '[]'),
       'notices', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'path', path, 'about', about,
          'details', details, 'at', at, 'readAt', read_at, 'doneAt', done_at) order by shown_from desc, id) from page), '[]')) as answer`,
    [ask.kind, ask.limit + 1],
  );
  const { unread, kinds, notices } = row!.answer;
  return {
    unread,
    kinds,
    notices: notices.slice(0, ask.limit),
    more: notices.length > ask.limit,
  };
}

export async function unreadCount(tx: Reader): Promise<Unread> {
  const [row] = await tx.rows<Unread>(
    `select count(*)::int as unread from notices.notice where ${shown} and ${which.unread}`,
  );
  return row!;
}

/** The same for a session that does not ask by itself: for the live stream. */
export async function unreadOf(
  db: Database,
  worn: { personId: string; role: string; organisationId: string | null },
): Promise<Unread> {
  const [row] = await db.as(
    'vp_jobs',
    (tx) =>
      tx.rows<Unread>(
        `select count(*)::int as unread from notices.notice where ${shown} and ${which.unread} and person_id = $1
            and (role_code is null or role_code = $2) and (organisation_id is null or organisation_id = $3)`,
        [worn.personId, worn.role, worn.organisationId],
      ),
    { isolation: 'read committed' },
  );
  return row!;
}

/** Marks one notice; what is done is read too. Somebody else's and none at all answer alike. */
export async function markNotice(tx: Writer, noticeId: string, mark: MarkNotice): Promise<Unread> {
  const marked = await tx.rows(
    `update notices.notice set
       read_at = case when coalesce($3::boolean, false) or coalesce($2::boolean, read_at is not null)
                      then coalesce(read_at, platform.now()) end,
       done_at = case when coalesce($3::boolean, done_at is not null) then coalesce(done_at, platform.now()) end
     where id = $1 returning id`,
    [noticeId, mark.read ?? null, mark.done ?? null],
  );
  if (marked.length === 0) throw notFound('notice-not-found');
  return unreadCount(tx);
}

/** Everything that is shown now has been read. */
export async function readAll(tx: Writer): Promise<Unread> {
  await tx.rows(
    `update notices.notice set read_at = platform.now() where ${shown} and ${which.unread}`,
  );
  return unreadCount(tx);
}

export const choices = (tx: Reader): Promise<Choices> =>
  tx.rows('select kind, told, mailed, pushed from notices.choice order by kind');

/** How the person wants to be told of a kind from now on. */
export async function choose(
  tx: Writer,
  kind: string,
  { told, mailed, pushed }: Choose,
): Promise<Choices> {
  await tx.rows(
    `insert into notices.choice (person_id, kind, told, mailed, pushed) values (auth.my_person(), $1, coalesce($2, 'AT_ONCE'), $3, $4)
     on conflict (person_id, kind) do update set told = coalesce($2, choice.told), mailed = coalesce($3, choice.mailed),
       pushed = coalesce($4, choice.pushed)`,
    [kind, told ?? null, mailed ?? null, pushed ?? null],
  );
  return choices(tx);
}

/** Notices that were done a year ago are forgotten, and those that nobody looked at for two. */
export async function forgetNotices(tx: Writer): Promise<void> {
  await tx.rows(
    `delete from notices.notice where done_at < platform.now() - interval '1 year' or shown_from < platform.now() - interval '2 years'`,
  );
}
