/** A browser and a server for tests of the built pages: nothing outside this machine is asked. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The content security policy that the product sends; `nonce` is new in each answer. */
export function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export interface BuiltServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Answers for `/api` and `/auth`; `null` leaves the path to the files. */
export type FakeApi = (
  method: string,
  path: string,
  body: string,
) => { status: number; json: unknown } | null;

async function bodyOf(request: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Serves a built folder on a free port of 127.0.0.1 as the product does: under its policy, with
 * the nonce filled in, and `page` for every address that is no file.
 */
export async function serveBuilt(
  folder: string,
  page: string,
  api: FakeApi = () => null,
): Promise<BuiltServer> {
  const server: Server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const answer = api(request.method ?? 'GET', url.pathname, await bodyOf(request));
      if (answer) {
        const type = answer.status < 400 ? 'application/json' : 'application/problem+json';
        response
          .writeHead(answer.status, { 'content-type': type })
          .end(JSON.stringify(answer.json));
        return;
      }
      const asked = join(folder, normalize(url.pathname));
      const isFile = asked.startsWith(folder) && extname(asked) !== '' && existsSync(asked);
      const file = isFile ? asked : join(folder, page);
      const nonce = crypto.randomUUID();
      const content = await readFile(file);
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
      response.setHeader('content-security-policy', policyWith(nonce));
      response.end(
        extname(file) === '.html' ? content.toString().replaceAll('__NONCE__', nonce) : content,
      );
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The system's Chromium; `CHROMIUM` names another. Throws one clear sentence when there is none. */
export async function launchChromium(): Promise<Browser> {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = process.env['CHROMIUM'] ?? known.find((path) => existsSync(path));
  if (!executablePath) throw new Error('no Chromium found: set CHROMIUM to the path of one');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
