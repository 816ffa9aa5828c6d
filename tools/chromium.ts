import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const runnable = (path: string) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * The Chromium for the browser tests: the variable CHROMIUM, else the system's, else on Debian as root
 * the package is installed. Throws with one clear sentence; the tests never skip in silence.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['CHROMIUM'];
  if (named) {
    if (!runnable(named)) throw new Error(`CHROMIUM is "${named}", which is not a program.`);
    return named;
  }
  const found = usual.find(runnable);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.error('Installing Chromium from Debian for the browser tests…');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', timeout: 300_000 });
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      timeout: 900_000,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = usual.find(runnable);
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium was found for the browser tests. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.',
  );
}
