import { type ClientRequest, get, type IncomingMessage } from 'node:http';

export interface StreamEvent {
  event: string;
  id: string;
  data: unknown;
}

/** Reads one stream of server-sent events, for tests. */
export class EventReader {
  readonly events: StreamEvent[] = [];
  status = 0;
  headers: IncomingMessage['headers'] = {};
  /** Comments that kept the stream alive. */
  heartbeats = 0;
  closed = false;
  #request!: ClientRequest;
  #rest = '';
  #response: IncomingMessage | null = null;

  static async open(url: string, token: string | null): Promise<EventReader> {
    const reader = new EventReader();
    await new Promise<void>((resolve, reject) => {
      reader.#request = get(
        url,
        { headers: token ? { cookie: `__Host-vp=${token}` } : {}, agent: false },
        (response) => {
          reader.status = response.statusCode ?? 0;
          reader.headers = response.headers;
          reader.#response = response;
          response.setEncoding('utf8');
          response.on('data', (text: string) => reader.#take(text));
          response.on('close', () => {
            reader.closed = true;
          });
          response.on('error', () => {});
          resolve();
        },
      );
      reader.#request.on('error', reject);
    });
    return reader;
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\n\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const fields = part
        .split('\n')
        .map((line) => [
          line.slice(0, line.indexOf(':')),
          line.slice(line.indexOf(':') + 1).trim(),
        ]);
      const of = (name: string) =>
        fields
          .filter(([key]) => key === name)
          .map(([, value]) => value)
          .join('\n');
      if (fields.every(([key]) => key === '')) this.heartbeats += 1;
      else
        this.events.push({
          event: of('event'),
          id: of('id'),
          data: JSON.parse(of('data') || 'null'),
        });
    }
  }

  /** Waits until an event is there that meets the condition. */
  async until(condition: (event: StreamEvent) => boolean, timeoutMs = 3_000): Promise<StreamEvent> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const found = this.events.find(condition);
      if (found) return found;
      if (performance.now() > deadline) {
        throw new Error(`no such event among ${JSON.stringify(this.events)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Takes nothing more from the socket. */
  pause(): void {
    this.#response?.pause();
  }

  close(): void {
    this.#request.destroy();
  }
}
