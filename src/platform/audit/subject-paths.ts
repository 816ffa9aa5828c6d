import { idsIn, type Subjects } from './look.ts';

/**
 * Whose files a route shows, as data: kind of subject → where its ids stand. A path begins with `params`, `query`, `body` or
 * `answer` and names keys, `[]` after a key that holds a list: `answer.rows[].personId`. `every`: all that the session may
 * see of this kind. `handler`: the handler says them with `shows`, because its answer is a file. No kind at all: nobody's.
 */
export type SubjectPaths = Readonly<Record<string, string | readonly string[]>>;

/** What paths are followed in. */
export interface SubjectSources {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  answer?: unknown;
  /** The JSON text of an answer that the handler sent itself. */
  text?: string;
  /** What the handler said. */
  said?: readonly Subjects[];
}

/** The paths of a kind, as a list. */
export const pathsOf = (paths: string | readonly string[]): readonly string[] =>
  typeof paths === 'string' ? [paths] : paths;

function follow(value: unknown, keys: readonly string[], found: string[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const each of value) follow(each, keys, found);
    return;
  }
  const [key, ...rest] = keys;
  if (key === undefined) {
    if (typeof value === 'string') found.push(value);
  } else if (typeof value === 'object') {
    follow((value as Record<string, unknown>)[key], rest, found);
  }
}

/** The keys of a path, without the marks of lists. */
export const keysOf = (path: string): string[] =>
  path.split('.').flatMap((each) => each.replaceAll('[]', '') || []);

function idsAt(path: string, sources: SubjectSources): string[] {
  const found: string[] = [];
  const [source, ...keys] = keysOf(path);
  const isText = source === 'answer' && sources.answer === undefined && sources.text !== undefined;
  const last = keys.at(-1) ?? '';
  // A key of its own is found in the text; one that many things have is only right where it stands.
  if (isText && last.length > 'id'.length) return idsIn(sources.text, last);
  const value = isText ? JSON.parse(sources.text!) : sources[source as keyof SubjectSources];
  follow(value, keys, found);
  return found;
}

/** Whose files were seen or changed, by the paths of a route. */
export const subjectsAt = (paths: SubjectPaths, sources: SubjectSources): Subjects[] =>
  Object.entries(paths).flatMap(([kind, at]): Subjects[] => {
    if (at === 'every') return [{ kind, ids: [], every: true }];
    const said =
      at === 'handler' ? (sources.said ?? []).filter((each) => each.kind === kind) : null;
    const found =
      said?.flatMap((each) => each.ids) ?? pathsOf(at).flatMap((path) => idsAt(path, sources));
    const ids = [...new Set(found)];
    return ids.length > 0 ? [{ kind, ids }] : [];
  });
