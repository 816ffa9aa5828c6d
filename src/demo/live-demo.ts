import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { Failure } from '../platform/errors.ts';
import { dayIn } from '../platform/period.ts';
import { findMove, type Hand, type MoveKind, nextKind } from './moves.ts';
import { Random } from './random.ts';

export interface LiveDemo {
  /** Does one thing now; tells which, or null when nothing could be done. */
  step(): Promise<MoveKind | null>;
  /** How often each kind was done since the start. */
  readonly done: Readonly<Partial<Record<MoveKind, number>>>;
  stop(): Promise<void>;
}

interface LiveDemoOptions {
  db: Database;
  clock: Clock;
  /** Issuer at which the demo people log in. */
  issuer: string;
  /** Opens a session for a demo person; null when there is no such person or no role. */
  open(who: { issuer: string; subject: string; idToken: null }): Promise<string | null>;
  /** Ends a session that was opened. */
  close(token: string): Promise<unknown>;
  /** Things a minute; 0 does nothing by itself. */
  perMinute: number;
  seed?: string;
  log?: {
    warn(fields: object, message: string): void;
    info(fields: object, message: string): void;
  };
}

interface Keeper {
  subject: string;
  personId: string;
  hatId: string;
  name: string;
  token: string;
}

/** A demo that was forgotten stops by itself; the next start goes on. */
const mostMoves = 20_000;
const mostFailuresInARow = 20;

const placeOf = (by: Hand): string => ('region' in by ? by.region : by.providerId);
const keyOf = (by: Hand): string => `${by.role} ${placeOf(by)}`;

/**
 * Lets the invented Flanders live: providers of the demo begin and end stays, send children home for the
 * weekend, take places out of use and confirm, access teams enter, direct and assess those who wait, and both lead
 * children to places in dialogue, through the real commands under their own log-ins. It never touches a provider or a child that is not invented.
 */
export function startLiveDemo(options: LiveDemoOptions): LiveDemo {
  const { db, clock, issuer } = options;
  const random = new Random(options.seed ?? `live ${clock.now().toISOString()}`);
  const keepers = new Map<string, Keeper | null>();
  const done: Partial<Record<MoveKind, number>> = {};
  let failures = 0;
  let moves = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  /** The person who keeps the capacity or the intake of a provider, or the list of a region, signed in as they would be. */
  async function keeperOf(by: Hand): Promise<Keeper | null> {
    const key = keyOf(by);
    const known = keepers.get(key);
    if (known !== undefined) return known;
    const [person] = await db.as(
      'vp_jobs',
      (tx) =>
        tx.rows<Omit<Keeper, 'token'>>(
          `select p.subject, p.id as "personId", h.id as "hatId", p.name from auth.hat h join auth.person p on p.id = h.person_id
            where case when $3 in ('PC', 'PI') then h.organisation_id::text else h.area_code end = $1 and h.role_code = $3
              and h.valid @> platform.today()
              and p.issuer = $2 and p.invented and p.blocked_at is null
              -- The session of who has more than one hat may open in the other.
              and not exists (select from auth.hat o where o.person_id = p.id and o.id <> h.id and o.valid @> platform.today())
            order by p.subject limit 1`,
          [placeOf(by), issuer, by.role],
        ),
      { isolation: 'read committed' },
    );
    const token =
      person && (await options.open({ issuer, subject: person.subject, idToken: null }));
    const keeper = person && token ? { ...person, token } : null;
    keepers.set(key, keeper);
    return keeper;
  }

  async function step(): Promise<MoveKind | null> {
    const kind = nextKind(random, done);
    const today = dayIn(clock.now());
    const move = await db.as('vp_jobs', (tx) => findMove(tx, kind, today, random), {
      isolation: 'read committed',
    });
    const keeper = move && (await keeperOf(move.by));
    if (!move || !keeper) return null;
    const { personId, hatId, name, token } = keeper;
    try {
      await db.write({ role: move.by.role, token }, (tx) =>
        move.run(tx, { personId, hatId, role: move.by.role, name }),
      );
    } catch (error) {
      // Somebody at a screen was quicker, or the session ran out: the next one is found anew.
      if (!(error instanceof Failure)) throw error;
      if (error.kind === 'not-signed-in') keepers.delete(keyOf(move.by));
      return null;
    }
    done[kind] = (done[kind] ?? 0) + 1;
    return kind;
  }

  async function turn(): Promise<void> {
    try {
      await step();
      failures = 0;
    } catch (error) {
      failures += 1;
      options.log?.warn({ err: error }, 'the demo could not move');
    }
    moves += 1;
    if (moves >= mostMoves || failures >= mostFailuresInARow) {
      options.log?.info({ moves, failures }, 'the demo stands still from now on');
      return;
    }
    next();
  }

  function next(): void {
    if (stopped || options.perMinute <= 0) return;
    // Now and then two close together, now and then a pause: as calls come in.
    const wait = (60_000 / options.perMinute) * (0.4 + 1.2 * random.next());
    timer = setTimeout(() => {
      running = turn();
    }, wait);
    timer.unref();
  }

  next();
  return {
    step,
    done,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running.catch(() => {});
      const tokens = [...keepers.values()].flatMap((keeper) => (keeper ? [keeper.token] : []));
      await Promise.all(tokens.map((token) => options.close(token).catch(() => {})));
    },
  };
}
