import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { ApplicationRole } from '../db/roles.ts';
import type { KeyScope, Session } from '../http/route.ts';

/** The hats that a person may wear today. */
export interface Hat {
  id: string;
  role: ApplicationRole;
  organisationName: string | null;
  areaCode: string | null;
}

export interface LoginAttempt {
  nonce: string;
  codeVerifier: string;
  returnTo: string;
}

/** The only way in and out of sessions; everything goes through the functions of the door login. */
export interface Sessions {
  /**
   * The living session behind a token, or null. Counts as activity, unless the page asks by itself
   * (`isAttended` false).
   */
  resolve(token: string, isAttended?: boolean): Promise<Session | null>;
  /** True while the database would still let this token in. Does not count as activity. */
  lives(session: Session, token: string): Promise<boolean>;
  /** Opens a session for a person known under this issuer and subject; null when there is no role. */
  open(who: { issuer: string; subject: string; idToken: string | null }): Promise<string | null>;
  /** The short session of a program's key, opened when needed; null when the key opens nothing (any more). */
  openKey(secret: string): Promise<{ session: Session; token: string } | null>;
  /** A session for one answer, as whoever made the link would have it; null when the link opens nothing (any more). */
  openLink(kind: string, secret: string): Promise<{ session: Session; token: string } | null>;
  /** Ends the session that a link opened. */
  closeLink(token: string): Promise<void>;
  hats(personId: string): Promise<Hat[]>;
  /** Ends the session and opens one with the other hat of the same person; null when it is not theirs. */
  switchHat(token: string, hatId: string): Promise<string | null>;
  /** Ends the session and gives the ID token it began with. */
  end(token: string, cause: string): Promise<string | null>;
  beginLogin(state: string, attempt: LoginAttempt): Promise<void>;
  /** Gives a log-in attempt once, within fifteen minutes. */
  takeLogin(state: string): Promise<LoginAttempt | null>;
  /** Forgets what was remembered of a session, or of all (null). */
  forget(sessionId: string | null): void;
}

interface SessionRow {
  session_id: string;
  person_id: string;
  person_name: string;
  hat_id: string;
  role_code: ApplicationRole;
  organisation_id: string | null;
  organisation_name: string | null;
  area_code: string | null;
  csrf_token: string;
  idle_ends_at: Date;
  ends_at: Date;
}

const tokenPattern = /^[0-9a-f]{64}$/;
const keyPattern = /^vrp_[0-9a-f]{64}$/;

/** Sooner than its five minutes are over, the session of a key is opened anew. */
const keySessionMs = 240_000;
const mostKeys = 2_000;

/** A session is asked of the database again after this time; what ended is told sooner by the feed. */
const rememberMs = 5_000;
const mostRemembered = 20_000;

const hashOf = (token: string) => createHash('sha256').update(Buffer.from(token, 'hex')).digest();
const hashOfText = (text: string) => createHash('sha256').update(text).digest();
const randomToken = () => randomBytes(32).toString('hex');

const sessionOf = (row: SessionRow): Session => ({
  id: row.session_id,
  personId: row.person_id,
  personName: row.person_name,
  hatId: row.hat_id,
  role: row.role_code,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  areaCode: row.area_code,
  csrfToken: row.csrf_token,
  idleEndsAt: row.idle_ends_at,
  endsAt: row.ends_at,
});

interface Remembered {
  session: Session | null;
  until: number;
  /** What a page asked by itself has not made the session longer: who is there asks again. */
  isAttended: boolean;
}

/**
 * @param limits idle time in minutes and whole length in hours of a session
 */
export function openSessions(options: {
  db: Database;
  clock: Clock;
  limits: { idleMinutes: number; absoluteHours: number };
}): Sessions {
  const { db, clock, limits } = options;
  const remembered = new Map<string, Remembered>();
  const asked = new Map<string, Promise<Session | null>>();

  async function ask(token: string, isAttended: boolean): Promise<Session | null> {
    const rows = await db.as(
      'vp_door',
      (tx) =>
        isAttended
          ? tx.prepared<SessionRow>('resolve-session', 'select * from auth.resolve_session($1)', [
              hashOf(token),
            ])
          : tx.prepared<SessionRow>('session-of', 'select * from auth.session_of($1)', [
              hashOf(token),
            ]),
      { isolation: 'read committed' },
    );
    return rows[0] ? sessionOf(rows[0]) : null;
  }

  async function askOnce(
    token: string,
    isAttended: boolean,
    question: string,
  ): Promise<Session | null> {
    try {
      const session = await ask(token, isAttended);
      if (remembered.size >= mostRemembered) remembered.clear();
      // Only while nobody forgot it in between: an ended session must not come back.
      if (asked.has(question)) {
        const until = clock.now().getTime() + rememberMs;
        remembered.set(token, { session, until, isAttended });
      }
      return session;
    } finally {
      asked.delete(question);
    }
  }

  const opened = new Map<string, { until: number; session: Session; token: string }>();
  async function openKey(secret: string) {
    const token = randomToken();
    const [row] = await db.as(
      'vp_door',
      (tx) =>
        tx.rows<SessionRow & { key_id: string; scopes: KeyScope[] }>(
          'select * from auth.open_key($1, $2)',
          [hashOfText(secret), hashOf(token)],
        ),
      { isolation: 'read committed' },
    );
    if (!row) return null;
    const session = { ...sessionOf(row), key: { id: row.key_id, scopes: row.scopes } };
    return { until: clock.now().getTime() + keySessionMs, session, token };
  }

  return {
    async openKey(secret) {
      if (!keyPattern.test(secret)) return null;
      const id = hashOfText(secret).toString('hex');
      const known = opened.get(id);
      if (known && known.until > clock.now().getTime()) return known;
      const made = await openKey(secret);
      if (opened.size >= mostKeys) opened.clear();
      if (made) opened.set(id, made);
      else opened.delete(id);
      return made;
    },
    async openLink(kind, secret) {
      if (!tokenPattern.test(secret)) return null;
      const token = randomToken();
      const [row] = await db.as(
        'vp_door',
        (tx) =>
          tx.rows<SessionRow>('select * from auth.open_link($1, $2, $3)', [
            kind,
            hashOf(secret),
            hashOf(token),
          ]),
        { isolation: 'read committed' },
      );
      return row ? { session: sessionOf(row), token } : null;
    },
    async closeLink(token) {
      await db.as('vp_door', (tx) => tx.rows('select auth.close_link($1)', [hashOf(token)]), {
        isolation: 'read committed',
      });
    },
    async resolve(token, isAttended = true) {
      if (!tokenPattern.test(token)) return null;
      const now = clock.now().getTime();
      const known = remembered.get(token);
      if (known && known.until > now && (known.isAttended || !isAttended)) {
        const { session } = known;
        return session && Math.min(+session.idleEndsAt, +session.endsAt) <= now ? null : session;
      }
      const question = isAttended ? token : `${token} alone`;
      const running = asked.get(question) ?? askOnce(token, isAttended, question);
      asked.set(question, running);
      return running;
    },
    async lives(session, token) {
      try {
        return await db.read({ role: session.role, token }, async () => true);
      } catch (error) {
        if ((error as { code?: string }).code === 'not-signed-in') return false;
        throw error;
      }
    },
    async open({ issuer, subject, idToken }) {
      const token = randomToken();
      const [row] = await db.as('vp_door', (tx) =>
        tx.rows<{ id: string | null }>(
          'select auth.open_session($1, $2, null, $3, $4, make_interval(mins => $5), make_interval(hours => $6), $7) as id',
          [
            issuer,
            subject,
            hashOf(token),
            randomToken(),
            limits.idleMinutes,
            limits.absoluteHours,
            idToken,
          ],
        ),
      );
      return row?.id ? token : null;
    },
    async hats(personId) {
      const rows = await db.as(
        'vp_door',
        (tx) =>
          tx.rows<{
            hat_id: string;
            role_code: ApplicationRole;
            organisation_name: string | null;
            area_code: string | null;
          }>('select * from auth.hats_of($1)', [personId]),
        { isolation: 'read committed' },
      );
      return rows.map((row) => ({
        id: row.hat_id,
        role: row.role_code,
        organisationName: row.organisation_name,
        areaCode: row.area_code,
      }));
    },
    async switchHat(token, hatId) {
      if (!tokenPattern.test(token)) return null;
      const next = randomToken();
      const [row] = await db.as('vp_door', (tx) =>
        tx.rows<{ id: string | null }>('select auth.switch_hat($1, $2, $3, $4) as id', [
          hashOf(token),
          hatId,
          hashOf(next),
          randomToken(),
        ]),
      );
      remembered.delete(token);
      return row?.id ? next : null;
    },
    async end(token, cause) {
      if (!tokenPattern.test(token)) return null;
      const [row] = await db.as('vp_door', (tx) =>
        tx.rows<{ hint: string | null }>('select auth.end_session($1, $2) as hint', [
          hashOf(token),
          cause,
        ]),
      );
      remembered.delete(token);
      return row?.hint ?? null;
    },
    async beginLogin(state, attempt) {
      await db.as('vp_door', (tx) =>
        tx.rows('select auth.begin_login($1, $2, $3, $4)', [
          hashOfText(state),
          attempt.nonce,
          attempt.codeVerifier,
          attempt.returnTo,
        ]),
      );
    },
    async takeLogin(state) {
      const [row] = await db.as('vp_door', (tx) =>
        tx.rows<{ nonce: string; code_verifier: string; return_to: string }>(
          'select * from auth.take_login($1)',
          [hashOfText(state)],
        ),
      );
      return row
        ? { nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to }
        : null;
    },
    forget(sessionId) {
      for (const [id, { session }] of opened)
        if (sessionId === null || session.id === sessionId) opened.delete(id);
      if (sessionId === null) {
        remembered.clear();
        asked.clear();
        return;
      }
      for (const [token, known] of remembered) {
        if (known.session?.id === sessionId) remembered.delete(token);
      }
      asked.clear();
    },
  };
}
