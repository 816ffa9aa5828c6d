import type { Writer } from '../platform/db/database.ts';
import type { ApplicationRole } from '../platform/db/roles.ts';

/** Who is told: one person, or everybody who wears a role at an organisation today. */
export type Addressee =
  | {
      personId: string;
      /** Shown only while this role is worn; absent = in any role, for kinds of `account` and `release` only. */
      role?: ApplicationRole;
      organisationId?: string;
    }
  | { role: ApplicationRole; organisationId: string | null };

export interface NoticeInput {
  to: Addressee;
  /** `<area>.<what>`, e.g. `capacity.unavailability-lapsed`; its words stand in the catalogue under this key. */
  kind: string;
  /** Where to look: an address of our own, e.g. `/mijn-leefgroepen/…`. */
  path: string;
  /** The name of the unit, provider or file that it is about; never of a child or a person. */
  about?: string | null;
  /** Codes, ISO days, counts and ids for the words; never personal data (the database refuses spaces). */
  details?: Readonly<Record<string, string | number>>;
  /** The same key tells the same person once, however often it is asked. */
  dedupeKey: string;
  /** When it happened, or since when it is due. */
  at: Date;
}

/**
 * Tells people, in the caller's own transaction; safe to repeat. Kinds other than `account.` and
 * `release.` reach AT, AS, PI and PC alone: the database refuses to tell another role.
 *
 * For the commands of AT, AS, PI, PC and AD, and for jobs.
 */
export async function notify(tx: Writer, notice: NoticeInput): Promise<void> {
  const { to } = notice;
  await tx.rows('select notices.notify($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    'personId' in to ? to.personId : null,
    to.role ?? null,
    to.organisationId ?? null,
    notice.kind,
    notice.path,
    notice.about ?? null,
    JSON.stringify(notice.details ?? {}),
    notice.dedupeKey,
    notice.at,
  ]);
}
