import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type {
  Configuration,
  InteractionResults,
  KoaContextWithOIDC,
  Provider as OidcProvider,
} from 'oidc-provider';
import { allowPage, contentSecurityPolicy } from '../http/headers.ts';
import { languageOfRequest } from '../http/request-language.ts';
import type { Language } from '../language.ts';
import type { IssuerKeys } from './issuer-keys.ts';
import { choicePage, type DemoPerson, logoutPage, issuerErrorPage } from './issuer-pages.ts';

/** Name of the embedded issuer in the database: it stays when address or port change. */
export const embeddedIssuerName = 'embedded';

/** An identity provider inside the program, for demo people only. */
export interface EmbeddedIssuer {
  issuer: string;
  mount(app: FastifyInstance): Promise<void>;
}

const sessionCookieName = 'vp_idp_session';

function configurationOf(options: {
  publicUrl: string;
  clientId: string;
  keys: IssuerKeys;
  people(): Promise<DemoPerson[]>;
}): Configuration {
  const { publicUrl, clientId, keys } = options;
  const secure = publicUrl.startsWith('https:');
  const page = (ctx: KoaContextWithOIDC, render: (nonce: string, language: Language) => string) => {
    const nonce = randomBytes(16).toString('base64url');
    ctx.set('content-security-policy', contentSecurityPolicy(nonce, secure));
    ctx.type = 'html';
    ctx.body = render(nonce, languageOfRequest(ctx.req.headers));
  };
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: keys.clientSecret,
        redirect_uris: [`${publicUrl}/auth/callback`],
        post_logout_redirect_uris: [`${publicUrl}/`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [keys.jwk] },
    cookies: {
      keys: [keys.cookieKey],
      names: {
        session: sessionCookieName,
        interaction: 'vp_idp_interaction',
        resume: 'vp_idp_resume',
      },
      long: { signed: true, httpOnly: true, sameSite: 'lax', secure, path: '/idp' },
      short: { signed: true, httpOnly: true, sameSite: 'lax', secure },
    },
    // As the Flemish identity provider does: the claims stand in the ID token.
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'] },
    scopes: ['openid', 'profile'],
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) =>
          page(ctx, (nonce, language) => logoutPage(form, nonce, language)),
        postLogoutSuccessSource: (ctx) => ctx.redirect('/'),
      },
    },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 3600,
      Interaction: 900,
      Session: 43_200,
    },
    interactions: { url: (_ctx, interaction) => `/idp/interaction/${interaction.uid}` },
    findAccount: async (_ctx, subject) => {
      const person = (await options.people()).find((each) => each.subject === subject);
      if (!person) return undefined;
      return { accountId: subject, claims: async () => ({ sub: subject, name: person.name }) };
    },
    // Demo people agree to everything: there is one client, our own.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client!.clientId,
        accountId: ctx.oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    renderError: (ctx) => page(ctx, issuerErrorPage),
  };
}

/**
 * Makes the issuer without its remarks for developers on the console: its memory is for the demo on
 * purpose, and our Node is newer than the one it names.
 */
async function makeIssuer(issuer: string, configuration: Configuration): Promise<OidcProvider> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING')) warn(...words);
  };
  try {
    const { Provider: Oidc } = await import('oidc-provider');
    return new Oidc(issuer, configuration);
  } finally {
    console.warn = warn;
  }
}

/** Without its session cookie the issuer asks anew who one is: a demo is for changing persons. */
function forgetSession(raw: IncomingMessage): void {
  raw.headers.cookie = (raw.headers.cookie ?? '')
    .split(/;\s*/)
    .filter((each) => !each.startsWith(sessionCookieName))
    .join('; ');
}

/** Gives the rest of the request to the issuer, which makes its addresses from what it reads here. */
function passOn(
  request: FastifyRequest,
  reply: FastifyReply,
  issuer: OidcProvider,
  own: URL,
): void {
  const raw = request.raw as IncomingMessage & { originalUrl?: string };
  raw.headers.host = own.host;
  if (own.protocol === 'https:') raw.headers['x-forwarded-proto'] = 'https';
  raw.originalUrl = raw.url!;
  raw.url = raw.url!.slice('/idp'.length) || '/';
  if (/^\/auth[?/]/.test(raw.url)) forgetSession(raw);
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(name, value!);
  void issuer.callback()(raw, reply.raw);
}

/**
 * An OpenID provider of our own at `/idp` of the same server, with pages on which one click logs in as
 * somebody of the demo. Its sessions live in memory; its keys in `keys`.
 * @param people everybody who may be chosen, one entry for each role that they wear
 */
export async function createEmbeddedIssuer(options: {
  publicUrl: string;
  clientId: string;
  keys: IssuerKeys;
  people(): Promise<DemoPerson[]>;
}): Promise<EmbeddedIssuer> {
  const issuer = `${options.publicUrl}/idp`;
  const secure = options.publicUrl.startsWith('https:');
  const oidc = await makeIssuer(issuer, configurationOf(options));
  oidc.proxy = secure;

  const finish = async (
    request: FastifyRequest,
    reply: FastifyReply,
    result: InteractionResults,
  ) => {
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      reply.raw.setHeader(name, value!);
    await oidc.interactionFinished(request.raw, reply.raw, result, {
      mergeWithLastSubmission: false,
    });
  };

  return {
    issuer,
    async mount(app) {
      // Forms of our own pages.
      await app.register(async (pages) => {
        pages.removeAllContentTypeParsers();
        pages.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'string', bodyLimit: 10_000 },
          async (_request: FastifyRequest, body: string) =>
            Object.fromEntries(new URLSearchParams(body)),
        );
        pages.setErrorHandler((_error, request, reply) => {
          const nonce = allowPage(reply, secure);
          return reply
            .code(400)
            .type('text/html; charset=utf-8')
            .send(issuerErrorPage(nonce, languageOfRequest(request.headers)));
        });
        pages.get('/idp/interaction/:uid', async (request, reply) => {
          const { uid } = await oidc.interactionDetails(request.raw, reply.raw);
          const nonce = allowPage(reply, secure);
          const people = await options.people();
          const action = `/idp/interaction/${uid}`;
          return reply.type('text/html; charset=utf-8').send(
            choicePage({
              action,
              cancelAction: `${action}/cancel`,
              people,
              nonce,
              language: languageOfRequest(request.headers),
            }),
          );
        });
        pages.post('/idp/interaction/:uid', async (request, reply) => {
          await oidc.interactionDetails(request.raw, reply.raw);
          const subject = (request.body as Record<string, string> | null)?.['subject'] ?? '';
          const known = (await options.people()).some((person) => person.subject === subject);
          if (!known) throw new Error('nobody of that name');
          await finish(request, reply, { login: { accountId: subject, remember: false } });
        });
        pages.post('/idp/interaction/:uid/cancel', async (request, reply) => {
          await oidc.interactionDetails(request.raw, reply.raw);
          await finish(request, reply, { error: 'access_denied' });
        });
      });
      // Everything else is the library's own; it reads bodies itself.
      await app.register(async (own) => {
        own.removeAllContentTypeParsers();
        own.addContentTypeParser('*', (_request, _payload, done) => done(null));
        own.all('/idp/*', (request, reply) => passOn(request, reply, oidc, new URL(issuer)));
      });
    },
  };
}
