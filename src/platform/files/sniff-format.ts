import { extname } from 'node:path';
import { FileProblem } from './file-problem.ts';

export type TableFormat = 'csv' | 'xlsx' | 'json';

const byExtension: Record<string, TableFormat> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.xlsx': 'xlsx',
  '.json': 'json',
};

// First bytes of what people send by mistake; the names are shown as they are.
const foreign: [signature: number[], name: string][] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'XLS'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x1f, 0x8b], 'GZIP'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7Z'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x7f, 0x45, 0x4c, 0x46], 'ELF'],
];

/**
 * The format of a file. Its name says what it should be, its first bytes what it is, and both must agree
 * (ASVS 5.0 V5.2.2). Throws name-not-supported, content-differs, file-empty or encoding-unknown.
 */
export function sniffFormat(fileName: string, head: Buffer): TableFormat {
  const extension = extname(fileName).toLowerCase();
  const expected = byExtension[extension];
  if (expected === undefined) {
    throw new FileProblem('name-not-supported', { found: extension, limit: '.csv, .xlsx, .json' });
  }
  if (head.length === 0) throw new FileProblem('file-empty');
  const actual = contentOf(head);
  const agrees = actual === expected || (actual === 'TEXT' && expected === 'csv');
  if (!agrees) throw new FileProblem('content-differs', { found: actual, limit: extension });
  return expected;
}

/** `xlsx`, `json`, `TEXT`, or the name of something foreign. */
function contentOf(head: Buffer): string {
  for (const [signature, name] of foreign) {
    if (signature.every((byte, i) => head[i] === byte)) return name;
  }
  if (head[0] === 0x50 && head[1] === 0x4b && head.length >= 4 && head[2] === 3) return 'xlsx';
  const text = leadingText(head);
  if (text.startsWith('{') || text.startsWith('[')) return looksLikeJson(text) ? 'json' : 'TEXT';
  if (/^<(\?xml|!doctype|!--|html|head|body|table)/i.test(text)) return 'XML';
  return 'TEXT';
}

function looksLikeJson(text: string): boolean {
  return /^[[{]\s*(?:["[{\]}]|$)/.test(text);
}

/** The first text without mark and white space; wide text by its mark only. */
function leadingText(head: Buffer): string {
  const mark = head.length >= 2 ? head.readUInt16BE(0) : 0;
  const wide = mark === 0xfffe || mark === 0xfeff;
  if (!wide && manyNuls(head)) throw new FileProblem('encoding-unknown');
  const bytes = wide ? head.subarray(2).filter((byte) => byte !== 0) : head;
  return Buffer.from(bytes)
    .toString('latin1', 0, 512)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
}

/** UTF-16 or UTF-32 without a mark, or something binary. */
function manyNuls(head: Buffer): boolean {
  const first = head.subarray(0, 1024);
  let nuls = 0;
  for (const byte of first) if (byte === 0) nuls += 1;
  return nuls * 5 > first.length;
}
