import type { KeptRefusal, KeptWrite } from './kept.ts';

/** Tells the pages of this device that kept writes went out. */
export const OUTBOX_CHANNEL = 'vrijplaats-outbox';
/** The lock under which kept writes are sent: one sender at a time on this device. */
export const OUTBOX_LOCK = 'vrijplaats-outbox';
/** So long (ms) an answer is waited for on a bad line. */
export const PATIENCE_MS = 30_000;

export interface SendKeptPorts {
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly writes: (whose: string) => Promise<readonly KeptWrite[]>;
  readonly begin: (key: string) => Promise<boolean>;
  readonly drop: (key: string) => Promise<void>;
  readonly refuse: (refusal: KeptRefusal) => Promise<void>;
  readonly now: () => number;
}

/** What is still kept once what could go went. */
export interface Left {
  /** How many nobody answered. */
  readonly unheard: number;
  /** When (milliseconds since 1970) the first of those goes that can still be taken back; `null` when there is none. */
  readonly nextDueAt: number | null;
}

interface Who {
  readonly signedIn: boolean;
  readonly hatId?: string | null;
  readonly csrfToken?: string | null;
}

const isUnheard = (status: number) => status === 401 || status === 429 || status >= 500;

const wordsOf = async (response: Response): Promise<string> => {
  const { title, detail } = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return [title && `${title as string}.`, detail].filter(Boolean).join(' ');
};

/**
 * Sends what is kept for whoever is signed in, without a page: each write under the key that it has had from the
 * start. Stops at the first that nobody answers.
 * @returns what is left; `null` when nobody is signed in, so that nothing can go
 * @throws when nobody answers, or a server that cannot say who is signed in
 */
export async function sendKept(ports: SendKeptPorts): Promise<Left | null> {
  const asked = await ports.fetch('/api/session', {
    headers: { accept: 'application/json', 'x-unattended': '1' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!asked.ok) throw new Error(`who is signed in: ${asked.status}`);
  const { signedIn, hatId, csrfToken } = (await asked.json()) as Who;
  if (!signedIn || !hatId || !csrfToken) return null;
  const now = ports.now();
  const kept = await ports.writes(hatId);
  const due = kept.filter(({ dueAt }) => dueAt <= now);
  const held = kept.filter(({ dueAt }) => dueAt > now).map(({ dueAt }) => dueAt);
  const unheard = await sendDue(ports, due, csrfToken);
  return { unheard, nextDueAt: held.length > 0 ? Math.min(...held) : null };
}

/** @returns how many of these nobody answered */
async function sendDue(
  ports: SendKeptPorts,
  due: readonly KeptWrite[],
  csrfToken: string,
): Promise<number> {
  for (const [sent, write] of due.entries()) {
    if (!(await ports.begin(write.key))) continue;
    const response = await ports.fetch(write.path, {
      method: write.method,
      headers: {
        accept: 'application/json',
        'idempotency-key': write.key,
        'x-csrf-token': csrfToken,
        'x-unattended': '1',
        ...(write.body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(write.body === null ? {} : { body: JSON.stringify(write.body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (isUnheard(response.status)) return due.length - sent;
    if (!response.ok) {
      const refusal = { key: write.key, whose: write.whose, words: await wordsOf(response) };
      // A token that is no longer ours says nothing of the write.
      if (response.status === 403) return due.length - sent;
      await ports.refuse(refusal);
    }
    // Read to its end: what is left open would be broken off when the patience is over.
    else await response.arrayBuffer();
    await ports.drop(write.key);
  }
  return 0;
}
