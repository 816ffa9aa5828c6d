import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A part of an archive; its text is made while it is packed. */
export type ZipPart = { name: string; pieces: Iterable<string> | AsyncIterable<string> };

type Written = { name: Buffer; crc: number; packed: number; expanded: number; offset: number };

const MAX_BYTES = 0xffff_fffe;
// Bit 3: sizes follow the part; bit 11: names are UTF-8.
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
// 1 January 1980, so that the same rows always give the same file.
const DATE = 0x0021;

/** Packs parts into a ZIP archive piece by piece. Throws RangeError beyond 4 GB. */
export async function* writeZip(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const part of parts) {
    const entry: Written = { name: Buffer.from(part.name), crc: 0, packed: 0, expanded: 0, offset };
    for await (const bytes of packedPart(part, entry)) {
      offset += bytes.length;
      if (offset > MAX_BYTES || entry.expanded > MAX_BYTES)
        throw new RangeError('archive beyond 4 GB');
      yield bytes;
    }
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield directoryEnd(written.length, directory.length, offset);
}

async function* packedPart(part: ZipPart, entry: Written): AsyncGenerator<Buffer> {
  yield Buffer.concat([localHeader(entry), entry.name]);
  const deflate = createDeflateRaw({ level: 5 });
  // Errors of either end surface in the loop below.
  pipeline(Readable.from(counted(part.pieces, entry)), deflate, () => {});
  try {
    const pieces: AsyncIterable<Buffer> = deflate;
    for await (const bytes of pieces) {
      entry.packed += bytes.length;
      yield bytes;
    }
  } finally {
    deflate.destroy();
  }
  yield sizesAfter(entry);
}

async function* counted(pieces: ZipPart['pieces'], entry: Written): AsyncGenerator<Buffer> {
  for await (const text of pieces) {
    const bytes = Buffer.from(text);
    entry.crc = crc32(bytes, entry.crc);
    entry.expanded += bytes.length;
    yield bytes;
  }
}

function localHeader(entry: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt16LE(entry.name.length, 26);
  return header;
}

function sizesAfter(entry: Written): Buffer {
  const after = Buffer.alloc(16);
  after.writeUInt32LE(0x08074b50, 0);
  after.writeUInt32LE(entry.crc, 4);
  after.writeUInt32LE(entry.packed, 8);
  after.writeUInt32LE(entry.expanded, 12);
  return after;
}

function directoryEntry(entry: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(entry.crc, 16);
  header.writeUInt32LE(entry.packed, 20);
  header.writeUInt32LE(entry.expanded, 24);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}

function directoryEnd(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
