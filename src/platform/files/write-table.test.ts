import { buffer, text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { problemOf, readWholeFile } from '../testing/read-whole-file.ts';
import { type Cell, writeCsv, writeXlsx } from './write-table.ts';
import { fitNames } from './write-xlsx.ts';

const NASTY = [
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\t=1',
  '\rx',
  "'=1",
  "''@",
  "'x",
  '"',
  '""',
  ';',
  ',',
  'a\r\nb',
  '\n',
  ' x ',
  '_x0041_',
  '_x005F_',
  '&lt;',
  '<b>',
  ']]>',
  'sep=;',
  'é€𝄞',
  '\u202e',
  '\ufeff',
  '=',
  "'",
  '2026-02-30',
  '2026-01-01',
  '1e5',
  'true',
  '\u0001',
  '\u0085',
  '\u2028',
];
const words = fc
  .oneof(
    fc.constantFrom(...NASTY),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ maxLength: 8 }),
  )
  .map((t) => t.replaceAll('\0', '0').toWellFormed());
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 4, arbitrary: words },
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const header = fc.uniqueArray(
  words.map(
    (t) =>
      t.replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').trim() || 'x',
  ),
  { minLength: 1, maxLength: 5 },
);
const table = header.chain((names) =>
  fc.record({
    names: fc.constant(names),
    rows: fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), {
      maxLength: 8,
    }),
  }),
);

/** What a reader should make of a written cell. */
function asRead(value: Cell): string | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'number') return String(value);
  const sign = value < 0 ? '-' : '';
  const plain = Math.abs(value).toString();
  if (!plain.includes('e')) return sign + plain;
  const [digits = '', exponent = ''] = plain.split('e');
  const point =
    (digits.indexOf('.') === -1 ? digits.length : digits.indexOf('.')) + Number(exponent);
  const bare = digits.replace('.', '');
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${bare}`;
  return (
    sign +
    (point >= bare.length
      ? bare.padEnd(point, '0')
      : `${bare.slice(0, point)}.${bare.slice(point)}`)
  );
}

const filled = (rows: Cell[][]) =>
  rows.map((row) => row.map(asRead)).filter((row) => row.some((c) => c !== null));

describe('what is written is read back', () => {
  it('as CSV, with either separator, with or without mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(';' as const, ',' as const),
        fc.boolean(),
        async ({ names, rows }, separator, mark) => {
          const bytes = await buffer(writeCsv(names, rows, { separator, mark }));
          const { tables } = await readWholeFile(bytes, 'x.csv');
          expect(tables[0]?.header).toEqual(names);
          expect(tables[0]?.rows).toEqual(filled(rows));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('as XLSX, with and without real days', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async ({ names, rows }, days) => {
        const columns = names.map((name) => ({
          header: name,
          kind: days ? ('day' as const) : ('text' as const),
        }));
        const bytes = await buffer(writeXlsx([{ name: 'x', columns, rows }]));
        const { tables } = await readWholeFile(bytes, 'x.xlsx');
        expect(tables[0]?.header).toEqual(names);
        expect(tables[0]?.rows).toEqual(filled(rows));
      }),
      { numRuns: 300 },
    );
  });

  it('every day from 1900 to 2150 as a real date cell', async () => {
    const days: string[] = [];
    for (let ms = Date.UTC(1900, 0, 1); ms < Date.UTC(2150, 0, 1); ms += 86_400_000)
      days.push(new Date(ms).toISOString().slice(0, 10));
    const bytes = await buffer(
      writeXlsx([
        { name: 'x', columns: [{ header: 'd', kind: 'day' }], rows: days.map((d) => [d]) },
      ]),
    );
    expect((await readWholeFile(bytes, 'x.xlsx')).tables[0]?.rows.flat()).toEqual(days);
  });
});

describe('CSV', () => {
  it('makes no cell that a spreadsheet would run', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const csv = await text(writeCsv(['a', 'b'], [[word, 'x']], { mark: false }));
        const line = csv.slice('a;b\r\n'.length);
        const shown = line.startsWith('"') ? line.slice(1) : line;
        expect(shown).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
      { numRuns: 300 },
    );
  });

  it('writes what a Dutch spreadsheet expects, and typed numbers bare', async () => {
    const csv = await text(
      writeCsv(
        ['naam', 'n', 'dag'],
        [
          ['-x', -5, '2026-01-01'],
          ['a;b', 1e21, new Date(0)],
          [null, 0.5],
        ],
      ),
    );
    // `text` takes the mark off.
    expect(csv).toBe(
      'naam;n;dag\r\n\'-x;-5;2026-01-01\r\n"a;b";1000000000000000000000;1970-01-01T00:00:00.000Z\r\n;0.5;\r\n',
    );
    expect((await buffer(writeCsv(['a'], []))).subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    );
  });

  it('asks for rows only as fast as they are taken', async () => {
    let asked = 0;
    const stream = writeCsv(
      ['a'],
      (function* () {
        for (;;) {
          asked += 1;
          yield ['x'.repeat(100)];
        }
      })(),
    );
    stream.once('readable', () => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toBeLessThan(10_000);
    stream.destroy();
  });

  it.each([
    ['a number that is not finite', [[Number.NaN]]],
    ['a row too wide', [['a', 'b']]],
  ])('ends on %s', async (_, rows) => {
    await expect(text(writeCsv(['a'], rows))).rejects.toThrow(RangeError);
  });

  it('ends when told to, also when nobody listens', async () => {
    const stop = new AbortController();
    const stream = writeCsv(['a'], [['x']], { signal: stop.signal });
    stop.abort();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(stream.destroyed).toBe(true);
  });
});

describe('XLSX', () => {
  it('is read by another reader, with types', async () => {
    const rows: Cell[][] = [
      ['=1+1', '2026-01-31', 5, true],
      ['a\nb & <c>', null, -0.25, false],
    ];
    const columns = [
      { header: 'tekst' },
      { header: 'dag', kind: 'day' as const },
      { header: 'n' },
      { header: 'ja' },
    ];
    const bytes = await buffer(
      writeXlsx([
        { name: 'Eén/twee', columns, rows },
        { name: 'leeg', columns, rows: [] },
      ]),
    );
    const sheets = await readExcelFile(bytes);
    expect(sheets.map((s) => s.sheet)).toEqual(['Eén twee', 'leeg']);
    expect(sheets[0]?.data).toEqual([
      ['tekst', 'dag', 'n', 'ja'],
      ['=1+1', new Date(Date.UTC(2026, 0, 31)), 5, true],
      ['a\nb & <c>', null, -0.25, false],
    ]);
  });

  it('has no formula in it, a frozen header, widths, and checks out as an archive', async () => {
    const bytes = await buffer(
      writeXlsx([{ name: 'x', columns: [{ header: 'a', width: 33 }], rows: [['=1']] }]),
    );
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
    expect(xml).not.toContain('<f');
    expect(xml).toContain('state="frozen"');
    expect(xml).toContain('width="33"');
  });

  it('writes the same bytes for the same rows', async () => {
    const sheets = [{ name: 'x', columns: [{ header: 'a' }], rows: [['b']] }];
    expect(await buffer(writeXlsx(sheets))).toEqual(await buffer(writeXlsx(sheets)));
  });

  it('makes sheet names fit', () => {
    const long = 'x'.repeat(40);
    expect(fitNames(['a/b', 'A b', '', "'q'", long, long])).toEqual([
      'a b',
      'A b (2)',
      'Sheet3',
      'q',
      'x'.repeat(31),
      `${'x'.repeat(26)} (2)`,
    ]);
  });

  it('is refused under another name', async () => {
    const bytes = await buffer(writeXlsx([{ name: 'x', columns: [{ header: 'a' }], rows: [] }]));
    expect(await problemOf(bytes, 'x.csv')).toMatchObject({ code: 'content-differs' });
  });
});
