import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Provider as OidcProvider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { freePort, startTestServer, type TestServer } from '../testing/server.ts';
import { Visitor } from '../testing/visitor.ts';
import { makeIssuerKeys } from './issuer-keys.ts';

/** An issuer of its own, as an agency's would be: it shows no page and lets in who is named. */
let issuer: string;
let server: TestServer;
let db: TestDatabase;
let http: Server;
let letIn = '';
const ended: string[] = [];

async function startIssuer(clientUrl: string, port: number): Promise<void> {
  const { Provider: Make } = await import('oidc-provider');
  const oidc: OidcProvider = new Make(issuer, {
    clients: [
      {
        client_id: 'agency-client',
        client_secret: 'a-secret-of-the-agency-of-some-length',
        redirect_uris: [`${clientUrl}/auth/callback`],
        post_logout_redirect_uris: [`${clientUrl}/`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [makeIssuerKeys().jwk] },
    cookies: { keys: ['a-key-of-cookies'] },
    claims: { openid: ['sub'], profile: ['given_name', 'family_name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_ctx, interaction) => `/come-in/${interaction.uid}` },
    findAccount: async (_ctx, subject) => ({
      accountId: subject,
      claims: async () => ({ sub: subject }),
    }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: 'agency-client',
        accountId: ctx.oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  oidc.on('end_session.success', () => ended.push('yes'));
  const callback = oidc.callback();
  http = createServer((request, response) => {
    if (!request.url!.startsWith('/come-in/')) return void callback(request, response);
    const result = letIn === '' ? { error: 'access_denied' } : { login: { accountId: letIn } };
    void oidc.interactionFinished(request, response, result);
  });
  await new Promise<void>((resolve) => http.listen(port, 'localhost', resolve));
}

beforeAll(async () => {
  db = await testDatabase();
  const [port, clientPort] = [await freePort(), await freePort()];
  issuer = `http://localhost:${port}`;
  server = await startTestServer(db, {
    port: clientPort,
    external: {
      issuer,
      clientId: 'agency-client',
      clientSecret: 'a-secret-of-the-agency-of-some-length',
    },
  });
  // Begun before the issuer stands: the first test meets it away.
  expect((await fetch(`${server.url}/auth/login`, { redirect: 'manual' })).status).toBe(503);
  await startIssuer(server.url, port);
});
afterAll(async () => {
  await server.close();
  await db.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

async function known(name: string, at = issuer): Promise<string> {
  const subject = randomUUID();
  const [person] = await db.owner<{ id: string }>(
    `insert into auth.person (issuer, subject, name) values ($1, $2, $3) returning id`,
    [at, subject, name],
  );
  await db.owner(
    `insert into auth.hat (person_id, role_code, valid) values ($1, 'AT', daterange('2000-01-01', null))`,
    [person!.id],
  );
  return subject;
}

/** One browser for both: cookies do not look at the port. */
const comeIn = async (subject: string) => {
  letIn = subject;
  const visitor = new Visitor(server.url);
  const { response, url } = await visitor.follow('/auth/login?return=/aanbod');
  return { visitor, response, url };
};

describe('another issuer', () => {
  test('that is away gives a page that says so', async () => {
    const lonely = await startTestServer(db, {
      external: {
        issuer: `http://localhost:${await freePort()}`,
        clientId: 'x',
        clientSecret: 'y'.repeat(32),
      },
    });
    const response = await fetch(`${lonely.url}/auth/login`, { redirect: 'manual' });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Aanmelden kan even niet');
    await lonely.close();
  });

  test('lets in whom it names, once it is back', async () => {
    const { visitor, url } = await comeIn(await known('Rik Voorbeeld (verzonnen)'));
    expect(url).toBe(`${server.url}/aanbod`);
    const session = (await (await visitor.ask('/api/session')).json()) as Record<string, unknown>;
    expect(session).toMatchObject({
      signedIn: true,
      person: { name: 'Rik Voorbeeld (verzonnen)' },
      role: 'AT',
    });
  });

  test('does not open the door for a person of another issuer with the same name', async () => {
    const subject = await known('Sam Voorbeeld (verzonnen)', 'embedded');
    const { response } = await comeIn(subject);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Je hebt hier nog geen rol');
  });

  test('that refuses somebody leads to a page, not to a session', async () => {
    const { visitor, response } = await comeIn('');
    expect(response.status).toBe(400);
    expect(visitor.cookie('__Host-vp')).toBeUndefined();
  });

  test('mounts no issuer of our own', async () => {
    expect((await fetch(`${server.url}/idp/.well-known/openid-configuration`)).status).toBe(404);
  });

  test('is told of a log-out', async () => {
    const { visitor } = await comeIn(await known('Tine Voorbeeld (verzonnen)'));
    const answer = await visitor.write('/auth/logout', {});
    const { next } = (await answer.json()) as { next: string };
    const address = new URL(next);
    expect(address.origin).toBe(issuer);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: 'agency-client',
      post_logout_redirect_uri: `${server.url}/`,
      id_token_hint: expect.stringMatching(/^ey/),
    });
    const page = await (await visitor.follow(next)).response.text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!;
    const { url } = await visitor.submit(`${issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(url).toBe(`${server.url}/`);
    expect(ended).toEqual(['yes']);
  });
});
