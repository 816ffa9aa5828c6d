import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';
import { findChromium } from './chromium.ts';

/**
 * `npm test`: the checks (types, lint, format, fence, migrations, dead code), then every test.
 * Arguments go to vitest; with arguments the checks are left out. Ends with `N passed, N failed`.
 */
const args = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'vrijplaats-results-'));
const results = join(folder, 'results.json');

let chromium: string;
try {
  chromium = findChromium();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

const checks = args.length === 0 ? runChecks() : { passed: 0, failed: 0 };
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...args,
  ],
  { stdio: 'inherit', env: { ...process.env, CHROMIUM: chromium } },
);

let tests = { passed: 0, failed: 1 };
try {
  const told = JSON.parse(readFileSync(results, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    success: boolean;
  };
  const broken = told.numFailedTests === 0 && (!told.success || run.status !== 0) ? 1 : 0;
  tests = { passed: told.numPassedTests, failed: told.numFailedTests + broken };
} catch {
  console.error('The test runner left no results.');
}
rmSync(folder, { recursive: true, force: true });

const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
