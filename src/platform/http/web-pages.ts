import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../errors.ts';
import { allowPage, workerPolicy } from './headers.ts';

/** Headers that mean nothing for a script, a style or a font; on a slow line each of them costs. */
const forDocumentsAlone = ['permissions-policy', 'cross-origin-opener-policy'];
/** Asked anew at each visit: an old one would keep old pages. */
const worker = 'service-worker.js';
const noScreen = /^\/(api|auth|idp|assets)(\/|$)/;

/**
 * Serves the browser's build, compressed where the build left it so: hashed files for ever, the page itself fresh with a nonce of its own for
 * every path that is a screen. Without a build (tests, API only) every path is unknown.
 */
export async function addWebPages(
  app: FastifyInstance,
  options: { webRoot: string | null; secure: boolean },
): Promise<void> {
  const { webRoot, secure } = options;
  const page =
    webRoot && existsSync(join(webRoot, 'index.html'))
      ? readFileSync(join(webRoot, 'index.html'), 'utf8')
      : null;
  if (webRoot && page) {
    await app.register(fastifyStatic, {
      root: webRoot,
      wildcard: false,
      index: false,
      globIgnore: ['index.html', '**/*.{br,gz}'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.startsWith(join(webRoot, 'assets'));
        if (hashed) forDocumentsAlone.forEach((name) => reply.removeHeader(name));
        if (path.startsWith(join(webRoot, worker))) {
          reply.header('content-security-policy', workerPolicy);
          return;
        }
        reply.header(
          'cache-control',
          hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        );
      },
    });
  }

  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '/';
    const asksPage = request.method === 'GET' || request.method === 'HEAD';
    if (!page || !asksPage || noScreen.test(path)) throw new Failure('not-found', 'not-found');
    const nonce = allowPage(reply, secure);
    return reply
      .code(200)
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__NONCE__', nonce));
  });
}
