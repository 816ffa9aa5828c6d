import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { madeOnce } from '../../platform/testing/made-once.ts';

/** The pages of a mode (`gallery`, or `production` for the product), built once in a run. */
export function buildPages(mode: 'gallery' | 'production'): Promise<{ folder: string }> {
  return madeOnce(`pages-${mode}`, async (folder) => {
    await build({
      configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
      configLoader: 'native',
      mode,
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
    });
    return { folder };
  });
}
