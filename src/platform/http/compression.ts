import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance, RouteOptions } from 'fastify';

/** Smaller answers travel in one packet either way. */
const leastBytes = 1400;

/** Answers that read: text and data, and never the stream of changes. */
const ours = /^(application\/json|application\/problem\+json|text\/(plain|html))\b/;

/**
 * Lets single routes compress their answers, lightly: an answer is made once and read once.
 *
 * Who can have a browser ask for what they choose, and sees how long the answer is, could guess a
 * secret that is compressed beside it (BREACH). Therefore nothing is compressed unless a route says
 * so, and none does whose answer holds a secret: the session with its CSRF token, the log-in,
 * answers to writes, files. Cookies do not travel with requests from other sites either (SameSite).
 */
export async function addCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, { global: false, globalDecompression: false });
}

/** What a route says to be compressed. */
export const compressed: NonNullable<RouteOptions['compress']> = {
  threshold: leastBytes,
  customTypes: ours,
  encodings: ['br', 'gzip'],
  zlibOptions: { level: 4 },
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
};
