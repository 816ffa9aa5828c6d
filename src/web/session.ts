/** Who sits before the screen: asked once, kept in one place, renewed without losing what was typed. */

export const ROLES = [
  'AT',
  'AS',
  'CR',
  'PI',
  'PC',
  'FS',
  'FF',
  'AN',
  'RB',
  'JJ',
  'CH',
  'PA',
  'TP',
  'RG',
  'AD',
  'PO',
  'OP',
] as const;
export type Role = (typeof ROLES)[number];

/** One role at one organisation; a person wears one hat at a time and may own several. */
export interface Hat {
  readonly id: string;
  readonly role: Role;
  readonly organisationName: string | null;
}

/** The answer of `GET /api/session` for somebody who is signed in. */
export interface Session {
  readonly signedIn: true;
  readonly person: { readonly name: string };
  readonly role: Role;
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly hats: readonly Hat[];
  /** Which of the hats is worn; found by role and organisation when the server leaves it out. */
  readonly hatId?: string;
  readonly csrfToken: string;
  readonly demo: boolean;
  readonly idleEndsAt: string;
  readonly endsAt: string;
}

/** The answer for somebody who is not. */
export interface NoSession {
  readonly signedIn: false;
  readonly demo: boolean;
}

export type SessionAnswer = Session | NoSession;

/** The hat that is worn now. */
export function wornHat(session: Session): Hat | undefined {
  return (
    session.hats.find((hat) => hat.id === session.hatId) ??
    session.hats.find(
      (hat) =>
        hat.role === session.role && hat.organisationName === (session.organisation?.name ?? null),
    )
  );
}

/** Names what may be seen: tabs in the same role at the same organisation share what they see. */
export function sightOf(session: Session): string {
  return `${session.role}:${session.organisation?.id ?? ''}`;
}

/** Whether two sessions are of the same person, as far as the screen can tell: the same hats. */
export function isSamePerson(before: Session, after: Session): boolean {
  const hats = (session: Session) =>
    session.hats
      .map((hat) => hat.id)
      .sort()
      .join();
  return before.person.name === after.person.name && hats(before) === hats(after);
}

/** When a session ends (ms), why then, and how long it would last from a sign of life on (ms). */
interface End {
  readonly at: number;
  readonly why: 'idle' | 'length';
  readonly lasts: number;
}

/** The moment at which the session ends unless something happens. */
export function endOf(session: Session, lastAnswerAt: number, loadedAt: number): End {
  const idleMs = Date.parse(session.idleEndsAt) - loadedAt;
  const idle = lastAnswerAt + idleMs;
  const length = Date.parse(session.endsAt);
  return idle < length
    ? { at: idle, why: 'idle', lasts: idleMs }
    : { at: length, why: 'length', lasts: idleMs };
}

/** So long (ms) before its end a session is kept alive or its end announced; never most of a short one. */
const WARN_MS = 120_000;

/**
 * What to do about the end of the session: nothing yet, tell why it ends, or keep it alive. Who types or
 * reads is not idle, though the page asked nothing of the server meanwhile.
 */
export function dueAtEnd(
  end: End,
  now: number,
  isHere: boolean,
): 'idle' | 'length' | 'keep' | null {
  if (end.at - now >= Math.min(WARN_MS, end.lasts / 2)) return null;
  return end.why === 'idle' && isHere && now < end.at ? 'keep' : end.why;
}

export interface SessionPorts {
  /** `GET /api/session`, without signing in again on 401. */
  readonly ask: () => Promise<SessionAnswer>;
  readonly switchHat: (hatId: string, csrfToken: string) => Promise<void>;
  readonly now: () => number;
  /** Another person signed in: nothing on the screen may stay. */
  readonly startOver: () => void;
}

export interface SessionState {
  readonly answer: SessionAnswer | null;
  /** True while the server asks to sign in again. */
  readonly isExpired: boolean;
  readonly loadedAt: number;
  readonly lastAnswerAt: number;
}

/** Holds the session for all of the page; a store for React's `useSyncExternalStore`. */
export class SessionStore {
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<() => void>();
  #state: SessionState = { answer: null, isExpired: false, loadedAt: 0, lastAnswerAt: 0 };
  #switching: Promise<SessionAnswer> | null = null;
  #waiting: { promise: Promise<void>; resolve: () => void } | null = null;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  get = (): SessionState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The session of who is signed in, else `null`. */
  current(): Session | null {
    const { answer } = this.#state;
    return answer?.signedIn ? answer : null;
  }

  #set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Asks the server who this is. */
  async load(): Promise<SessionAnswer> {
    // The old session ends while a hat is changed: that is no news.
    if (this.#switching) return this.#switching;
    const answer = await this.#ports.ask();
    if (this.#switching) return this.#switching;
    const before = this.current();
    if (!answer.signedIn && before) {
      // What is on the screen stays until the same person is back.
      this.#set({ isExpired: true });
      return answer;
    }
    if (answer.signedIn && before && !isSamePerson(before, answer)) {
      this.#ports.startOver();
      return answer;
    }
    const now = this.#ports.now();
    this.#set({ answer, isExpired: false, loadedAt: now, lastAnswerAt: now });
    const worn = before && wornHat(before);
    if (answer.signedIn && worn && this.#waiting && wornHat(answer)?.id !== worn.id) {
      return this.switchTo(worn.id);
    }
    if (answer.signedIn) {
      this.#waiting?.resolve();
      this.#waiting = null;
    }
    return answer;
  }

  /** Puts on another hat; the server gives a new token with it. */
  async switchTo(hatId: string): Promise<SessionAnswer> {
    this.#switching ??= this.#switch(hatId).finally(() => {
      this.#switching = null;
    });
    return this.#switching;
  }

  async #switch(hatId: string): Promise<SessionAnswer> {
    const session = this.current();
    if (!session) throw new Error('nobody is signed in');
    await this.#ports.switchHat(hatId, session.csrfToken);
    const answer = await this.#ports.ask();
    const now = this.#ports.now();
    this.#set({ answer, isExpired: false, loadedAt: now, lastAnswerAt: now });
    if (answer.signedIn) {
      this.#waiting?.resolve();
      this.#waiting = null;
    }
    return answer;
  }

  /** The server answered a request: the idle clock starts again. Tells nobody. */
  touch(): void {
    this.#state = { ...this.#state, lastAnswerAt: this.#ports.now() };
  }

  /** The server does not know us any more; resolves when the same person is signed in again. */
  expire(): Promise<void> {
    if (!this.#waiting) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting = { promise, resolve };
      this.#set({ isExpired: true });
    }
    return this.#waiting.promise;
  }
}
