import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Smaller files travel in one packet either way. */
const leastBytes = 1000;

/**
 * Writes beside each text file of a folder what it is when compressed, as small as can be: `x.js.br`
 * and `x.js.gz`. Once at the build, so that serving them costs nothing. Fonts are compressed already.
 */
export async function compressFiles(folder: string): Promise<void> {
  const paths: string[] = [];
  for await (const path of glob('**/*.{js,css,svg,json,webmanifest}', { cwd: folder })) {
    paths.push(join(folder, path));
  }
  await Promise.all(paths.map(compressFile));
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < leastBytes) return;
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: content.length };
  const [small, plain] = await Promise.all([
    promisify(brotliCompress)(content, { params }),
    promisify(gzip)(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, small), writeFile(`${path}.gz`, plain)]);
}
