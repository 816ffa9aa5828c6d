import { type Actor, idempotent, recordEvent, theProgram } from '../../platform/db/command.ts';
import type { Caller, Transactions, Writer } from '../../platform/db/database.ts';
import { badRequest, conflict, Failure } from '../../platform/errors.ts';
import { appliedRules } from '../find-candidates.ts';
import type { DrawRound } from './contract.ts';
import { roundFacts } from './round-facts.queries.ts';
import { brokenOffAfter } from './rounds.query.ts';
import {
  type DrawnRound,
  drawInThread,
  type RoundProgress,
  type RoundQuestion,
} from './round-thread.ts';

/** What is given to the solver, in seconds: groups that come together or not at all may take it all. */
const timeLimit = 60;

/** Whose round, and who draws it. */
export interface Drawing {
  readonly db: Transactions;
  readonly caller: Caller;
  readonly actor: Actor;
  /** The idempotency key of the request. */
  readonly key: string;
  readonly log: (error: unknown) => void;
}

const event = (
  tx: Writer,
  actor: Actor,
  of: { kind: string; roundId: string; details?: Record<string, unknown> },
) =>
  recordEvent(tx, actor, {
    slice: 'allocation',
    kind: of.kind,
    organisationId: null,
    subjectId: of.roundId,
    details: of.details ?? {},
  });

/**
 * The row of a round that is about to be drawn. Throws `region-needed` for who leads no region, `start-in-past`,
 * `no-rules-in-force`, `round-is-drawn` while another of the region is.
 */
async function beginRound(
  tx: Writer,
  actor: Actor,
  { scope, from }: DrawRound,
): Promise<{ id: string }> {
  const [own] = await tx.rows<{ region: string | null; past: boolean }>(
    `select auth.my_area() as region, $1::date < platform.today() as past`,
    [from],
  );
  if (own!.region === null) throw conflict('region-needed');
  if (own!.past) throw badRequest('start-in-past');
  await appliedRules(tx);
  const id = crypto.randomUUID();
  await event(tx, actor, { kind: 'round.draw', roundId: id, details: { scope, from } });
  await tx.rows(
    `update allocation.round set state = 'FAILED', failed_because = 'BROKEN_OFF'
      where region_code = $1 and state = 'WORKING' and begun_at < platform.now() - ${brokenOffAfter}`,
    [own!.region],
  );
  await tx.rows(
    `insert into allocation.round (id, region_code, scope, from_on) values ($1, $2, $3, $4)`,
    [id, own!.region, scope, from],
  );
  return { id };
}

async function question(
  { db, caller }: Drawing,
  { scope, from }: DrawRound,
): Promise<RoundQuestion> {
  return db.read(caller, async (tx) => {
    const [own] = await tx.rows<{ region: string }>(`select auth.my_area() as region`);
    const { version, content } = await appliedRules(tx);
    return {
      facts: await roundFacts(tx, {
        rules: content,
        from,
        region: scope === 'REGION' ? own!.region : null,
      }),
      shares: content.lanes.map(({ code, percent }) => ({ lane: code, percent })),
      orderRules: { version, seed: content.seed, content },
      timeLimit,
    };
  });
}

/** Keeps record and sketch, and opens the round. */
export async function keepRound(
  tx: Writer,
  actor: Actor,
  roundId: string,
  { record, sketch }: DrawnRound,
): Promise<void> {
  const { placedChildren, rooms } = sketch.figures;
  await event(tx, actor, {
    kind: 'round.drawn',
    roundId,
    details: { children: sketch.figures.children, placed: placedChildren, rooms },
  });
  const [kept] = await tx.rows<{ id: string; region: string }>(
    `insert into allocation.record (kind, region_code, rule_set_version, content, content_hash)
     select 'ROUND', r.region_code, $2, $3, decode($4, 'hex') from allocation.round r where r.id = $1
     returning id, region_code as region`,
    [roundId, record.input.orderRules.version, JSON.stringify(record), record.sha256],
  );
  await tx.rows(
    `update allocation.round set state = 'SKETCH', record_id = $2, figures = $3 where id = $1`,
    [roundId, kept!.id, JSON.stringify(sketch.figures)],
  );
  await tx.rows(
    `insert into allocation.round_sketch (id, region_code, content) values ($1, $2, $3)`,
    [roundId, kept!.region, JSON.stringify(sketch)],
  );
}

/** Rounds that are drawn in this process now, one after another: each takes a core for itself. */
export class RoundDesk {
  readonly #progress = new Map<string, RoundProgress>();
  #last: Promise<void> = Promise.resolve();

  /** How far the drawing of a round is; `null` where nobody here draws it. */
  progressOf(roundId: string): RoundProgress | null {
    return this.#progress.get(roundId) ?? null;
  }

  /** Begins a round and goes on with it after the answer. Throws as {@link beginRound} does. */
  async begin(drawing: Drawing, input: DrawRound): Promise<{ id: string; drawn: Promise<void> }> {
    const { db, caller, actor, key } = drawing;
    const made = await idempotent(db, caller, { key, route: 'round.draw', input }, (tx) =>
      beginRound(tx, actor, input),
    );
    const { id } = made.body;
    if (made.replayed) return { id, drawn: Promise.resolve() };
    this.#progress.set(id, { step: 'FACTS', done: 0, of: 0 });
    this.#last = this.#last.then(() => this.#draw(drawing, id, input));
    return { id, drawn: this.#last };
  }

  async #draw(drawing: Drawing, id: string, input: DrawRound): Promise<void> {
    const { db, caller, actor, log } = drawing;
    try {
      const drawn = await drawInThread(await question(drawing, input), (progress) =>
        this.#progress.set(id, progress),
      );
      await db.write(caller, (tx) => keepRound(tx, actor, id, drawn));
    } catch (error) {
      log(error);
      const because =
        error instanceof Failure && error.code === 'no-rules-in-force' ? 'NO_RULES' : 'FAULT';
      // By the program: whoever began it may have left meanwhile, and the region is not to wait for that.
      await db
        .as('vp_jobs', async (tx) => {
          await event(tx, theProgram, { kind: 'round.failed', roundId: id });
          await tx.rows(
            `update allocation.round set state = 'FAILED', failed_because = $2 where id = $1 and state = 'WORKING'`,
            [id, because],
          );
        })
        .catch(log);
    } finally {
      this.#progress.delete(id);
    }
  }
}
