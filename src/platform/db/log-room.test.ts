import { Type } from 'typebox';
import { expect, inject, onTestFinished, test } from 'vitest';
import { signIn, testDatabase } from '../testing/database.ts';
import { startTestServer } from '../testing/server.ts';
import { route } from '../http/route.ts';
import { openLogRoom } from './log-room.ts';

function superuserUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = 'postgres';
  url.password = inject('database').superuserPassword;
  return url.toString();
}

test('refuses from 85 hundredths of the volume on, and nobody where it is not known', async () => {
  const { ownerUrl } = await testDatabase({ forThisTest: true });
  const seesAll = superuserUrl(ownerUrl);
  const isFull = async (url: string, volumeBytes: number | null) => {
    const room = openLogRoom(url, volumeBytes);
    onTestFinished(() => room.close());
    return room.require().then(
      () => false,
      (error: { code: string }) => error.code === 'log-nearly-full',
    );
  };
  // A segment is 16 MB: there is one, and never a hundred gigabytes of them here.
  expect(await isFull(seesAll, 16_000_000)).toBe(true);
  expect(await isFull(seesAll, 100_000_000_000)).toBe(false);
  expect(await isFull(seesAll, null)).toBe(false);
  // The owner without pg_monitor may not see the folder.
  expect(await isFull(ownerUrl, 16_000_000)).toBe(false);
});

test('what writes many rows is refused with a reason while small writes go on', async () => {
  const t = await testDatabase({ forThisTest: true });
  const at = await signIn(t, 'AT', { areaCode: 'WVL' });
  const room = openLogRoom(superuserUrl(t.ownerUrl), 16_000_000);
  onTestFinished(() => room.close());
  const base = { summary: 'A route', tag: 'test', roles: ['AT'] as const, classes: ['D0'] };
  const answers = {
    ...base,
    method: 'POST',
    response: Type.Object({ ok: Type.Boolean() }),
  } as const;
  const server = await startTestServer(t, {
    logRoom: room,
    routes: [
      route({
        ...answers,
        path: '/api/test/file',
        multipart: true,
        bulk: true,
        handler: async () => ({ ok: true }),
      }),
      route({ ...answers, path: '/api/test/note', handler: async () => ({ ok: true }) }),
    ],
  });
  onTestFinished(() => server.close());
  const body = new FormData();
  body.set('file', new Blob(['x'.repeat(1_000)]), 'list.csv');
  const refused = await server.as(at, '/api/test/file', { method: 'POST', body });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('60');
  expect(await refused.json()).toMatchObject({
    code: 'log-nearly-full',
    detail: expect.stringContaining('bijna vol'),
  });
  expect((await server.as(at, '/api/test/note', { method: 'POST' })).status).toBe(200);
});
