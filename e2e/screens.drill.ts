import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run drill -- screens`: every screen as each of its roles, at every width, in every language,
 * light and dark, by keyboard, and as who reads large or listens sees it. Keeps a picture of each in a
 * folder that it names, for eyes. `SCREENS_ONLY=balance` looks at those of which the name says so.
 */
export function run(): Promise<{ ok: boolean }> {
  const folder = process.env['PICTURES'] ?? mkdtempSync(join(tmpdir(), 'vrijplaats-screens-'));
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'e2e/every-screen.test.ts'],
    { stdio: 'inherit', env: { ...process.env, SCREENS: 'all', PICTURES: folder } },
  );
  console.log(`Pictures: ${folder}`);
  return Promise.resolve({ ok: status === 0 });
}
