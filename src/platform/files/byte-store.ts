import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Random access to bytes, for packed files. `read` gives at most `length` bytes; fewer at the end. */
export type ByteStore = { size: number; read(offset: number, length: number): Promise<Buffer> };

export type LaidAside = { store: ByteStore; close(): Promise<void> };

const KEPT_IN_MEMORY = 4 * 1024 * 1024;
const PIECE = 64 * 1024;

/** Lays arriving bytes aside for random access: in memory while small, else in a file of ours that only this process can open. */
export async function layAside(pieces: AsyncIterable<Buffer>): Promise<LaidAside> {
  let kept: Buffer[] = [];
  let size = 0;
  let aside: { folder: string; file: FileHandle } | null = null;
  const close = async () => {
    await aside?.file.close();
    if (aside) await rm(aside.folder, { recursive: true, force: true });
  };
  try {
    for await (const piece of pieces) {
      kept.push(piece);
      size += piece.length;
      if (aside === null && size > KEPT_IN_MEMORY) aside = await openAside();
      if (aside) {
        for (const part of kept) await writeAll(aside.file, part);
        kept = [];
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  if (aside === null) return { store: bufferStore(Buffer.concat(kept)), close };
  return { store: fileStore(aside.file, size), close };
}

/** What was laid aside as a stream; it is closed when the stream ends or its reader leaves. */
export function readAside({ store, close }: LaidAside): Readable {
  let at = 0;
  return new Readable({
    read() {
      store.read(at, PIECE).then(
        (piece) => {
          at += piece.length;
          this.push(piece.length === 0 ? null : piece);
        },
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, done) {
      close().then(
        () => done(error),
        (failed: Error) => done(error ?? failed),
      );
    },
  });
}

async function openAside(): Promise<{ folder: string; file: FileHandle }> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  const path = join(folder, 'aside');
  const file = await open(path, 'wx+', 0o600);
  // Where the system allows it the name goes at once, so that a crash leaves nothing behind.
  if (process.platform !== 'win32') await rm(folder, { recursive: true, force: true });
  return { folder, file };
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

export function bufferStore(bytes: Buffer): ByteStore {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

export function fileStore(file: FileHandle, size: number): ByteStore {
  return {
    size,
    async read(offset, length) {
      const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - offset)));
      let got = 0;
      while (got < bytes.length) {
        const { bytesRead } = await file.read(bytes, got, bytes.length - got, offset + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return bytes.subarray(0, got);
    },
  };
}
