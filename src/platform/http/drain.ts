import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server stop without breaking off a request: who is connected and has not spoken yet may still
 * ask, for a moment, and every answer says that it is the last one. Connections that browsers keep open for
 * later are closed when they have nothing to do, also those that fall idle while the server is stopping.
 * @param options.newcomersMs how long who has not spoken yet is waited for, in milliseconds
 */
export function drainOnClose(app: FastifyInstance, { newcomersMs = 1_000 } = {}): void {
  const newcomers = new Set<Socket>();
  const busy = new Map<Socket, number>();
  let closing = false;
  const closeWhenIdle = (socket: Socket) => {
    if (!closing || (busy.get(socket) ?? 0) > 0) return;
    // A request that is injected without a connection has a socket of its own kind.
    if ('destroySoon' in socket) socket.destroySoon();
  };
  app.server.on('connection', (socket) => {
    newcomers.add(socket);
    socket.once('close', () => newcomers.delete(socket));
  });
  app.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw;
    newcomers.delete(socket);
    if (!busy.has(socket)) socket.once('close', () => busy.delete(socket));
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    reply.raw.once('close', () => {
      if (!busy.has(socket)) return;
      busy.set(socket, busy.get(socket)! - 1);
      closeWhenIdle(socket);
    });
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const socket of busy.keys()) closeWhenIdle(socket);
    // Two turns take in whoever the system has connected and not handed over yet.
    await nextTurn();
    await nextTurn();
    const patience = AbortSignal.timeout(newcomersMs);
    while (newcomers.size > 0 && !patience.aborted) await pause(5);
    // Half a request counts as work, and would keep the server open for as long as its sender likes.
    for (const socket of newcomers) socket.destroy();
  });
}
