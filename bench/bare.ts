import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import type pg from 'pg';
import { type BenchWorld, clientOf } from './world.ts';

/** The least that telling somebody takes: a commit, NOTIFY, and one bare write for each open connection. */
export interface Bare {
  origin: string;
  /** A durable change of one row, and its NOTIFY. @returns when its commit was sent, as `performance.timeOrigin` counts */
  change(): Promise<number>;
  stop(): Promise<void>;
}

async function makeRow(world: BenchWorld): Promise<pg.Client> {
  const client = await clientOf(world.superuserUrl);
  await client.query('drop table if exists public.bench_bare');
  await client.query('create table public.bench_bare (n int)');
  await client.query('insert into public.bench_bare values (0)');
  return client;
}

export async function startBare(world: BenchWorld): Promise<Bare> {
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    if (response.socket) sockets.add(response.socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const [plain, listener] = [await makeRow(world), await clientOf(world.superuserUrl)];
  await listener.query('listen bench_bare');
  const chunk = Buffer.from(`6\r\nbare\n\n\r\n`);
  listener.on('notification', () => {
    for (const socket of sockets) socket.write(chunk);
  });
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async change() {
      await plain.query(`begin; update public.bench_bare set n = n + 1; notify bench_bare`);
      // Taken before: this process tells the streams, and may have done so when the commit comes back.
      const sentAt = performance.timeOrigin + performance.now();
      await plain.query('commit');
      return sentAt;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await listener.end();
      await plain.query('drop table public.bench_bare');
      await plain.end();
    },
  };
}
