import { connect, type AddressInfo, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drainOnClose } from './drain.ts';

let app: FastifyInstance;

beforeEach(async () => {
  app = Fastify({ return503OnClosing: false, forceCloseConnections: 'idle' });
  drainOnClose(app, { newcomersMs: 400 });
  app.get('/', async () => 'here');
  await app.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  await app.close();
});

const ask = 'GET / HTTP/1.1\r\nhost: here\r\n\r\n';

function open(): { socket: Socket; answer: Promise<string> } {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const answer = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (part: Buffer) => (text += part.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.on('close', () => resolve(text));
  });
  return { socket, answer };
}

const accepted = (): Promise<unknown> =>
  new Promise((resolve) => app.server.once('connection', resolve));

describe('a server that stops', () => {
  test('answers who was let in and had not spoken yet, and says that it is the last answer', async () => {
    const came = accepted();
    const { socket, answer } = open();
    await came;
    const closed = app.close();
    setTimeout(() => socket.write(ask), 50);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK[^]*connection: close[^]*here$/i);
    await closed;
  });

  test('answers twenty who still stand before the door', async () => {
    const twenty = Array.from({ length: 20 }, open);
    for (const { socket } of twenty) socket.write(ask);
    // The system has connected them; this process has not had a turn to take one in.
    const closed = app.close();
    const answers = await Promise.all(twenty.map((each) => each.answer));
    expect(answers.filter((text) => text.startsWith('HTTP/1.1 200'))).toHaveLength(20);
    await closed;
  });

  test('does not wait for a slow half of a request longer than for who is silent', async () => {
    const came = accepted();
    const { socket, answer } = open();
    await came;
    socket.write('GET / HTTP/1.1\r\nho');
    const silent = open();
    const closed = app.close();
    expect(await silent.answer).not.toMatch(/200/);
    expect(await answer).not.toMatch(/200/);
    await closed;
  });

  test('waits for nobody when nobody is there', async () => {
    const { socket, answer } = open();
    socket.write(ask);
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0);
    const turns: string[] = [];
    const patience = setTimeout(() => turns.push('waited'), 300);
    await app.close();
    clearTimeout(patience);
    expect(turns).toEqual([]);
    expect(await answer).toMatch(/here$/);
  });
});
