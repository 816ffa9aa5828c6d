import type pg from 'pg';
import type { Database } from './database.ts';

type Listener = (payload: string) => void;

/** What the database tells: one LISTEN connection for the whole process. */
export interface Feed {
  /** Hears every notification on a channel, by the name that the functions use; call before `start`. */
  on(channel: string, listener: Listener): void;
  /** Hears that notifications may have been missed: the connection was lost and is back. */
  onGap(listener: () => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const firstWaitMs = 100;
const longestWaitMs = 5_000;
const aliveEveryMs = 15_000;

/** @param log told when the connection is lost or back */
export function createFeed(options: {
  db: Database;
  log?: { warn(fields: object, message: string): void };
}): Feed {
  const channels = new Map<string, Set<Listener>>();
  const gaps = new Set<() => void>();
  let client: pg.Client | null = null;
  let stopped = false;
  let alive: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const made = await options.db.listener();
    // The names that the database uses cannot be guessed: other logins must not hear that something changed.
    const names = new Map<string, string>();
    made.on('notification', ({ channel, payload }) => {
      for (const listener of channels.get(names.get(channel) ?? '') ?? []) listener(payload ?? '');
    });
    made.on('error', () => lose(made));
    made.on('end', () => lose(made));
    try {
      for (const channel of channels.keys()) {
        const { rows } = await made.query('select platform.channel($1) as name', [channel]);
        names.set(rows[0].name, channel);
        await made.query(`listen ${made.escapeIdentifier(rows[0].name)}`);
      }
    } catch (error) {
      await made.end().catch(() => {});
      throw error;
    }
    if (stopped) {
      await made.end().catch(() => {});
      return;
    }
    client = made;
    // A connection that died without a word would leave every screen still.
    alive = setInterval(() => made.query('select 1').catch(() => lose(made)), aliveEveryMs);
    alive.unref();
  }

  function lose(lost: pg.Client): void {
    if (client !== lost) return;
    client = null;
    clearInterval(alive);
    void lost.end().catch(() => {});
    if (stopped) return;
    options.log?.warn({}, 'the feed of the database was lost');
    again(firstWaitMs);
  }

  function again(wait: number): void {
    retry = setTimeout(async () => {
      if (stopped) return;
      try {
        await connect();
        for (const listener of gaps) listener();
      } catch {
        again(Math.min(wait * 2, longestWaitMs));
      }
    }, wait);
    retry.unref();
  }

  return {
    on(channel, listener) {
      channels.set(channel, (channels.get(channel) ?? new Set()).add(listener));
    },
    onGap(listener) {
      gaps.add(listener);
    },
    start: connect,
    async stop() {
      stopped = true;
      clearInterval(alive);
      clearTimeout(retry);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}
