import {
  createDecipheriv,
  createECDH,
  hkdfSync,
  randomUUID,
  verify,
  createPublicKey,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import webPush from 'web-push';
import { type SignedIn, signIn, type TestDatabase, testDatabase } from '../testing/database.ts';
import { forgetPushes, pushAtOnce, sendDuePushes } from './send-due.ts';
import { isPushService, openPushTransport } from './transport.ts';

const publicUrl = 'https://vrijplaats.invalid';
const keys = webPush.generateVAPIDKeys();
const settings = { ...keys, subject: 'mailto:push@vrijplaats.invalid', hosts: ['127.0.0.1'] };

interface Taken {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A push service of our own: records what it gets, and answers as it is told. */
async function pushService() {
  const taken: Taken[] = [];
  let status = 201;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      taken.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, taken, answer: (code: number) => (status = code) };
}

/** A browser's own keys; what is encrypted for it is opened by RFC 8188 and 8291, written apart from the library. */
function device() {
  const pair = createECDH('prime256v1');
  const own = pair.generateKeys();
  const auth = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
  const open = (body: Buffer): string => {
    const salt = body.subarray(0, 16);
    const idLength = body[20]!;
    const theirs = body.subarray(21, 21 + idLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs]);
    const secret = hkdfSync('sha256', pair.computeSecret(theirs), auth, info, 32);
    const derive = (name: string, size: number) =>
      Buffer.from(
        hkdfSync(
          'sha256',
          Buffer.from(secret),
          salt,
          Buffer.from(`Content-Encoding: ${name}\0`),
          size,
        ),
      );
    const sealed = body.subarray(21 + idLength);
    const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return plain.subarray(0, plain.lastIndexOf(2)).toString();
  };
  return { p256dh: own.toString('base64url'), auth: auth.toString('base64url'), open };
}

/** Whether the sender's signature is that of our key, for this push service, not for longer than a day. */
function isSignedByUs(authorization: string, origin: string): boolean {
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization)!;
  const [head, claims, signature] = token!.split('.') as [string, string, string];
  const raw = Buffer.from(key!, 'base64url');
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x!, y: y! },
    format: 'jwk',
  });
  const says = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string;
    exp: number;
    sub: string;
  };
  return (
    key === keys.publicKey &&
    says.aud === origin &&
    says.sub === settings.subject &&
    says.exp < Date.now() / 1000 + 24 * 3600 + 5 &&
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  );
}

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
afterAll(() => t.close());

const words = () => ({ title: 'Vrijplaats', body: 'Er staat een bericht klaar.' });
const send = () =>
  sendDuePushes(t.db, { transport: openPushTransport(settings, publicUrl), words });

/** Somebody with one device at this push service. */
async function subscribed(origin: string) {
  const who = await signIn(t, 'PI', { organisationId: null });
  const made = device();
  await t.db.write(who, (tx) =>
    tx.rows('select notices.keep_push($1, $2, $3, $4, $5)', [
      `${origin}/${who.personId}`,
      made.p256dh,
      made.auth,
      'telefoon',
      'nl',
    ]),
  );
  return { who, ...made };
}
const tell = (who: SignedIn, kind = 'foster-care.card-shown', path = '/pleeggezin') =>
  t.db.as('vp_jobs', (tx) =>
    tx.rows(
      `select notices.notify($1, 'PI', null, $2, $3, 'De naam van een leefgroep', '{}', $4, platform.now())`,
      [who.personId, kind, path, randomUUID()],
    ),
  );

describe('a message to a phone', () => {
  test('is encrypted for that device, signed by us, and says nothing of what it is about', async () => {
    const service = await pushService();
    const { who, open } = await subscribed(service.origin);
    await tell(who);
    await tell(who);
    expect(await send()).toEqual(['SENT']);
    const [{ headers, body }] = service.taken as [Taken];
    expect(isSignedByUs(headers.authorization!, service.origin)).toBe(true);
    expect(headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      urgency: 'high',
      ttl: '14400',
    });
    expect(JSON.parse(open(body))).toEqual({
      web_push: 8030,
      notification: {
        title: 'Vrijplaats',
        body: 'Er staat een bericht klaar.',
        lang: 'nl',
        dir: 'ltr',
        navigate: `${publicUrl}/pleeggezin`,
        tag: '/pleeggezin',
      },
    });
    expect(await send()).toEqual([]);
  });

  test('goes as chosen: never where one said so, and other kinds only where one asks for it', async () => {
    const service = await pushService();
    const { who } = await subscribed(service.origin);
    await tell(who, 'account.hat-given', '/meldingen');
    expect(await send()).toEqual([]);
    const choose = (kind: string, pushed: string) =>
      t.db.write(who, (tx) =>
        tx.rows(
          `insert into notices.choice (person_id, kind, told, pushed) values (auth.my_person(), $1, 'AT_ONCE', $2)`,
          [kind, pushed],
        ),
      );
    await choose('account.hat-given', 'AT_ONCE');
    await choose('foster-care.card-shown', 'NEVER');
    await tell(who);
    await tell(who, 'account.hat-given', '/meldingen');
    expect(await send()).toEqual(['SENT']);
  });

  test.each([
    [410, 'GONE'],
    [404, 'GONE'],
    [403, 'REFUSED'],
    [429, 'TRY_LATER'],
    [503, 'TRY_LATER'],
  ])('the push service says %i: %s', async (status, expected) => {
    const service = await pushService();
    const { who } = await subscribed(service.origin);
    service.answer(status);
    await tell(who);
    expect(await send()).toEqual([expected]);
    const left = await t.owner<{ fault: string | null; over: boolean }>(
      'select fault, given_up_at is not null as over from platform.push where person_id = $1',
      [who.personId],
    );
    expect(left).toEqual(
      expected === 'GONE' ? [] : [{ fault: expected, over: expected === 'REFUSED' }],
    );
    await t.owner('delete from platform.push where person_id = $1', [who.personId]);
  });

  test('that waited too long is no news', async () => {
    const service = await pushService();
    const { who } = await subscribed(service.origin);
    await tell(who);
    await t.owner(
      `update platform.push set due_at = now() - interval '5 hours' where person_id = $1`,
      [who.personId],
    );
    await forgetPushes(t.db);
    expect(await send()).toEqual([]);
  });
});

describe('a device', () => {
  test('that somebody else takes over is no longer the first one’s', async () => {
    const { origin } = await pushService();
    const first = await subscribed(origin);
    const second = await signIn(t, 'PI', {});
    await t.db.write(second, (tx) =>
      tx.rows('select notices.keep_push($1, $2, $3, null, $4)', [
        `${origin}/${first.who.personId}`,
        first.p256dh,
        first.auth,
        'fr',
      ]),
    );
    const own = (who: SignedIn) =>
      t.db.read(who, (tx) => tx.rows('select label from platform.push_subscription'));
    expect([await own(first.who), await own(second)]).toEqual([[], [{ label: null }]]);
  });

  test('its address and keys are nobody’s to read', async () => {
    const who = await signIn(t, 'PI', {});
    for (const column of ['endpoint', 'p256dh', 'auth_secret'])
      await expect(
        t.db.read(who, (tx) => tx.rows(`select ${column} from platform.push_subscription`)),
      ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['https://web.push.apple.com/x', true],
  ['http://fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com.thief.invalid/x', false],
  ['https://x@fcm.googleapis.com/x', false],
  ['https://10.0.0.1/x', false],
  ['https://push.apple.com.x/y', false],
  ['nothing', false],
])('nobody makes us knock elsewhere: %s is a push service: %s', (endpoint, expected) => {
  expect(isPushService(endpoint, ['fcm.googleapis.com', '*.push.apple.com'])).toBe(expected);
});

test('what comes in while it sends makes one round more', async () => {
  let rounds = 0;
  const waiting: (() => void)[] = [];
  const wake = pushAtOnce(
    () => {
      rounds++;
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    () => {},
  );
  wake();
  wake();
  wake();
  expect(rounds).toBe(1);
  waiting.shift()!();
  await expect.poll(() => rounds).toBe(2);
  waiting.shift()!();
  await expect.poll(() => waiting.length).toBe(0);
  expect(rounds).toBe(2);
});
