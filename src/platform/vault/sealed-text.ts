import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a sealed value stands: sealed for there, it opens nowhere else. */
export interface Spot {
  /** `schema.table.column`; the history of a table counts as the table. */
  column: string;
  /** Number of the row. */
  row: string;
}

/** What was sealed is not what stands here: another key, another place, or changed bytes. */
export class SealBroken extends Error {
  constructor({ column, row }: Spot) {
    super(`what is sealed in ${column} of ${row} cannot be opened with its own key`);
    this.name = 'SealBroken';
  }
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const token = /^s1\.([0-9A-Za-z_-]{22})\.([0-9A-Za-z_-]+)$/;

/** AES-256-GCM: nonce ‖ ciphertext ‖ tag. */
export function encrypt(key: Buffer, bound: string, plain: Buffer | string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(bound));
  const text = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the key, what it is bound to, or a byte is another */
export function decrypt(key: Buffer, bound: string, sealed: Buffer): Buffer {
  const cipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  cipher.setAAD(Buffer.from(bound));
  cipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([cipher.update(sealed.subarray(nonceBytes, -tagBytes)), cipher.final()]);
}

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const uuidOf = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const boundTo = (file: string, { column, row }: Spot) => `s1 ${column} ${row} ${file}`;

/** A text sealed with the key of a file: `s1.` file `.` nonce, ciphertext and tag. */
export const sealText = (key: Buffer, file: string, spot: Spot, plain: string): string =>
  `s1.${bytesOf(file).toString('base64url')}.${encrypt(key, boundTo(file, spot), plain).toString('base64url')}`;

/** The file whose key a sealed text asks; null for anything else. */
export function fileOf(text: string): string | null {
  const found = token.exec(text);
  return found ? uuidOf(Buffer.from(found[1]!, 'base64url')) : null;
}

/** @throws SealBroken */
export function openText(key: Buffer, spot: Spot, text: string): string {
  const file = fileOf(text);
  try {
    if (file === null) throw new Error('not a sealed text');
    const sealed = Buffer.from(token.exec(text)![2]!, 'base64url');
    return decrypt(key, boundTo(file, spot), sealed).toString('utf8');
  } catch {
    throw new SealBroken(spot);
  }
}
