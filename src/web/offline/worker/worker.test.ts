import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../platform/http/headers.ts';
import { payloadOf } from '../../../platform/push/transport.ts';
import { shownOf } from './push-message.ts';
import { withFreshNonce } from './shell-page.ts';

const origin = 'https://vrijplaats.invalid';

test('the kept page has a nonce of its own each time, in its policy and its text', async () => {
  const kept = () =>
    new Response('<meta nonce="old-NONCE_1"><div id="app"></div>', {
      headers: {
        'content-security-policy': contentSecurityPolicy('old-NONCE_1', true),
        'content-encoding': 'br',
        'cache-control': 'no-store',
      },
    });
  const fresh = await withFreshNonce(kept(), 'new');
  expect(fresh.headers.get('content-security-policy')).toBe(contentSecurityPolicy('new', true));
  expect(fresh.headers.get('content-encoding')).toBeNull();
  expect(await fresh.text()).toBe('<meta nonce="new"><div id="app"></div>');
  await expect(withFreshNonce(new Response('x'), 'new')).rejects.toThrow();
});

test('what the server sends is what is shown, and nothing more', () => {
  const message = {
    title: 'Vrijplaats',
    body: 'Er staat een bericht klaar.',
    path: '/pleeggezin',
    language: 'nl',
  } as const;
  expect(shownOf(payloadOf(message, origin), origin)).toEqual({
    title: 'Vrijplaats',
    options: {
      body: 'Er staat een bericht klaar.',
      lang: 'nl',
      dir: 'ltr',
      icon: '/icon-192.png',
      tag: '/pleeggezin',
      data: { address: `${origin}/pleeggezin` },
    },
  });
});

test.each([
  ['https://thief.invalid/x', '/pleeggezin'],
  ['//thief.invalid/x', '/pleeggezin'],
  ['javascript:alert(1)', '/pleeggezin'],
  ['/berichten', '/berichten'],
  ['', '/pleeggezin'],
])('a message that leads to %s opens %s', (navigate, path) => {
  const sent = JSON.stringify({ notification: { navigate } });
  expect(shownOf(sent, origin).options.data).toEqual({ address: `${origin}${path}` });
});

test.each(['', 'nothing', '[]', '{"notification":7}'])(
  'what cannot be read (%s) still shows',
  (sent) => {
    expect(shownOf(sent, origin)).toMatchObject({ title: 'Vrijplaats', options: { body: '' } });
  },
);
