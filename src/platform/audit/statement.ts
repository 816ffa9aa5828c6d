import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './line-hash.ts';

interface Said {
  at: string;
  /** Which installation; its log begins with its own number. */
  instance: string;
  /** Name of the key that signed, see `keyName`. */
  key: string;
  /** SHA-256 of the statement before, as it stands in its file; null for the first. */
  previous: string | null;
}

/** The lines of a day as far as they had come: first and last number, hash of the last, Merkle root of all their hashes. */
export interface RootStatement extends Said {
  kind: 'ROOT';
  day: string;
  first: number;
  last: number;
  hash: string;
  root: string;
  /** No line of this day can come any more. */
  closed: boolean;
}

/** The database was restored: the log goes on after line `last`, and signed lines up to `lost` are gone. */
export interface RestoredStatement extends Said {
  kind: 'RESTORED';
  day: string;
  last: number;
  hash: string;
  lost: { last: number; hash: string };
  reason: string;
}

export type Statement = RootStatement | RestoredStatement;

/** Short name of a key: the first bytes of the SHA-256 of its public part. */
export const keyName = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

/** One line of a file of statements: the statement with its Ed25519 signature, canonical JSON. */
export function signedText(statement: Statement, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(canonicalJson(statement)), privateKey);
  return canonicalJson({ signature: signature.toString('base64'), statement });
}

export const textHash = (text: string): string => sha256(Buffer.from(text)).toString('hex');

/** What is read of a file of statements; `fault` says why one cannot be believed. */
export interface ReadStatement {
  statement: Statement;
  text: string;
  fault: string | null;
}

/**
 * Statements in the order in which they were made, each held against its signature and the one before.
 * @param keys public keys by name
 */
export function readStatements(
  texts: readonly string[],
  keys: ReadonlyMap<string, KeyObject>,
): ReadStatement[] {
  let previous: string | null = null;
  return texts.flatMap((text, n): ReadStatement[] => {
    const before = previous;
    previous = textHash(text);
    let read: { statement: Statement; signature: string };
    try {
      read = JSON.parse(text) as typeof read;
    } catch {
      return [{ statement: {} as Statement, text, fault: `statement ${n + 1} is no JSON` }];
    }
    const { statement, signature } = read;
    const key = keys.get(statement?.key ?? '');
    const isSigned =
      key !== undefined &&
      typeof signature === 'string' &&
      verify(null, Buffer.from(canonicalJson(statement)), key, Buffer.from(signature, 'base64'));
    const fault = !isSigned
      ? `statement ${n + 1} is not signed with a known key`
      : statement.previous !== before
        ? `statement ${n + 1} does not follow the one before it`
        : null;
    return [{ statement, text, fault }];
  });
}

/** Statements that still count, and restorations with what each of them took away. */
export function standing(statements: readonly Statement[]): {
  roots: RootStatement[];
  restored: RestoredStatement[];
} {
  let roots: RootStatement[] = [];
  const restored: RestoredStatement[] = [];
  for (const statement of statements) {
    if (statement.kind === 'ROOT') {
      roots.push(statement);
      continue;
    }
    restored.push(statement);
    // What was signed beyond the line from which it goes on is about lines that are gone.
    roots = roots.filter(({ last }) => last <= statement.last);
  }
  return { roots, restored };
}
