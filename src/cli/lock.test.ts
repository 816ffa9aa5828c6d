import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../platform/config.ts';
import { lockData } from './lock.ts';
import { showProgress } from './progress.ts';
import { runningServer, writeServerFile } from './server-file.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const file = () => join(dataDir, 'vrijplaats.lock');

test('one holds the data; the next is told who and where', () => {
  const lock = lockData(dataDir, 'http://localhost:1');
  expect(() => lockData(dataDir, 'http://localhost:2')).toThrow(
    `Vrijplaats already runs at http://localhost:1 (process ${process.pid}).`,
  );
  lock.release();
  lockData(dataDir, 'http://localhost:2').release();
  expect(readdirSync(dataDir)).toEqual([]);
});

test.each([
  ['a dead process', { pid: 2 ** 22 - 1, began: '1', url: 'x' }],
  ['a number that another process has now', { pid: process.pid, began: '1', url: 'x' }],
])('a lock of %s is taken over', (_name, holder) => {
  writeFileSync(file(), JSON.stringify(holder));
  const lock = lockData(dataDir, 'http://localhost:3');
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({
    pid: process.pid,
    url: 'http://localhost:3',
  });
  lock.release();
});

test('a lock that was cut off in the middle is taken over', () => {
  writeFileSync(file(), '{"pid":');
  lockData(dataDir, 'http://localhost:3').release();
});

test('of many that start at once over a dead lock, one gets it', async () => {
  writeFileSync(file(), JSON.stringify({ pid: 2 ** 22 - 1, began: '1', url: 'x' }));
  const script = `import { lockData } from ${JSON.stringify(join(projectRoot, 'src/cli/lock.ts'))};
    try { lockData(process.argv[1], 'http://localhost:4'); console.log('got'); setTimeout(() => {}, 3000); }
    catch (error) { console.log(error.message.slice(0, 24)); }`;
  const said = await Promise.all(
    Array.from(
      { length: 8 },
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
            timeout: 20_000,
          });
          child.stdout.on('data', (text: Buffer) => resolve(text.toString().trim()));
          child.once('exit', () => resolve('nothing'));
        }),
    ),
  );
  expect(said.filter((each) => each === 'got')).toHaveLength(1);
  expect(said.filter((each) => each === 'Vrijplaats already runs')).toHaveLength(7);
}, 30_000);

test('the server file opens the database for its owner alone, and is no server once its process is gone', () => {
  writeServerFile(dataDir, { pid: process.pid, ownerUrl: 'postgres://x', roleSecret: 'y' });
  expect(runningServer(dataDir)).toEqual({
    pid: process.pid,
    ownerUrl: 'postgres://x',
    roleSecret: 'y',
  });
  writeServerFile(dataDir, { pid: 2 ** 22 - 1, ownerUrl: 'postgres://x', roleSecret: 'y' });
  expect(runningServer(dataDir)).toBeNull();
});

test('progress is a bar on a terminal and ten lines elsewhere', () => {
  const write = (out: string[], isTTY: boolean) => {
    const progress = showProgress({ isTTY, write: (text: string) => out.push(text) }, 'Filling');
    for (let n = 0; n <= 1000; n++) progress.tell(n / 1000);
    progress.end();
  };
  const lines: string[] = [];
  write(lines, false);
  expect(lines).toEqual(Array.from({ length: 11 }, (_, n) => `Filling ${n * 10} %\n`));
  const bar: string[] = [];
  write(bar, true);
  expect(bar.at(-2)).toBe(`\rFilling ${'█'.repeat(30)} 100 %`);
  expect(bar.at(-1)).toBe('\n');
  expect(bar.length).toBeLessThan(100);
});
