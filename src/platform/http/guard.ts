import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Failure, forbidden } from '../errors.ts';
import type { ApplicationRole } from '../db/roles.ts';
import type { Session } from './route.ts';

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * The browser must say that a page of ours sent this. A program that is no browser sends neither
 * Sec-Fetch-Site nor Origin.
 * @throws Failure csrf-refused
 */
export function refuseForeignSite(request: FastifyRequest, ownOrigin: string): void {
  const site = one(request.headers['sec-fetch-site']);
  const origin = one(request.headers.origin);
  const ownSite =
    (site === undefined || site === 'same-origin' || site === 'none') &&
    (origin === undefined || origin === ownOrigin);
  if (!ownSite) throw forbidden('csrf-refused');
}

/**
 * A write must come from our own page: of our own site, with the session's token in `x-csrf-token`.
 * @throws Failure csrf-refused
 */
export function refuseForeignWrite(
  request: FastifyRequest,
  session: Session,
  ownOrigin: string,
): void {
  refuseForeignSite(request, ownOrigin);
  const token = one(request.headers['x-csrf-token']) ?? '';
  if (!same(token, session.csrfToken)) throw forbidden('csrf-refused');
}

/** The key of a write. @throws Failure idempotency-key-missing */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const key = one(request.headers['idempotency-key']) ?? '';
  if (!/^[\x21-\x7e]{8,255}$/.test(key))
    throw new Failure('bad-request', 'idempotency-key-missing');
  return key;
}

/** @throws Failure not-signed-in, or role-not-allowed when the route is not for this role */
export function requireRole(session: Session | null, roles: readonly ApplicationRole[]): Session {
  if (!session) throw new Failure('not-signed-in', 'not-signed-in');
  if (!roles.includes(session.role)) throw forbidden('role-not-allowed');
  return session;
}
