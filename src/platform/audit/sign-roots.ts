import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Database, Reader } from '../db/database.ts';
import { dayIn } from '../period.ts';
import { canonicalJson } from './canonical-json.ts';
import { GrowingTree } from './merkle-tree.ts';
import { sealAll } from './sealing.ts';
import type { StatementFolder } from './statement-folder.ts';
import { keyName, type Statement, textHash } from './statement.ts';

/** The log holds less than was signed of it, or something else: sealing and signing wait for somebody. */
export class LogBehind extends Error {
  readonly signed: { last: number; hash: string };
  readonly head: { last: number; hash: string };
  constructor(signed: { last: number; hash: string }, head: { last: number; hash: string }) {
    super(
      `The log of looks ends at line ${head.last}, but line ${signed.last} was signed with another past. After a restore: vrijplaats audit restored --reason "…"`,
    );
    this.name = 'LogBehind';
    this.signed = signed;
    this.head = head;
  }
}

const atOnce = 20_000;
/** A transaction that seals for a day may end this much after it. */
const settledMs = 120_000;

const headOf = async (tx: Reader) => {
  const [head] = await tx.rows<{ last: number; hash: string }>(
    `select number as last, encode(hash, 'hex') as hash from audit.line order by number desc limit 1`,
  );
  return head ?? { last: 0, hash: '' };
};

const hashAt = async (tx: Reader, number: number) =>
  (
    await tx.rows<{ hash: string }>(
      `select encode(hash, 'hex') as hash from audit.line where number = $1`,
      [number],
    )
  )[0]?.hash;

/** Signs how far the log has come; keeps the tree of the present day in mind from one time to the next. */
export interface RootSigner {
  /** @throws LogBehind */
  sign(): Promise<void>;
  /** @throws LogBehind when what was signed last does not stand in the log. */
  check(): Promise<void>;
  /** Writes the line and the statement that the log goes on after a restore. */
  restored(reason: string): Promise<{ last: number; lost: number }>;
}

export function openRootSigner(options: {
  db: Database;
  folder: StatementFolder;
  privateKey: KeyObject;
  instanceId: string;
  now: () => Date;
}): RootSigner {
  const { db, folder, privateKey, instanceId, now } = options;
  let grown = { day: '', first: 1, last: 0, hash: '', tree: new GrowingTree() };
  const asJobs = <T>(work: (tx: Reader) => Promise<T>) =>
    db.as('vp_jobs', work, { isolation: 'repeatable read' });

  const said = () => {
    const last = folder.read().at(-1);
    return {
      said: last?.statement,
      common: {
        at: now().toISOString(),
        instance: instanceId,
        key: keyName(createPublicKey(privateKey)),
        previous: last ? textHash(last.text) : null,
      },
    };
  };

  async function checkAgainst(tx: Reader, last: Statement | undefined): Promise<void> {
    if (!last || last.last === 0 || (await hashAt(tx, last.last)) === last.hash) return;
    throw new LogBehind({ last: last.last, hash: last.hash }, await headOf(tx));
  }

  /** Takes in the lines of the day that came since; false when there are none of it. */
  async function grow(tx: Reader, day: string): Promise<boolean> {
    const isKnown = grown.day === day && (await hashAt(tx, grown.last)) === grown.hash;
    if (!isKnown) {
      const [of] = await tx.rows<{ first: number | null }>(
        'select min(number) as first from audit.line where day = $1',
        [day],
      );
      if (!of?.first) return false;
      grown = { day, first: of.first, last: of.first - 1, hash: '', tree: new GrowingTree() };
    }
    for (;;) {
      const rows = await tx.rows<{ number: number; hash: Buffer }>(
        'select number, hash from audit.line where number > $1 and day = $2 order by number limit $3',
        [grown.last, day, atOnce],
      );
      for (const { hash } of rows) grown.tree.add(hash);
      const end = rows.at(-1);
      if (end) Object.assign(grown, { last: end.number, hash: end.hash.toString('hex') });
      if (rows.length < atOnce) return true;
    }
  }

  function say(closed: boolean): void {
    const { day, first, last, hash } = grown;
    folder.add(
      {
        ...said().common,
        kind: 'ROOT',
        day,
        first,
        last,
        hash,
        root: grown.tree.root().toString('hex'),
        closed,
      },
      privateKey,
    );
  }

  return {
    async sign() {
      await asJobs(async (tx) => {
        const { said: last } = said();
        await checkAgainst(tx, last);
        const isOpen = last?.kind === 'ROOT' && !last.closed;
        const days = await tx.rows<{ day: string; last: number }>(
          `select day::text, max(number) as last from audit.line where number > $1 or ($2::date is not null and day = $2)
            group by day order by day`,
          [last?.last ?? 0, isOpen ? last.day : null],
        );
        const settled = dayIn(new Date(now().getTime() - settledMs));
        for (const { day, last: end } of days) {
          const closed = day < settled;
          const isNew = !last || end > last.last || last.kind === 'RESTORED';
          if ((isNew || closed) && (await grow(tx, day))) say(closed);
        }
      });
    },
    check: () => asJobs((tx) => checkAgainst(tx, said().said)),
    async restored(reason) {
      const { said: signed } = said();
      if (!signed) throw new Error('Nothing was signed yet: there is nothing to go on from.');
      const head = await asJobs(headOf);
      const lost = { last: signed.last, hash: signed.hash };
      await db.as(
        'vp_jobs',
        (tx) =>
          tx.rows('select audit.append_of_program($1)', [
            canonicalJson({ kind: 'RESTORED', after: head, lost, reason }),
          ]),
        { isolation: 'read committed' },
      );
      folder.add(
        {
          ...said().common,
          kind: 'RESTORED',
          day: dayIn(now()),
          ...head,
          lost,
          reason,
        },
        privateKey,
      );
      await sealAll(db);
      return { last: head.last, lost: Math.max(0, lost.last - head.last) };
    },
  };
}
