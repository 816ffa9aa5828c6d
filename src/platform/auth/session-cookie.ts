import type { FastifyReply, FastifyRequest } from 'fastify';

/** `__Host-`: only this very host, only over a secure way, for all paths. */
export const sessionCookie = '__Host-vp';

const always = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** Browsers take a Secure cookie from http://localhost as well: it never leaves the machine. */
export function giveSessionCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(sessionCookie, token, always);
}

export function takeSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, always);
}

export const tokenOf = (request: FastifyRequest): string | null =>
  request.cookies[sessionCookie] ?? null;

const attemptSeconds = 900;

/** One cookie for each attempt, so that two windows can log in at once. */
const attemptCookie = (state: string) => `__Host-vp-login-${state.slice(0, 8)}`;

/** Ties a log-in attempt to the browser that began it. */
export function giveAttemptCookie(reply: FastifyReply, state: string): void {
  reply.setCookie(attemptCookie(state), state, { ...always, maxAge: attemptSeconds });
}

export const attemptIsOfThisBrowser = (request: FastifyRequest, state: string): boolean =>
  request.cookies[attemptCookie(state)] === state;

export function takeAttemptCookie(reply: FastifyReply, state: string): void {
  reply.clearCookie(attemptCookie(state), always);
}
