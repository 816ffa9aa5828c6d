import { spawnSync } from 'node:child_process';

/** `npm run drill -- two-worlds`: every question to two worlds, of which the suite asks a sample of those that write. */
export function run(): Promise<{ ok: boolean }> {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'src/access/two-worlds.test.ts'],
    { stdio: 'inherit', env: { ...process.env, TWO_WORLDS: 'all' } },
  );
  return Promise.resolve({ ok: status === 0 });
}
