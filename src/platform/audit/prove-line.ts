import type { Database } from '../db/database.ts';
import { lineHash } from './line-hash.ts';
import { isContinued, isIncluded, MerkleTree } from './merkle-tree.ts';
import type { StatementFolder } from './statement-folder.ts';
import { type RootStatement, standing } from './statement.ts';

/** That a line stands in the log as it was signed: everything a stranger needs to check it, hashes as hex. */
export interface LineProof {
  number: number;
  line: string;
  previous: string;
  /** Where it stands in the tree of its day, from 0, and how many leaves that tree had. */
  index: number;
  size: number;
  path: string[];
  /** The signed statement of the root, as it stands in its file. */
  statement: string;
  /** That the tree of an earlier statement of the day is the beginning of this one. */
  continued?: { size: number; root: string; proof: string[] };
}

const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** @returns null when there is no such line, or nothing was signed of it yet */
export async function proveLine(
  db: Database,
  folder: StatementFolder,
  beginning: Buffer,
  number: number,
): Promise<LineProof | null> {
  const read = folder.read().filter(({ fault }) => fault === null);
  const { roots } = standing(read.map(({ statement }) => statement));
  const covering = roots.filter(({ first, last }) => first <= number && number <= last);
  const newest = covering.at(-1);
  if (!newest) return null;
  const { text } = read.findLast(({ statement }) => statement === newest)!;
  const { hashes, line, previous } = await db.as(
    'vp_jobs',
    async (tx) => {
      const rows = await tx.rows<{ hash: Buffer }>(
        'select hash from audit.line where number between $1 and $2 order by number',
        [newest.first, newest.last],
      );
      const [own] = await tx.rows<{ line: string; previous: Buffer | null }>(
        `select e.line, (select b.hash from audit.line b where b.number = l.number - 1) as previous
           from audit.line l join audit.entry e on e.id = l.entry_id where l.number = $1`,
        [number],
      );
      return { hashes: rows.map(({ hash }) => hash), line: own!.line, previous: own!.previous };
    },
    { isolation: 'repeatable read' },
  );
  const tree = new MerkleTree(hashes);
  const index = number - newest.first;
  const earlier: RootStatement | undefined = covering.find(({ last }) => last < newest.last);
  return {
    number,
    line,
    previous: (previous ?? beginning).toString('hex'),
    index,
    size: hashes.length,
    path: tree.inclusion(index).map((each) => each.toString('hex')),
    statement: text,
    ...(earlier && {
      continued: {
        size: earlier.last - earlier.first + 1,
        root: earlier.root,
        proof: tree
          .consistency(earlier.last - earlier.first + 1)
          .map((each) => each.toString('hex')),
      },
    }),
  };
}

/** Checks a proof against the root of its statement; whose signature that is, `readStatements` says. */
export function isProven(proof: LineProof, { root, first, last }: RootStatement): boolean {
  const data = lineHash(bytes(proof.previous), Buffer.from(proof.line));
  const { continued } = proof;
  return (
    proof.number === first + proof.index &&
    proof.size === last - first + 1 &&
    isIncluded({
      data,
      index: proof.index,
      size: proof.size,
      path: proof.path.map(bytes),
      root: bytes(root),
    }) &&
    (!continued ||
      isContinued({
        before: continued.size,
        beforeRoot: bytes(continued.root),
        size: proof.size,
        root: bytes(root),
        proof: continued.proof.map(bytes),
      }))
  );
}
