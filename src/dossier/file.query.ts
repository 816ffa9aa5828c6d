import type { Reader } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import { identityField } from '../waiting-list/index.ts';
import type { File, Looks, Windows } from './contract.ts';

type Rows = Pick<Reader, 'prepared'>;

/** The windows of who asks, at this moment. */
export async function myWindows(tx: Rows): Promise<Windows> {
  return {
    windows: await tx.prepared(
      'dossier-windows',
      'select child_id as "childId", mark from dossier.my_windows()',
    ),
  };
}

const parts = `(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'class', p.class, 'drawnUpOn', p.drawn_up_on,
    'title', t.title, 'words', t.words, 'writtenBy', t.written_by) order by p.drawn_up_on desc, p.id), '[]')
  from dossier.part p left join dossier.part_text t on t.id = p.id where p.child_id = $1)`;

const claims = `(select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'words', c.words, 'askedAt', c.asked_at,
    'dueOn', c.due_on, 'outcome', c.outcome, 'answer', c.answer, 'answeredAt', c.answered_at) order by c.asked_at desc, c.id), '[]')
  from dossier.claim c where c.child_id = $1)`;

/**
 * One file as the window of who asks shows it, in one statement: what other slices keep through a function that gives named
 * fields, parts and questions by row. @throws Failure window-not-found also where there is no such child
 */
export async function fileOf(tx: Rows, childId: string): Promise<File> {
  const [found] = await tx.prepared<{ file: File | null }>(
    'dossier-file',
    `select (s.standing - 'name') || jsonb_build_object('givenName', ${identityField('i', 'given_name')}, 'parts', ${parts}, 'claims', ${claims}) as file
       from (select dossier.standing($1::uuid) as standing) s
       cross join lateral (select $1::uuid as id, s.standing->'name'->>'sealed' as sealed, s.standing->'name'->>'clear' as given_name) i`,
    [childId],
  );
  if (!found?.file) throw notFound('window-not-found');
  return found.file;
}

const page = 50;

/** Who looked, the last first. @throws Failure window-not-found where the window does not show it */
export async function looksOf(
  tx: Rows,
  childId: string,
  skip: number,
  words: (purpose: string) => string | null,
  most = page,
): Promise<Looks> {
  type Kept = Omit<Looks['lines'][number], 'purposeWords'>;
  const [found] = await tx.prepared<{ looks: { count: number; lines: Kept[] } | null }>(
    'dossier-looks',
    'select dossier.looks_of($1, $2, $3) as looks',
    [childId, skip, most],
  );
  if (!found?.looks) throw notFound('window-not-found');
  const { count, lines } = found.looks;
  return {
    count,
    lines: lines.map((line) => ({
      ...line,
      purposeWords: line.purpose === null ? null : words(line.purpose),
    })),
  };
}
