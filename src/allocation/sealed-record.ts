/**
 * What records of candidates and rounds have in common: one text for one value, digests, and the facts of each file
 * kept apart, so that one can be erased and the rest of the record still be checked. Nothing here knows a time.
 */
import { createHash } from 'node:crypto';

/** One text for one value, on every machine: keys in order of their code units, no spaces, absent fields left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`a number that no record can hold: ${value}`);
  }
  return JSON.stringify(value);
}

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/**
 * The facts of one file in a record. They lie under that file's own key: when the key is destroyed they are `null`, and
 * the digest stays. The nonce goes with them, or few enough facts could be guessed from the digest.
 */
export interface Sealed<T> {
  readonly id: string;
  readonly digest: string;
  readonly facts: { readonly nonce: string; readonly value: T } | null;
}

export function seal<T>(id: string, value: T, nonce: string): Sealed<T> {
  const facts = { nonce, value };
  return { id, digest: digestOf(facts), facts };
}

/** Without the facts of these files. */
export const erasedFrom = <T>(list: readonly Sealed<T>[], ids: ReadonlySet<string>): Sealed<T>[] =>
  list.map((each) => (ids.has(each.id) ? { ...each, facts: null } : each));

/** A record: what was put in, what came out, and digests of both. Immutable but for erasure. */
export interface RecordOf<Kind extends string, Input, Facts, Answer> {
  readonly kind: Kind;
  /** Of this text: a later form is another number, and this one can still be recomputed. */
  readonly form: 1;
  readonly input: Input;
  readonly files: readonly Sealed<Facts>[];
  readonly answer: Answer;
  readonly answerDigest: string;
  /** Of all of it, each file by its digest and the answer by its own. */
  readonly sha256: string;
}

type AnyRecord = RecordOf<string, unknown, unknown, unknown>;

const sealOf = ({ kind, form, input, files, answerDigest }: Omit<AnyRecord, 'sha256' | 'answer'>) =>
  digestOf({ kind, form, input, answerDigest, files: files.map(({ id, digest }) => [id, digest]) });

export function recordOf<Kind extends string, Input, Facts, Answer>(
  kind: Kind,
  input: Input,
  files: readonly Sealed<Facts>[],
  answer: Answer,
): RecordOf<Kind, Input, Facts, Answer> {
  const answerDigest = digestOf(answer);
  const parts = { kind, form: 1 as const, input, files, answerDigest };
  return { ...parts, answer, sha256: sealOf(parts) };
}

/** What recomputing a record says. */
export interface Recomputed {
  /** Nothing was changed since: every digest is that of what is there. */
  readonly intact: boolean;
  /** Files whose facts are gone. */
  readonly erased: number;
  /** Whether the answer came out the same, byte for byte; `null` where it cannot be told. */
  readonly same: boolean | null;
  /** Why it cannot be told: files were erased, or time was up before the answer was proven. */
  readonly because: 'ERASED' | 'TIME_WAS_UP' | null;
}

/** Checks the digests; the answer's own only while no file is erased, as erasure takes its part of the answer too. */
export function isIntact(record: AnyRecord): boolean {
  const isWhole = record.files.every(({ facts }) => facts !== null);
  return (
    record.files.every(({ facts, digest }) => facts === null || digestOf(facts) === digest) &&
    (!isWhole || digestOf(record.answer) === record.answerDigest) &&
    sealOf(record) === record.sha256
  );
}

export const erasedCount = ({ files }: AnyRecord): number =>
  files.filter(({ facts }) => facts === null).length;
