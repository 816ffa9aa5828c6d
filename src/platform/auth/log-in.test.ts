import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeOrganisation, type TestDatabase, testDatabase } from '../testing/database.ts';
import { startTestServer, type TestServer } from '../testing/server.ts';
import { Visitor } from '../testing/visitor.ts';
import { embeddedIssuerName } from './embedded-issuer.ts';
import type { DemoPerson } from './issuer-pages.ts';

let db: TestDatabase;
let server: TestServer;
const people: DemoPerson[] = [];

/** Somebody at the embedded provider, with a hat for each role given. */
async function makePerson(
  name: string,
  roles: readonly { role: string; organisationId?: string | null; organisationName?: string }[],
): Promise<{ subject: string; id: string; hats: string[] }> {
  const id = randomUUID();
  const subject = `subject-${id}`;
  await db.owner(
    `insert into auth.person (id, issuer, subject, name, invented) values ($1, $2, $3, $4, true)`,
    [id, embeddedIssuerName, subject, name],
  );
  const hats: string[] = [];
  for (const { role, organisationId = null } of roles) {
    const [hat] = await db.owner<{ id: string }>(
      `insert into auth.hat (person_id, role_code, organisation_id, valid)
       values ($1, $2, $3, daterange('2000-01-01', null)) returning id`,
      [id, role, organisationId],
    );
    hats.push(hat!.id);
  }
  for (const { role, organisationName = null } of roles.length > 0 ? roles : [{ role: '?' }]) {
    people.push({
      subject,
      name,
      roleLabel: { nl: `Rol ${role}`, fr: `Rôle ${role}`, en: `Role ${role}` },
      organisationName,
    });
  }
  return { subject, id, hats };
}

beforeAll(async () => {
  db = await testDatabase();
  server = await startTestServer(db, { people: async () => people });
});
afterAll(async () => {
  await server.close();
  await db.close();
});

const sessionOf = async (visitor: Visitor) =>
  (await (await visitor.ask('/api/session')).json()) as Record<string, unknown> & {
    csrfToken: string;
    hats: { id: string; role: string }[];
  };

describe('log-in at the embedded provider', () => {
  test('goes from the screen to the choice of people and back, with one session', async () => {
    const organisationId = await makeOrganisation(db, 'TEAM', 'Huis Voorbeeld (verzonnen)');
    const { subject, hats } = await makePerson('An Voorbeeld (verzonnen)', [
      { role: 'PC', organisationId, organisationName: 'Huis Voorbeeld (verzonnen)' },
    ]);
    const visitor = new Visitor(server.url);
    const begun = await visitor.follow('/auth/login?return=%2Feenheden%3Fzoek%3Da');
    const page = await begun.response.text();
    expect(begun.response.status).toBe(200);
    expect(page).toContain('An Voorbeeld (verzonnen)');
    expect(page).toContain('<h2>Rol PC</h2>');
    expect(page).toContain('<span>Huis Voorbeeld (verzonnen)</span>');
    expect(page).not.toMatch(/https?:\/\//);

    const asked = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/auth/callback`, { headers })).text();
    expect(await asked({})).toContain('lang="nl-BE"');
    expect(await asked({ 'accept-language': 'en-US,fr;q=0.5' })).toContain('lang="en-GB"');
    // What was chosen on the screen comes before what the browser likes.
    expect(await asked({ 'accept-language': 'en', cookie: 'vp-language=fr' })).toMatch(
      /lang="fr-BE"[^]*pas abouti/,
    );
    visitor.putCookie('vp-language', 'fr');
    const chosen = await visitor.ask(begun.url);
    expect(await chosen.text()).toContain('<h2>Rôle PC</h2>');

    const { url } = await visitor.logIn(subject, '/eenheden?zoek=a');
    expect(url).toBe(`${server.url}/eenheden?zoek=a`);
    expect(await sessionOf(visitor)).toEqual({
      signedIn: true,
      person: { name: 'An Voorbeeld (verzonnen)' },
      role: 'PC',
      organisation: { id: organisationId, name: 'Huis Voorbeeld (verzonnen)' },
      hats: [{ id: hats[0], role: 'PC', organisationName: 'Huis Voorbeeld (verzonnen)' }],
      hatId: hats[0],
      csrfToken: expect.stringMatching(/^[0-9a-f]{64}$/),
      demo: true,
      idleEndsAt: expect.any(String),
      endsAt: expect.any(String),
      version: '0.0.0-test',
    });
  });

  test('keeps only the hash of the token, and gives it in a __Host- cookie', async () => {
    const { subject } = await makePerson('Bo Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const visitor = new Visitor(server.url);
    await visitor.logIn(subject);
    const token = visitor.cookie('__Host-vp')!;
    expect(visitor.setCookies.findLast((line) => line.startsWith('__Host-vp='))).toBe(
      `__Host-vp=${token}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
    const [found] = await db.owner<{ n: number }>(
      `select count(*)::int as n from auth.session where token_hash = sha256(decode($1, 'hex'))`,
      [token],
    );
    expect(found!.n).toBe(1);
    const rows = await db.owner<{ text: string }>(`select s::text as text from auth.session s`);
    expect(rows.some((row) => row.text.includes(token))).toBe(false);
  });

  test('ends the session that the browser had before', async () => {
    const { subject } = await makePerson('Cas Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const visitor = new Visitor(server.url);
    await visitor.logIn(subject);
    const before = visitor.cookie('__Host-vp')!;
    await visitor.logIn(subject);
    expect(visitor.cookie('__Host-vp')).not.toBe(before);
    const old = new Visitor(server.url);
    old.putCookie('__Host-vp', before);
    expect((await sessionOf(old))['signedIn']).toBe(false);
  });

  test('asks anew who one is, also when the issuer still remembers somebody', async () => {
    const one = await makePerson('Dé Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const two = await makePerson('Ed Voorbeeld (verzonnen)', [{ role: 'AS' }]);
    const visitor = new Visitor(server.url);
    await visitor.logIn(one.subject);
    await visitor.logIn(two.subject);
    expect((await sessionOf(visitor))['role']).toBe('AS');
  });

  test('says plainly that there is no role, and gives no session', async () => {
    const { subject } = await makePerson('Fa Voorbeeld (verzonnen)', []);
    const visitor = new Visitor(server.url);
    const { response } = await visitor.logIn(subject);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Je hebt hier nog geen rol');
    expect(visitor.cookie('__Host-vp')).toBeUndefined();
  });

  test('lets nobody in whose role begins tomorrow or who is blocked', async () => {
    const early = await makePerson('Gil Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    await db.owner(
      `update auth.hat set valid = daterange(current_date + 2, null) where person_id = $1`,
      [early.id],
    );
    const blocked = await makePerson('Hal Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    await db.owner(`update auth.person set blocked_at = now() where id = $1`, [blocked.id]);
    for (const { subject } of [early, blocked]) {
      const { response } = await new Visitor(server.url).logIn(subject);
      expect(response.status).toBe(403);
    }
  });

  test('refuses a person that is not on the list', async () => {
    const visitor = new Visitor(server.url);
    const { response } = await visitor.logIn('somebody-else');
    expect(response.status).toBe(400);
    expect(visitor.cookie('__Host-vp')).toBeUndefined();
  });

  test('comes back without a session when one cancels', async () => {
    const visitor = new Visitor(server.url);
    const begun = await visitor.follow('/auth/login');
    const action = /action="(\/idp\/interaction\/[^"]+\/cancel)"/.exec(
      await begun.response.text(),
    )![1]!;
    const { response, url } = await visitor.submit(action, {});
    expect(new URL(url).pathname).toBe('/auth/callback');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Aanmelden lukte niet');
  });
});

describe('the way back', () => {
  test.each([
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/\t/evil.example', '/'],
    ['/auth/logout', '/'],
    ['/api/session', '/'],
    ['/a/../../b?c=d#e', '/b?c=d#e'],
  ])('%s leads to %s', async (asked, expected) => {
    const { subject } = await makePerson('Ida Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const visitor = new Visitor(server.url);
    const { url } = await visitor.logIn(subject, asked);
    expect(url).toBe(`${server.url}${expected}`);
  });

  test('is closed to another browser, to a second use and to a made-up state', async () => {
    const { subject } = await makePerson('Jo Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const visitor = new Visitor(server.url);
    const begun = await visitor.follow('/auth/login');
    const action = /action="(\/idp\/interaction\/[^"/]+)"/.exec(await begun.response.text())![1]!;
    let callback = '';
    let next = await visitor.ask(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `subject=${subject}`,
    });
    while (next.status >= 300 && next.status < 400) {
      callback = new URL(next.headers.get('location')!, server.url).href;
      if (new URL(callback).pathname === '/auth/callback') break;
      next = await visitor.ask(callback);
    }
    const stranger = await new Visitor(server.url).ask(callback);
    expect(stranger.status).toBe(400);
    const forged = new URL(callback);
    forged.searchParams.set('state', 'made-up-by-somebody');
    expect((await visitor.ask(forged.href)).status).toBe(400);
    const spoilt = new URL(callback);
    spoilt.searchParams.set('code', 'another-code');
    const copy = new URL(callback);
    expect((await visitor.ask(copy.href)).status).toBe(303);
    expect((await visitor.ask(copy.href)).status).toBe(400);
    expect((await visitor.ask(spoilt.href)).status).toBe(400);
  });
});

describe('a session', () => {
  test('goes on in another hat under another token', async () => {
    const { subject, hats } = await makePerson('Kaat Voorbeeld (verzonnen)', [
      { role: 'AN' },
      { role: 'RB' },
    ]);
    const visitor = new Visitor(server.url);
    await visitor.logIn(subject);
    const first = await sessionOf(visitor);
    expect(first.hats.map((hat) => hat.role)).toEqual(['AN', 'RB']);
    const before = visitor.cookie('__Host-vp')!;
    const answer = await visitor.write('/api/session/hat', { hatId: hats[1] });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ role: 'RB', hatId: hats[1] });
    expect(visitor.cookie('__Host-vp')).not.toBe(before);
    expect((await sessionOf(visitor)).csrfToken).not.toBe(first.csrfToken);
    const old = new Visitor(server.url);
    old.putCookie('__Host-vp', before);
    expect((await sessionOf(old))['signedIn']).toBe(false);
  });

  test('does not take the hat of somebody else, and stays as it was', async () => {
    const mine = await makePerson('Lies Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const other = await makePerson('Mo Voorbeeld (verzonnen)', [{ role: 'AD' }]);
    const visitor = new Visitor(server.url);
    await visitor.logIn(mine.subject);
    for (const hatId of [other.hats[0], randomUUID()]) {
      const answer = await visitor.write('/api/session/hat', { hatId });
      expect(answer.status).toBe(404);
    }
    expect((await sessionOf(visitor))['role']).toBe('AT');
  });

  test('ends at log-out, here and at the issuer', async () => {
    const { subject } = await makePerson('Nel Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const visitor = new Visitor(server.url);
    await visitor.logIn(subject);
    const token = visitor.cookie('__Host-vp')!;
    const answer = await visitor.write('/auth/logout', {});
    expect(answer.status).toBe(200);
    const { next } = (await answer.json()) as { next: string };
    expect(next).toMatch(/\/idp\/session\/end\?.*id_token_hint=/);
    expect(visitor.cookie('__Host-vp')).toBeUndefined();

    const page = await (await visitor.follow(next)).response.text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!;
    const action = new URL(/<form[^>]*action="([^"]+)"/.exec(page)![1]!).pathname;
    const { url } = await visitor.submit(action, { xsrf, logout: 'yes' });
    expect(url).toBe(`${server.url}/`);

    visitor.putCookie('__Host-vp', token);
    expect((await sessionOf(visitor))['signedIn']).toBe(false);
    const [ended] = await db.owner<{ end_cause: string }>(
      `select end_cause from auth.session where token_hash = sha256(decode($1, 'hex'))`,
      [token],
    );
    expect(ended!.end_cause).toBe('signed out');
  });

  test('is not ended by another site, and log-out without one is no fault', async () => {
    const { subject } = await makePerson('Oona Voorbeeld (verzonnen)', [{ role: 'AT' }]);
    const visitor = new Visitor(server.url);
    await visitor.logIn(subject);
    expect(
      (await visitor.write('/auth/logout', {}, { 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    expect((await visitor.write('/auth/logout', {}, { 'x-csrf-token': 'wrong' })).status).toBe(403);
    expect((await sessionOf(visitor))['signedIn']).toBe(true);
    const nobody = await new Visitor(server.url).write('/auth/logout', {});
    expect(await nobody.json()).toEqual({ next: '/' });
    // A form on another site comes without the cookie (SameSite), but its answer could take the cookie away.
    const foreign = await fetch(`${server.url}/auth/logout`, {
      method: 'POST',
      body: 'x=y',
      headers: {
        'content-type': 'text/plain',
        origin: 'https://elsewhere.example',
        'sec-fetch-site': 'cross-site',
      },
    });
    expect([foreign.status, foreign.headers.getSetCookie()]).toEqual([403, []]);
  });

  test('ends when idle and at its last moment', async () => {
    for (const column of ['idle_ends_at', 'ends_at']) {
      const { subject } = await makePerson('Pim Voorbeeld (verzonnen)', [{ role: 'AT' }]);
      const visitor = new Visitor(server.url);
      await visitor.logIn(subject);
      expect((await sessionOf(visitor))['signedIn']).toBe(true);
      await db.owner(
        `update auth.session set ${column} = now() - interval '1 second' where token_hash = sha256(decode($1, 'hex'))`,
        [visitor.cookie('__Host-vp')],
      );
      server.sessions.forget(null);
      expect((await sessionOf(visitor))['signedIn']).toBe(false);
    }
  });

  test.each(['', 'x', '0'.repeat(64), 'f'.repeat(63), `${'a'.repeat(64)}; --`])(
    'is not made by the cookie %j',
    async (value) => {
      const visitor = new Visitor(server.url);
      visitor.putCookie('__Host-vp', encodeURIComponent(value));
      expect((await sessionOf(visitor))['signedIn']).toBe(false);
    },
  );
});
