import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What a page of ours may load: our own files, and scripts and styles that carry the nonce. */
export const contentSecurityPolicy = (nonce: string, secure: boolean) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');

/** A service worker asks our own server for what it keeps, and loads no other script. */
export const workerPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** Everything that is not a page: nothing in it may run or load, wherever a browser opens it. */
const nothingAllowed = "default-src 'none'; frame-ancestors 'none'; sandbox";

const permissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((name) => `${name}=()`)
  .join(', ');

/** Headers that every answer carries, whatever it is; `secure` when people come by https. */
export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    'content-security-policy': nothingAllowed,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'permissions-policy': permissions,
    // Not stricter: a browser that hides where a form comes from also hides it from our own check.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    ...(secure && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  };
}

/** Puts the security headers on every answer of the server, before anything else happens. */
export function addSecurityHeaders(app: FastifyInstance, secure: boolean): void {
  const headers = securityHeaders(secure);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
}

/** Marks the answer as a page of ours and gives the nonce that its scripts and styles carry. */
export function allowPage(reply: FastifyReply, secure: boolean): string {
  const nonce = randomBytes(16).toString('base64url');
  reply.header('content-security-policy', contentSecurityPolicy(nonce, secure));
  return nonce;
}
