import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from './config.ts';
import { ensureWebBuilt, isWebFresh } from './web-build.ts';

let root: string;
const page = (words: string) => `document.title = ${JSON.stringify(words)};`;
const said: string[] = [];
const build = (timeoutMs?: number) =>
  ensureWebBuilt({ root, log: (sentence) => said.push(sentence), ...(timeoutMs && { timeoutMs }) });

/** What the built scripts say, all together. */
async function builtScripts(): Promise<string> {
  const folder = join(root, 'dist/web/assets');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

/** A checkout as small as can be: one page, one script, and a file outside that the script reads. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vrijplaats-build-'));
  await mkdir(join(root, 'src/web'), { recursive: true });
  await mkdir(join(root, 'src/rules'), { recursive: true });
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  await cp(join(projectRoot, 'package-lock.json'), join(root, 'package-lock.json'));
  await writeFile(
    join(root, 'src/web/index.html'),
    '<script type="module" src="/main.ts"></script>',
  );
  await writeFile(
    join(root, 'src/web/main.ts'),
    `import { words } from '../rules/words.ts';\n${page('x')}\ndocument.body.append(words);`,
  );
  await writeFile(join(root, 'src/rules/words.ts'), `export const words = 'eerste';`);
  await writeFile(
    join(root, 'src/web/vite.config.ts'),
    `export default { root: ${JSON.stringify(join(root, 'src/web'))} };`,
  );
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

test('builds once, then returns at once and without a word', async () => {
  expect(await isWebFresh(root)).toBe(false);
  expect(await build()).toEqual({ webRoot: join(root, 'dist/web'), built: true });
  expect(await builtScripts()).toContain('eerste');
  expect(said).toHaveLength(1);
  expect((await build()).built).toBe(false);
  expect(said).toHaveLength(1);
});

test('builds what users get, whoever asks for it', async () => {
  expect(process.env['NODE_ENV']).toBe('test');
  await writeFile(
    join(root, 'src/web/main.ts'),
    `import { words } from '../rules/words.ts';\n${page('x')}\ndocument.body.append(words, process.env.NODE_ENV);`,
  );
  await build();
  expect(await builtScripts()).toContain('production');
});

test('builds again when a file changes that the browser’s code only reads from elsewhere', async () => {
  await writeFile(join(root, 'src/rules/words.ts'), `export const words = 'tweede';`);
  expect((await build()).built).toBe(true);
  expect(await builtScripts()).toContain('tweede');
});

test('builds again when a source is added, and not for a test', async () => {
  await writeFile(join(root, 'src/web/one.test.ts'), '');
  expect(await isWebFresh(root)).toBe(true);
  await writeFile(join(root, 'src/web/other.ts'), '');
  expect(await isWebFresh(root)).toBe(false);
  expect((await build()).built).toBe(true);
});

test('a build that fails says why and leaves the one before', async () => {
  const before = await builtScripts();
  await writeFile(join(root, 'src/web/main.ts'), 'import "./nowhere.ts";');
  await expect(build()).rejects.toThrow(/could not be built: .*nowhere/s);
  expect(await builtScripts()).toBe(before);
  expect(await readdir(join(root, 'dist'))).toEqual(
    expect.not.arrayContaining([expect.stringContaining('next')]),
  );
});

test('a build that takes too long is ended', async () => {
  await expect(build(1)).rejects.toThrow(/took longer/);
});
