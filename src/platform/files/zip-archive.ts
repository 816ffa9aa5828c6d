import { pipeline, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { FileProblem, megabytes } from './file-problem.ts';
import type { ByteStore } from './byte-store.ts';
import type { TableLimits } from './table.ts';

type Part = {
  name: string;
  offset: number;
  packed: number;
  expanded: number;
  crc: number;
  stored: boolean;
};

const PIECE = 64 * 1024;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const RATIO_JUDGED_FROM = 4 * 1024 * 1024;

/**
 * Reads named parts of a ZIP archive from its directory at the end. Refuses, before unpacking anything: encryption,
 * ZIP64, unknown methods, too many parts, names that occur twice, parts that overlap (the non-recursive bomb), and
 * promised sizes beyond the limits. While unpacking it counts again, since the promise may lie. Nothing is ever
 * written under a name from the archive.
 */
export class ZipArchive {
  readonly #store: ByteStore;
  readonly #limits: TableLimits;
  readonly #parts = new Map<string, Part>();
  #expanded = 0;

  constructor(store: ByteStore, limits: TableLimits) {
    this.#store = store;
    this.#limits = limits;
  }

  static async open(store: ByteStore, limits: TableLimits): Promise<ZipArchive> {
    const archive = new ZipArchive(store, limits);
    await archive.#readDirectory();
    return archive;
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /** Unpacks a part piece by piece and checks its length and CRC at the end. Throws zip-damaged, zip-too-large. */
  async *pieces(name: string): AsyncGenerator<Buffer> {
    const part = this.#parts.get(name);
    if (part === undefined) damaged(name);
    const packed = this.#packedPieces(part);
    let length = 0;
    let crc = 0;
    for await (const piece of part.stored ? packed : inflated(packed, name)) {
      length += piece.length;
      this.#expanded += piece.length;
      this.#judge(length, part.packed, name);
      if (length > part.expanded) damaged(name);
      crc = crc32(piece, crc);
      yield piece;
    }
    if (length !== part.expanded || crc !== part.crc) damaged(name);
  }

  /** A whole small part; `limit` in bytes. */
  async whole(name: string, limit: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of this.pieces(name)) {
      length += piece.length;
      if (length > limit)
        throw new FileProblem('zip-too-large', { found: name, limit: megabytes(limit) });
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  #judge(length: number, packed: number, name: string): void {
    const { maxExpandedBytes, maxRatio } = this.#limits;
    if (this.#expanded > maxExpandedBytes) {
      throw new FileProblem('zip-too-large', { found: name, limit: megabytes(maxExpandedBytes) });
    }
    if (length > RATIO_JUDGED_FROM && length > packed * maxRatio) {
      throw new FileProblem('zip-too-large', { found: name, limit: megabytes(packed * maxRatio) });
    }
  }

  async *#packedPieces(part: Part): AsyncGenerator<Buffer> {
    const local = await this.#store.read(part.offset, 30);
    if (local.length < 30 || local.readUInt32LE(0) !== LOCAL_SIGNATURE) damaged(part.name);
    const begin = part.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    const end = begin + part.packed;
    if (end > this.#store.size) damaged(part.name);
    for (let at = begin; at < end; at += PIECE) {
      await nextTurn();
      yield await this.#store.read(at, Math.min(PIECE, end - at));
    }
  }

  async #readDirectory(): Promise<void> {
    const { size } = this.#store;
    const tail = await this.#store.read(Math.max(0, size - 65_557), 65_557);
    const at = lastIndexOfEnd(tail);
    if (at === -1) damaged();
    const count = tail.readUInt16LE(at + 10);
    const length = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    const { maxZipEntries } = this.#limits;
    if (count > maxZipEntries)
      throw new FileProblem('zip-too-many-parts', { limit: maxZipEntries });
    if (length > maxZipEntries * 1_024 || offset + length > size) damaged();
    this.#readEntries(await this.#store.read(offset, length), count);
    this.#refuseBombs(offset);
  }

  #readEntries(directory: Buffer, count: number): void {
    let at = 0;
    for (let i = 0; i < count; i++) {
      if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) damaged();
      const nameLength = directory.readUInt16LE(at + 28);
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, '');
      const method = directory.readUInt16LE(at + 10);
      if (directory.readUInt16LE(at + 8) & 1) throw new FileProblem('zip-locked', { found: name });
      if (method !== 0 && method !== 8) damaged(name);
      const part: Part = {
        name,
        crc: directory.readUInt32LE(at + 16),
        packed: directory.readUInt32LE(at + 20),
        expanded: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
        stored: method === 0,
      };
      if (this.#parts.has(name)) damaged(name);
      this.#parts.set(name, part);
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
  }

  #refuseBombs(directoryOffset: number): void {
    const { maxExpandedBytes } = this.#limits;
    let promised = 0;
    let free = 0;
    for (const part of [...this.#parts.values()].sort((a, b) => a.offset - b.offset)) {
      if (part.offset < free) damaged(part.name);
      free = part.offset + 30 + part.packed;
      promised += part.expanded;
      this.#judge(part.expanded, part.packed, part.name);
    }
    if (free > directoryOffset) damaged();
    if (promised > maxExpandedBytes)
      throw new FileProblem('zip-too-large', { limit: megabytes(maxExpandedBytes) });
  }
}

function lastIndexOfEnd(tail: Buffer): number {
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  return -1;
}

async function* inflated(packed: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  // Errors of either end surface in the loop below.
  pipeline(Readable.from(packed), inflate, () => {});
  try {
    const pieces: AsyncIterable<Buffer> = inflate;
    yield* pieces;
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem('zip-damaged', { found: name }, error);
  } finally {
    inflate.destroy();
  }
}

function damaged(name?: string): never {
  throw new FileProblem('zip-damaged', { found: name ?? null });
}
