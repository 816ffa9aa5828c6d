import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { nullable } from '../json/schemas.ts';
import type { Clock } from '../clock.ts';
import { Failure, notFound } from '../errors.ts';
import { applicationRoles } from '../db/roles.ts';
import { refuseForeignSite, refuseForeignWrite } from '../http/guard.ts';
import { allowPage } from '../http/headers.ts';
import { languageOfRequest } from '../http/request-language.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { escapeHtml, renderPage } from './pages.ts';
import { safeReturnPath } from './return-path.ts';
import {
  attemptIsOfThisBrowser,
  giveAttemptCookie,
  giveSessionCookie,
  takeAttemptCookie,
  takeSessionCookie,
  tokenOf,
} from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import { logInWords } from './words.ts';

interface AuthServices {
  sessions: Sessions;
  identity: IdentityProvider;
  publicUrl: string;
  clock: Clock;
  version: string;
  demo: boolean;
  limitPerMinute: number;
}

const Role = Type.Union(applicationRoles.map((role) => Type.Literal(role)));
const Moment = Type.String({ format: 'date-time' });

/** What a browser may know of its own session; everybody may ask. */
export const SessionAnswer = Type.Object({
  signedIn: Type.Boolean(),
  person: nullable(Type.Object({ name: Type.String() })),
  role: nullable(Role),
  organisation: nullable(Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.String() })),
  hats: Type.Array(
    Type.Object({
      id: Type.String({ format: 'uuid' }),
      role: Role,
      organisationName: nullable(Type.String()),
    }),
  ),
  hatId: nullable(Type.String({ format: 'uuid' })),
  csrfToken: nullable(Type.String()),
  demo: Type.Boolean(),
  idleEndsAt: nullable(Moment),
  endsAt: nullable(Moment),
  version: Type.String(),
});

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  services: AuthServices,
  status: number,
  page: 'away' | 'failed' | 'noRole',
): FastifyReply {
  const language = languageOfRequest(request.headers);
  const words = logInWords[language];
  const text: { title: string; what: string; mend?: string; again: string } = words[page];
  const nonce = allowPage(reply, services.publicUrl.startsWith('https:'));
  const body = `<h1>${escapeHtml(text.title)}</h1>
<p>${escapeHtml(text.what)}</p>
${text.mend ? `<p>${escapeHtml(text.mend)}</p>` : ''}
<p><a class="button" href="/auth/login">${escapeHtml(text.again)}</a></p>`;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(renderPage({ title: `${text.title} · ${words.brand}`, body, nonce, language }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

async function sessionAnswer(request: FastifyRequest, services: AuthServices) {
  const { session } = request;
  const { demo, version } = services;
  if (!session) {
    return {
      signedIn: false,
      person: null,
      role: null,
      organisation: null,
      hats: [],
      hatId: null,
      csrfToken: null,
      demo,
      idleEndsAt: null,
      endsAt: null,
      version,
    };
  }
  const hats = await services.sessions.hats(session.personId);
  return {
    signedIn: true,
    person: { name: session.personName },
    role: session.role,
    organisation: session.organisationId
      ? { id: session.organisationId, name: session.organisationName ?? '' }
      : null,
    hats: hats.map(({ id, role, organisationName }) => ({ id, role, organisationName })),
    hatId: session.hatId,
    csrfToken: session.csrfToken,
    demo,
    idleEndsAt: session.idleEndsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    version,
  };
}

async function beginLogin(request: FastifyRequest, reply: FastifyReply, services: AuthServices) {
  const returnTo = safeReturnPath((request.query as Record<string, unknown>)['return']);
  let begun: Awaited<ReturnType<IdentityProvider['begin']>>;
  try {
    begun = await services.identity.begin();
  } catch (error) {
    request.log.error({ err: error }, 'issuer away');
    return sendPage(request, reply, services, 503, 'away');
  }
  await services.sessions.beginLogin(begun.state, {
    nonce: begun.nonce,
    codeVerifier: begun.codeVerifier,
    returnTo,
  });
  giveAttemptCookie(reply, begun.state);
  return reply.redirect(begun.url, 303);
}

async function finishLogin(request: FastifyRequest, reply: FastifyReply, services: AuthServices) {
  const state = textOf((request.query as Record<string, unknown>)['state']);
  const mine = state !== '' && attemptIsOfThisBrowser(request, state);
  const attempt = mine ? await services.sessions.takeLogin(state) : null;
  if (mine) takeAttemptCookie(reply, state);
  if (!attempt) {
    request.log.warn({ reason: 'no attempt of this browser' }, 'log-in refused');
    return sendPage(request, reply, services, 400, 'failed');
  }
  const callback = new URL(`/auth/callback?${request.url.split('?')[1] ?? ''}`, services.publicUrl);
  let person: Awaited<ReturnType<IdentityProvider['finish']>>;
  try {
    person = await services.identity.finish(callback, state, attempt);
  } catch (error) {
    // The issuer's refusal holds no secret of ours, its name says enough.
    request.log.warn({ reason: (error as Error).message }, 'log-in refused');
    return sendPage(request, reply, services, 400, 'failed');
  }
  const before = tokenOf(request);
  if (before) await services.sessions.end(before, 'signed in again');
  const token = await services.sessions.open(person);
  if (!token) {
    takeSessionCookie(reply);
    request.log.warn({ reason: 'no role' }, 'log-in refused');
    return sendPage(request, reply, services, 403, 'noRole');
  }
  giveSessionCookie(reply, token);
  request.log.info('logged in');
  return reply.redirect(safeReturnPath(attempt.returnTo), 303);
}

async function logOut(request: FastifyRequest, reply: FastifyReply, services: AuthServices) {
  const token = tokenOf(request);
  const { origin } = new URL(services.publicUrl);
  // Also without a session: another site's form comes without the cookie, and the answer would take it away.
  refuseForeignSite(request, origin);
  if (!request.session || !token) {
    takeSessionCookie(reply);
    return { next: '/' };
  }
  refuseForeignWrite(request, request.session, origin);
  const idToken = await services.sessions.end(token, 'signed out');
  takeSessionCookie(reply);
  request.log.info('logged out');
  // Our own session has ended; an issuer that does not answer must not keep anybody in.
  const next = await services.identity.endUrl(idToken).catch(() => null);
  return { next: next ?? '/' };
}

async function switchHat(request: FastifyRequest, reply: FastifyReply, services: AuthServices) {
  const token = tokenOf(request);
  const { session } = request;
  if (!session || !token) throw new Failure('not-signed-in', 'not-signed-in');
  refuseForeignWrite(request, session, new URL(services.publicUrl).origin);
  const { hatId } = request.body as { hatId: string };
  const next = await services.sessions.switchHat(token, hatId);
  if (!next) throw notFound();
  giveSessionCookie(reply, next);
  request.session = await services.sessions.resolve(next);
  return sessionAnswer(request, services);
}

/**
 * Log-in, log-out and the session itself: `/auth/login?return=`, `/auth/callback`, `POST /auth/logout`
 * (answers `{ next }`, where the browser goes on), `GET /api/session`, `POST /api/session/hat`.
 */
export async function addAuthRoutes(app: FastifyInstance, services: AuthServices): Promise<void> {
  const config = {
    rateLimit: { max: services.limitPerMinute, timeWindow: 60_000, groupId: 'auth' },
  };
  app.get('/auth/login', { config }, (request, reply) => beginLogin(request, reply, services));
  app.get('/auth/callback', { config }, (request, reply) => finishLogin(request, reply, services));
  app.post('/auth/logout', { config }, (request, reply) => logOut(request, reply, services));
  app.get(
    '/api/session',
    {
      config,
      schema: {
        summary: 'Who is signed in, in which role, until when',
        tags: ['session'],
        operationId: 'getSession',
        querystring: Type.Object({}),
        response: { 200: { description: 'Done', ...SessionAnswer } },
      },
    },
    (request) => sessionAnswer(request, services),
  );
  app.post(
    '/api/session/hat',
    {
      config,
      schema: {
        summary: 'Go on in another role of the same person',
        description: 'Ends the session and opens another one: cookie and CSRF token change.',
        tags: ['session'],
        operationId: 'postSessionHat',
        querystring: Type.Object({}),
        body: Type.Object({ hatId: Type.String({ format: 'uuid' }) }),
        response: { 200: { description: 'Done', ...SessionAnswer } },
        'x-roles': [...applicationRoles],
      },
    },
    (request, reply) => switchHat(request, reply, services),
  );
}
