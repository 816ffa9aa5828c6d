import type { Database } from '../db/database.ts';
import { lineHash, sha256 } from './line-hash.ts';
import { GrowingTree } from './merkle-tree.ts';
import type { RootStatement } from './statement.ts';

/** The lines of one day, and what was signed of them. */
export interface DayToVerify {
  day: string;
  first: number;
  last: number;
  roots: readonly RootStatement[];
}

export interface VerifiedDay {
  day: string;
  lines: number;
  /** Bytes that were hashed into the chain. */
  bytes: number;
  problems: string[];
}

interface Row {
  number: number;
  hash: Buffer;
  account: string | null;
  at: string;
  line: string | null;
  sealed: Buffer | null;
  /** The ids by which the line is found. */
  shown: string | null;
}

const atOnce = 10_000;
const mostProblems = 20;

const pageQuery = `select l.number, l.hash, e.account, (e.at at time zone 'UTC')::text as at, e.line, e.sealed,
    array_to_string(s.ids, ' ') as shown
  from audit.line l left join audit.entry e on e.id = l.entry_id left join audit.shown s on s.entry_id = l.entry_id
 where l.number >= $1 and l.number <= $2 order by l.number`;

/** True when the columns that are searched say what the line says. */
function columnsFit({ account, at, line, sealed }: Row): boolean {
  const text = line!;
  // {"at":"2026-11-23T22:00:00.123450Z" against 2026-11-23 22:00:00.12345
  const [seconds, fraction = ''] = at.split('.');
  const moment = `${seconds!.replace(' ', 'T')}.${fraction.padEnd(6, '0')}Z`;
  if (!text.startsWith(`{"at":"${moment}"`)) return false;
  const who = account === null ? ',"who":null}' : `,"who":{"account":"${account}"`;
  if (!text.startsWith(who, text.lastIndexOf(',"who":'))) return false;
  const said = /,"sealed":"([0-9a-f]{64})","who":/.exec(text.slice(-400))?.[1] ?? null;
  return said === (sealed === null ? null : sha256(sealed).toString('hex'));
}

const anId = /"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/gi;

/** The ids that a line names, as the database writes them down to find it by. */
function idsIn(text: string): string {
  const of = /,"of":"[-0-9a-f]{36}"/i.exec(text)?.[0] ?? '';
  const at = text.indexOf('"subjects":');
  const subjects = at < 0 ? '' : text.slice(at, text.lastIndexOf(',"who":'));
  const ids = [...`${of}${subjects}`.matchAll(anId)].map(([, id]) => id!.toLowerCase());
  return [...new Set(ids)].sort().join(' ');
}

/**
 * Recomputes the chain and the tree of one day from its lines, and holds both against what stands there and
 * against what was signed.
 * @param tell called with the number of lines that were done, now and then
 */
export async function verifyDay(
  db: Database,
  { day, first, last, roots }: DayToVerify,
  beginning: Buffer,
  tell: (lines: number) => void = () => {},
): Promise<VerifiedDay> {
  const problems: string[] = [];
  const say = (text: string) => problems.length < mostProblems && problems.push(text);
  const signed = new Map(Map.groupBy(roots, (root) => root.last));
  const tree = new GrowingTree();
  const read = <R extends object>(name: string, text: string, values: unknown[]) =>
    db.as('vp_jobs', (tx) => tx.prepared<R>(name, text, values), { isolation: 'read committed' });
  const before = await read<{ hash: Buffer }>(
    'verify before',
    'select hash from audit.line where number = $1',
    [first - 1],
  );
  let previous = first === 1 ? beginning : before[0]?.hash;
  if (!previous) say(`line ${first - 1} is missing`);
  let bytes = 0;
  let expected = first;
  for (let from = first; from <= last; from += atOnce) {
    const rows = await read<Row>('verify page', pageQuery, [
      from,
      Math.min(last, from + atOnce - 1),
    ]);
    for (const row of rows) {
      if (row.number !== expected) say(`lines ${expected} to ${row.number - 1} are missing`);
      expected = row.number + 1;
      if (row.line === null) {
        say(`the entry of line ${row.number} is missing`);
      } else {
        const text = Buffer.from(row.line);
        bytes += text.length;
        const hash = lineHash(previous ?? Buffer.alloc(0), text);
        if (!hash.equals(row.hash)) say(`line ${row.number} is not what was sealed`);
        if (!columnsFit(row))
          say(`the columns of line ${row.number} say something else than the line`);
        if (idsIn(row.line) !== (row.shown ?? ''))
          say(`line ${row.number} is found by other ids than it names`);
      }
      previous = row.hash;
      tree.add(row.hash);
      for (const root of signed.get(row.number) ?? []) {
        const fits = root.first === first && root.hash === row.hash.toString('hex');
        if (!fits || root.root !== tree.root().toString('hex'))
          say(`line ${row.number} is not the one that was signed at ${root.at}`);
        signed.delete(row.number);
      }
    }
    tell(rows.length);
  }
  if (expected <= last) say(`lines ${expected} to ${last} are missing`);
  for (const root of [...signed.values()].flat())
    say(`line ${root.last} was signed at ${root.at} and is no line of ${day}`);
  return { day, lines: tree.size, bytes, problems };
}
