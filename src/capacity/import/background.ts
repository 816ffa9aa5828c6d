import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file that was received: where it lies, and what its content hashes to. */
export interface Received {
  path: string;
  hash: Buffer;
  /** Throws the file away. */
  discard(): Promise<void>;
}

/** Writes what arrives to a file of its own, so that a large upload costs no memory. */
export async function receive(stream: Readable): Promise<Received> {
  const folder = await mkdtemp(join(tmpdir(), 'vrijplaats-import-'));
  const path = join(folder, 'file');
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(stream, hashing, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await discard();
    throw error;
  }
  return { path, hash: hash.digest(), discard };
}

/**
 * Work that goes on after its request was answered: at most `width` pieces at a time, the rest waits its
 * turn. Each can be broken off by its name.
 */
export class Background {
  readonly #width: number;
  readonly #waiting: (() => void)[] = [];
  readonly #stops = new Map<string, AbortController>();
  #running = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Starts the work when its turn comes; errors go to `failed`. */
  start(
    name: string,
    work: (signal: AbortSignal) => Promise<void>,
    failed: (error: unknown) => void,
  ): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(name, stop);
    return this.#turn()
      .then(() => (stop.signal.aborted ? undefined : work(stop.signal)))
      .catch(failed)
      .finally(() => {
        this.#stops.delete(name);
        this.#running -= 1;
        this.#waiting.shift()?.();
      });
  }

  stop(name: string): void {
    this.#stops.get(name)?.abort();
  }

  async #turn(): Promise<void> {
    if (this.#running >= this.#width) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }
}
