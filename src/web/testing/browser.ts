/** A server and a browser for tests of the pages: nothing outside this machine is asked. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

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

/** Answers a request and says so; what it leaves alone is a file or the page. */
export type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

const noHandle: Handle = () => false;

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
  handle: Handle = noHandle,
): Promise<BuiltServer> {
  const server: Server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (handle(request, response, await bodyOf(request))) return;
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

/** A page far from Brussels, whose complaints (a policy that was broken, an error) are gathered. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    locale: 'nl-BE',
    timezoneId: 'America/New_York',
    ...options,
  });
  const page = await context.newPage();
  const complaints = gatherComplaints(page);
  await page.goto(address);
  return { page, complaints };
}

/** Everything that the browser complains of from now on. */
export function gatherComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/**
 * What axe finds wrong, one line per element. It is asked in the page itself, whose frames are all its own, and for
 * what is wrong alone: else it gathers its answers in a window of its own and tells of all that is right, at four times the price.
 * @param except a selector of what is left out
 */
export async function axeFaults(page: Page, except?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (except === undefined ? axe : axe.exclude(except)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
}

/** How many pixels the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Keeps a picture when `PICTURES` names a folder for people to look at them. */
export async function keepPicture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
