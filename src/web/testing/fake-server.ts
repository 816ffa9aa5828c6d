import type { ServerResponse } from 'node:http';
import type { Session } from '../session.ts';
import type { Handle } from './browser.ts';

/** Invented people of the tests. */
export function aSession(change: Partial<Session> = {}): Session {
  const now = Date.now();
  return {
    signedIn: true,
    person: { name: 'Robin Verzonnen' },
    role: 'RB',
    organisation: { id: 'org-1', name: 'Overleg Verzonnen' },
    hats: [
      { id: 'hat-1', role: 'RB', organisationName: 'Overleg Verzonnen' },
      { id: 'hat-2', role: 'AN', organisationName: null },
    ],
    csrfToken: 'token-1',
    demo: true,
    idleEndsAt: new Date(now + 30 * 60_000).toISOString(),
    endsAt: new Date(now + 10 * 3_600_000).toISOString(),
    ...change,
  };
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** The server's side of the shell in memory: a session, its hats, and a stream that can be pushed. */
export class FakeServer {
  session: Session | null = null;
  readonly asked: Asked[] = [];
  readonly streams = new Set<ServerResponse>();
  #sequence = 0;

  /** Sends one frame on every open stream; `skip` leaves numbers out, as a lost frame would. */
  push(topic: string, data: Record<string, unknown>, skip = 0): void {
    this.#sequence += 1 + skip;
    for (const stream of this.streams) this.#write(stream, topic, data);
  }

  #write(stream: ServerResponse, topic: string, data: Record<string, unknown>): void {
    stream.write(`event: ${topic}\nid: ${this.#sequence}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  askedOf(path: string): Asked[] {
    return this.asked.filter((one) => one.path === path);
  }

  handle: Handle = (request, response, body) => {
    const method = request.method ?? 'GET';
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    if (!path.startsWith('/api') && !path.startsWith('/auth')) return false;
    this.asked.push({ method, path, body, headers: request.headers });
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (path === '/api/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      this.streams.add(response);
      response.on('close', () => this.streams.delete(response));
      this.#write(response, 'hello', {});
    } else if (path === '/api/session') {
      json(200, this.session ?? { signedIn: false, demo: true });
    } else if (path === '/api/session/hat' && this.session) {
      const hat = this.session.hats.find(
        ({ id }) => id === (JSON.parse(body) as { hatId: string }).hatId,
      );
      if (hat)
        this.session = {
          ...this.session,
          role: hat.role,
          organisation: null,
          csrfToken: 'token-2',
        };
      json(hat ? 200 : 404, {});
    } else if (path === '/api/notices/unread') {
      json(200, { unread: 0 });
    } else if (path === '/auth/logout') {
      this.session = null;
      json(200, { next: '/aanmelden' });
    } else {
      json(404, { title: 'Niet gevonden', status: 404, code: 'not-found', traceId: 'x' });
    }
    return true;
  };
}
