import { hash } from 'node:crypto';

export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/**
 * Hash of a line in the chain: SHA-256(hash of the line before ‖ the line as UTF-8). Its twin in SQL is
 * `audit.seal`.
 */
export const lineHash = (previous: Uint8Array, line: Uint8Array): Buffer =>
  sha256(Buffer.concat([previous, line]));

/** What stands before the first line: tells the log of one installation from that of another. */
export const beginning = (instanceId: string): Buffer =>
  sha256(Buffer.from(`vrijplaats audit 1 ${instanceId}`));
