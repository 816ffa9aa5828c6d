import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** One server-sent event, encoded once for every reader. */
export interface Encoded {
  /** With the frame of a chunked HTTP/1.1 answer. */
  chunked: Buffer;
  plain: Buffer;
}

const asChunk = (text: Buffer) =>
  Buffer.concat([Buffer.from(`${text.length.toString(16)}\r\n`), text, Buffer.from('\r\n')]);

export function encode(text: string): Encoded {
  const plain = Buffer.from(text);
  return { plain, chunked: asChunk(plain) };
}

/** An event with a number of its own. Line ends in JSON text are space, never content, and left out. */
export const encodeEvent = (event: string, id: number, json: string): Encoded =>
  encode(`id: ${id}\nevent: ${event}\ndata: ${json.replaceAll('\n', '')}\n\n`);

export const heartbeat: Encoded = encode(': still here\n\n');

/** A reader that takes this long behind is let go: it comes back and fetches anew. */
const mostBufferedBytes = 1024 * 1024;

/** One open event stream; events are written straight to the socket. */
export class EventStream {
  readonly #socket: Socket;
  readonly #chunked: boolean;
  #open = true;

  /**
   * Takes over an answer whose headers are given.
   * @param chunked false for a reader that speaks HTTP/1.0, as some proxies do
   */
  constructor(
    response: ServerResponse,
    headers: Record<string, string | string[]>,
    chunked: boolean,
    onClose: () => void,
  ) {
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      ...(chunked ? { 'transfer-encoding': 'chunked' } : { connection: 'close' }),
    });
    response.flushHeaders();
    const socket = response.socket;
    if (!socket) throw new Error('the reader is gone already');
    this.#socket = socket;
    this.#chunked = chunked;
    socket.setNoDelay(true);
    socket.setTimeout(0);
    socket.once('close', () => {
      this.#open = false;
      onClose();
    });
  }

  /** False when the reader was too slow and has been let go. */
  send(event: Encoded): boolean {
    if (!this.#open) return false;
    this.#socket.write(this.#chunked ? event.chunked : event.plain);
    if (this.#socket.writableLength <= mostBufferedBytes) return true;
    this.#open = false;
    this.#socket.destroy();
    return false;
  }

  end(): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#chunked) this.#socket.write('0\r\n\r\n');
    this.#socket.end();
    // A reader that does not take the end must not keep the server from stopping.
    setTimeout(() => this.#socket.destroy(), 1_000).unref();
  }
}
