import { type FileHandle, open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { bufferStore, type ByteStore, fileStore, type LaidAside, layAside } from './byte-store.ts';
import { FileProblem, megabytes } from './file-problem.ts';
import type { TableLimits } from './table.ts';

/** Bytes that arrive (stream), are here (buffer) or lie on a disk (path). */
export type TableSource = Readable | Buffer | string;

/** One opened file. `pieces` or `store` may be used, once; `close` always. */
export type OpenSource = {
  /** The first bytes, at least 4 KB unless the file is shorter. */
  head: Buffer;
  pieces(): AsyncGenerator<Buffer>;
  store(): Promise<ByteStore>;
  close(): Promise<void>;
};

const PIECE = 64 * 1024;
const HEAD = 4 * 1024;

export async function openSource(
  source: TableSource,
  limits: TableLimits,
  signal: AbortSignal | undefined,
): Promise<OpenSource> {
  if (typeof source === 'string') return openPath(source, limits);
  if (Buffer.isBuffer(source)) {
    checkSize(source.length, limits);
    return openStore(bufferStore(source), async () => {});
  }
  // A stream that is ended by the signal while nobody reads must not bring the process down.
  source.on('error', () => {});
  if (signal) addAbortSignal(signal, source);
  return openStream(source, limits);
}

async function openPath(path: string, limits: TableLimits): Promise<OpenSource> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    throw new FileProblem('file-unreadable', { found: codeOf(cause) }, cause);
  }
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new FileProblem('file-unreadable', { found: 'not a file' });
    checkSize(about.size, limits);
    return await openStore(fileStore(file, about.size), () => file.close());
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openStore(store: ByteStore, close: () => Promise<void>): Promise<OpenSource> {
  const head = await store.read(0, HEAD);
  return {
    head,
    async *pieces() {
      for (let at = 0; at < store.size; at += PIECE) {
        // A buffer is read without any wait of its own: let timers and other work have their turn.
        await nextTurn();
        yield await store.read(at, PIECE);
      }
    },
    store: async () => store,
    close,
  };
}

async function openStream(stream: Readable, limits: TableLimits): Promise<OpenSource> {
  const arriving = counted(stream, limits);
  const first: Buffer[] = [];
  let length = 0;
  let aside: LaidAside | null = null;
  while (length < HEAD) {
    const next = await arriving.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(first);
  async function* all(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head;
    yield* arriving;
  }
  return {
    head,
    pieces: all,
    async store() {
      aside = await layAside(all());
      return aside.store;
    },
    async close() {
      stream.destroy();
      await aside?.close();
    },
  };
}

async function* counted(stream: Readable, limits: TableLimits): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      checkSize(size, limits);
      for (let at = 0; at < bytes.length; at += PIECE) {
        yield bytes.subarray(at, at + PIECE);
        await nextTurn();
      }
    }
  } catch (error) {
    if (error instanceof FileProblem || isAbort(error)) throw error;
    throw new FileProblem('file-unreadable', { found: codeOf(error) }, error);
  }
}

function checkSize(size: number, limits: TableLimits): void {
  if (size > limits.maxBytes)
    throw new FileProblem('file-too-large', { limit: megabytes(limits.maxBytes) });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
