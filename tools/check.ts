import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Check {
  name: string;
  command: string[];
}

const migrations = readdirSync('db/migrations')
  .filter((name) => name.endsWith('.sql'))
  .map((name) => join('db/migrations', name));

const checks: Check[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', '.'] },
  { name: 'format', command: ['biome', 'format', '.'] },
  {
    name: 'fence',
    command: ['depcruise', '--config', 'tools/fence.cjs', 'src', 'bench', 'e2e', 'ops', 'tools'],
  },
  { name: 'platform knows no word of the trade', command: ['node', 'tools/check-words.ts'] },
  { name: 'migrations', command: ['squawk', '--config', 'tools/squawk.toml', ...migrations] },
  { name: 'settings in the README', command: ['node', 'tools/check-readme.ts'] },
  { name: 'dead code', command: ['knip', '--config', 'tools/knip.json'] },
];

/** Runs every check, prints what fails, and counts. */
export function runChecks(): { passed: number; failed: number } {
  const counts = { passed: 0, failed: 0 };
  for (const { name, command } of checks) {
    const began = performance.now();
    const [program, ...args] = command;
    const run = spawnSync(program!, args, {
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(process.cwd(), 'node_modules/.bin')}:${process.env['PATH']}`,
      },
      maxBuffer: 64 * 1024 * 1024,
    });
    const ok = run.status === 0;
    counts[ok ? 'passed' : 'failed'] += 1;
    console.log(`${ok ? '✓' : '×'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    if (!ok) console.log([run.stdout, run.stderr, run.error?.message].filter(Boolean).join('\n'));
  }
  return counts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = runChecks();
  process.exit(failed === 0 ? 0 : 1);
}
