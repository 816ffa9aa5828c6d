import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problemOf, readWholeFile } from '../testing/read-whole-file.ts';
import { readTables } from './read-table.ts';
import { sampleFiles, sampleRows } from './sample-files.ts';
import { writeCsv } from './write-table.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'read-table-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

describe('sources', () => {
  it('reads the same table from CSV, XLSX and JSON, each by path, buffer and stream', async () => {
    const files = await sampleFiles(5_000);
    const at = await folder();
    const expected = (await readWholeFile(files.csv, 'x.csv')).tables[0];
    expect(expected?.rows).toHaveLength(5_000);
    for (const kind of ['csv', 'xlsx', 'json'] as const) {
      const path = join(at, `x.${kind}`);
      await writeFile(path, files[kind]);
      for (const source of [path, files[kind], Readable.from([files[kind]])]) {
        const { tables, notices } = await readWholeFile(source, `x.${kind}`);
        expect(notices).toEqual([]);
        expect(tables[0]?.header).toEqual(expected?.header);
        expect(tables[0]?.rows).toEqual(expected?.rows);
      }
    }
  });

  it('hands out batches', async () => {
    const { csv } = await sampleFiles(5_000);
    let chunks = 0;
    for await (const chunk of readTables(csv, { fileName: 'x.csv' })) {
      expect(chunk.rows.length).toBeLessThan(4_000);
      chunks += 1;
    }
    expect(chunks).toBeGreaterThan(2);
  });

  it.each([
    ['no file', 'x.csv', 'nowhere/x.csv', 'file-unreadable'],
    ['a folder', 'x.csv', tmpdir(), 'file-unreadable'],
  ])('names %s', async (_, name, path, code) => {
    expect(await problemOf(path, name)).toMatchObject({ code, file: name });
  });

  it.each(['x.ods', 'x.xlsm', 'x.exe', 'x', '.csv', 'x.csv.zip'])(
    'refuses the name %s',
    async (name) => {
      expect(await problemOf(Buffer.from('a;b\n'), name)).toMatchObject({
        code: 'name-not-supported',
      });
    },
  );

  it('names a stream that breaks', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('a;b\n1;2\n'.repeat(1000));
        throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
      })(),
    );
    expect(await problemOf(broken, 'x.csv')).toMatchObject({
      code: 'file-unreadable',
      found: 'ECONNRESET',
    });
  });

  it('ends a stream that is larger than allowed without reading on', async () => {
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          given += 1;
          yield Buffer.from('1;2\n'.repeat(16_384));
        }
      })(),
    );
    expect(await problemOf(endless, 'x.csv', { maxBytes: 1_000_000 })).toMatchObject({
      code: 'file-too-large',
    });
    expect(given).toBeLessThan(50);
    expect(endless.destroyed).toBe(true);
  });

  it('ends the stream when the caller stops early', async () => {
    const stream = writeCsv(
      ['a', 'b'],
      sampleRows(50_000).map((r) => r.slice(0, 2)),
    );
    for await (const _ of readTables(stream, { fileName: 'x.csv' })) break;
    expect(stream.destroyed).toBe(true);
  });
});

describe('abort', () => {
  it('stops within a moment and throws the reason', async () => {
    const files = await sampleFiles(60_000);
    for (const kind of ['csv', 'json', 'xlsx'] as const) {
      const fileName = `x.${kind}`;
      const bytes = files[kind];
      for (const source of [bytes, Readable.from([bytes])]) {
        const stop = new AbortController();
        const reason = new Error('the user pressed stop');
        setTimeout(() => stop.abort(reason), 5);
        const begin = performance.now();
        const reading = (async () => {
          for await (const _ of readTables(source, { fileName, signal: stop.signal }));
        })();
        await expect(reading).rejects.toBe(reason);
        expect(performance.now() - begin).toBeLessThan(500);
      }
    }
  });

  it('stops while it waits for bytes that never come', async () => {
    const silent = new Readable({ read() {} });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 5);
    const reading = readWholeFileUntil(silent, stop.signal);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(silent.destroyed).toBe(true);
  });

  it('does not even begin when it is too late', async () => {
    await expect(
      readWholeFileUntil(Buffer.from('a\n1\n'), AbortSignal.abort()),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

async function readWholeFileUntil(source: Readable | Buffer, signal: AbortSignal): Promise<void> {
  for await (const _ of readTables(source, { fileName: 'x.csv', signal }));
}

it('gives other work its turn while reading from memory', async () => {
  const csv = await buffer(
    writeCsv(
      ['a', 'b'],
      sampleRows(100_000).map((r) => r.slice(0, 2)),
    ),
  );
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await readWholeFile(csv, 'x.csv');
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});
