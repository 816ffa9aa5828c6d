import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

/** Files outside `assets` that the page asks for before it is drawn. */
const atTheRoot = ['/appearance.js', '/icon.svg', '/pleeggezin.webmanifest'];

/** What the page itself asks for, and what these screens need, by what each file brings along. */
function filesOf(html: string, bundle: Rolldown.OutputBundle, pages: readonly string[]): string[] {
  const chunks = Object.values(bundle).filter((each) => each.type === 'chunk');
  const ofPages = chunks.filter(({ facadeModuleId }) =>
    pages.some((page) => facadeModuleId?.endsWith(page)),
  );
  const needed = new Set([
    ...[...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file!),
    ...ofPages.map(({ fileName }) => fileName),
  ]);
  // A set grows while it is walked: what the needed files need comes after them.
  for (const file of needed) {
    const chunk = chunks.find(({ fileName }) => fileName === file);
    for (const other of chunk?.imports ?? []) needed.add(other);
    for (const look of chunk?.viteMetadata?.importedCss ?? []) needed.add(look);
  }
  return [...needed].sort().map((file) => `/${file}`);
}

/**
 * Builds the service worker as a file of its own at the root, with the names of the files that these pages need, and
 * a version that changes when one of them does: that makes browsers take the new one.
 */
export function offlineWorker(pages: readonly string[]): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }, bundle) {
        if (!dir || !('index.html' in bundle)) return;
        const html = readFileSync(join(dir, 'index.html'), 'utf8');
        const files = [...filesOf(html, bundle, pages), ...atTheRoot];
        const hash = createHash('sha256');
        for (const file of ['index.html', ...files]) hash.update(readFileSync(join(dir, file)));
        const version = hash.digest('base64url').slice(0, 12);
        await build({
          configFile: false,
          logLevel: 'error',
          publicDir: false,
          define: { __SHELL__: JSON.stringify({ version, files }) },
          build: {
            outDir: dir,
            emptyOutDir: false,
            target: ['chrome123', 'firefox125', 'safari17.5'],
            modulePreload: false,
            reportCompressedSize: false,
            rolldownOptions: {
              input: fileURLToPath(new URL('./worker/service-worker.ts', import.meta.url)),
              output: { format: 'iife', entryFileNames: 'service-worker.js' },
            },
          },
        });
      },
    },
  };
}
