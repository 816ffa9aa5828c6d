import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server stop as soon as the last request is answered: connections that browsers keep open for
 * later are closed when they have nothing to do, also those that fall idle while the server is stopping.
 */
export function drainOnClose(app: FastifyInstance): void {
  const busy = new Map<Socket, number>();
  let closing = false;
  const closeWhenIdle = (socket: Socket) => {
    if (!closing || (busy.get(socket) ?? 0) > 0) return;
    // A request that is injected without a connection has a socket of its own kind.
    if ('destroySoon' in socket) socket.destroySoon();
  };
  app.addHook('onRequest', async (request, reply) => {
    const { socket } = request.raw;
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
  });
}
