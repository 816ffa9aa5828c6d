import { canonicalJson } from './canonical-json.ts';

/** Whose files, or which things, an answer showed: ids of one kind. */
export interface Subjects {
  /** What the ids are of, e.g. `request`. */
  kind: string;
  ids: readonly string[];
  /** True when everything that the session may see of this kind was shown: a count is enough. */
  every?: boolean;
}

/** One look or change, without who it was: the database adds that from the session. */
export interface Look {
  kind: 'READ' | 'WRITE' | 'STREAM';
  /** Method and path with its gaps, never with what fills them. */
  route: string;
  classes: readonly string[];
  purpose: string;
  /** Number of the request, as in the program's own log. */
  request: string;
  /** Status of the answer; DONE in the transaction of a change. */
  outcome: number | 'DONE';
  /** How many rows the answer has; null for a file or a stream. */
  rows: number | null;
  subjects: readonly Subjects[];
}

/** Ids in one line: so many that a line is short and most answers have one. */
const mostIds = 64;

/**
 * The texts of a look as they stand in its lines, canonical JSON: one, or several when it showed more
 * subjects than a line holds; then each has its part and the number of parts.
 */
export function lookTexts(look: Look): string[] {
  const { subjects, ...rest } = look;
  const pieces = subjects.flatMap(({ kind, ids, every }): Subjects[] => {
    if (every) return [{ kind, ids: [], every }];
    const distinct = [...new Set(ids)];
    const from = Array.from(
      { length: Math.ceil(distinct.length / mostIds) },
      (_, n) => n * mostIds,
    );
    return from.map((at) => ({ kind, ids: distinct.slice(at, at + mostIds) }));
  });
  const lines: Subjects[][] = [[]];
  let room = mostIds;
  for (const piece of pieces) {
    if (piece.ids.length > room) {
      lines.push([]);
      room = mostIds;
    }
    lines.at(-1)!.push(piece);
    room -= piece.ids.length;
  }
  return lines.map((shown, n) =>
    canonicalJson({
      ...rest,
      ...(shown.length > 0 && { subjects: shown }),
      ...(lines.length > 1 && { part: n + 1, parts: lines.length }),
    }),
  );
}

/** How many rows an answer has: of a list its length, of an object that of its longest list, else one. */
export function rowsOf(answer: unknown): number {
  if (Array.isArray(answer)) return answer.length;
  if (answer === null || typeof answer !== 'object') return 1;
  const lists = Object.values(answer).filter(Array.isArray);
  return lists.length === 0 ? 1 : Math.max(...lists.map((list) => list.length));
}

/** The ids that stand under a key in a JSON text, without reading the whole of it. */
export const idsIn = (text: string | undefined, key: string): string[] =>
  [...(text ?? '').matchAll(new RegExp(`"${key}" ?: ?"([0-9a-f-]{36})"`, 'g'))].map(
    ([, id]) => id!,
  );
