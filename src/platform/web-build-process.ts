/**
 * Builds the browser's code once and tells its parent which files it read. Runs as a process of
 * its own, started by `web-build.ts` with the root and the folder to write to.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';
import { compressFiles } from './compress-files.ts';
import type { BuildAnswer } from './web-build.ts';

const [root = '.', outDir = 'dist/web'] = process.argv.slice(2);
const read = new Set<string>();

/** Notes every file of our own that a module was made from. */
const noteSources: Plugin = {
  name: 'note-sources',
  moduleParsed({ id }) {
    const path = id.split('?')[0] ?? '';
    if (!path.includes('node_modules') && existsSync(path)) {
      read.add(relative(root, path).replaceAll('\\', '/'));
    }
  },
};

function answer(message: BuildAnswer): void {
  process.send?.(message, () => process.disconnect?.());
}

try {
  await build({
    configFile: join(root, 'src/web/vite.config.ts'),
    configLoader: 'native',
    logLevel: 'error',
    plugins: [noteSources],
    build: { outDir, emptyOutDir: true },
  });
  await compressFiles(outDir);
  answer({ sources: [...read] });
} catch (error) {
  answer({ fault: error instanceof Error ? error.message : String(error) });
}
