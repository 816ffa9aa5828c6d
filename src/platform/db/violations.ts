import { Failure } from '../errors.ts';

interface DatabaseError extends Error {
  code: string;
  constraint?: string;
  table?: string;
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'string';

/** Serialisation failures and deadlocks: begin the transaction again. */
export function isTransient(error: unknown): boolean {
  return isDatabaseError(error) && (error.code === '40001' || error.code === '40P01');
}

/** The line broke, or none came about in time: the driver says so in words alone. */
const lineIsGone = (error: unknown): boolean =>
  error instanceof Error &&
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );

const nameOf = (constraint: string) => constraint.replaceAll('_', '-');

/**
 * A broken constraint becomes one named failure, in this one place. The constraint's own name is the
 * code; what the row holds is never told, so that a hidden row and an absent one answer alike.
 */
export function failureOfDatabaseError(error: unknown): unknown {
  if (lineIsGone(error)) return new Failure('unavailable', 'database-away');
  if (!isDatabaseError(error)) return error;
  switch (error.code) {
    case '28000':
      return new Failure('not-signed-in', 'not-signed-in');
    case '23P01':
    case '23505':
      return new Failure('conflict', nameOf(error.constraint ?? 'already-there'));
    case '23503':
      return new Failure('conflict', 'unknown-reference');
    case '23514':
      return new Failure('bad-request', nameOf(error.constraint ?? 'not-allowed'));
    case '23502':
    case '22001':
    case '22003':
    case '22007':
    case '22008':
    // A text with a NUL, which no text of the database holds.
    case '22021':
    case '22P02':
    case '22P05':
      return new Failure('bad-request', 'value-not-allowed');
    case 'P0002':
      return new Failure('not-found', 'not-found');
    // A transaction that only reads was asked to write.
    case '25006':
    case '42501':
      return new Failure('forbidden', 'forbidden');
    case '53100':
      return new Failure('unavailable', 'disk-full');
    case '57P01':
    case '57P02':
    case '57P03':
    case '08001':
    case '08006':
    // The pooler before the database has nobody to ask.
    case '08P01':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
      return new Failure('unavailable', 'database-away');
    default:
      return error;
  }
}
