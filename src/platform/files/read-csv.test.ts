import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { problemOf, readWholeFile } from '../testing/read-whole-file.ts';

const text = (content: string, encoding: BufferEncoding = 'utf8') => Buffer.from(content, encoding);
const rowsOf = async (content: string | Buffer) =>
  (await readWholeFile(typeof content === 'string' ? text(content) : content, 'x.csv')).tables[0]
    ?.rows;

describe('separators, quotes and line ends', () => {
  it.each([
    ['semicolons', 'a;b\r\n1;2\r\n', [['1', '2']]],
    ['commas', 'a,b\n1,2\n', [['1', '2']]],
    ['tabs', 'a\tb\n1\t2', [['1', '2']]],
    [
      'old Mac line ends',
      'a;b\r1;2\r3;4\r',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'mixed line ends',
      'a;b\n1;2\r3;4\r\n5;6',
      [
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    ['a sep line', 'sep=,\r\na;x,b\r\n1;2,3\r\n', [['1;2', '3']]],
    ['quoted cells', '"a";"b"\n"x;y";"say ""hi"""\n', [['x;y', 'say "hi"']]],
    [
      'line breaks in quotes',
      'a;b\n"1\r\n2";3\n4;5\n',
      [
        ['1\r\n2', '3'],
        ['4', '5'],
      ],
    ],
    ['a quote inside a bare cell', 'a;b\n5" disk;2\n', [['5" disk', '2']]],
    ['a quoted last cell at the end', 'a;b\n1;"2"', [['1', '2']]],
    ['an empty quoted cell', 'a;b\n"";2\n', [[null, '2']]],
    ['one column', 'a\n1,5\n2;5\n', [['1,5'], ['2;5']]],
    ['separators in a quoted header', '"a,b,c";d\n1;2\n', [['1', '2']]],
    [
      'empty rows',
      'a;b\n\n1;2\n;\n\n3;4\n\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['empty columns at the end', 'a;b;;\n1;2;;\n', [['1', '2']]],
    ['spaces kept', 'a;b\n x ;2\n', [[' x ', '2']]],
    ['apostrophes taken off formulas', "a;b\n'=1;'x\n", [['=1', "'x"]]],
    ['formulas as text', 'a;b\n=1+1;-3\n', [['=1+1', '-3']]],
  ])('reads %s', async (_, content, rows) => {
    expect(await rowsOf(content)).toEqual(rows);
  });

  it('numbers rows as a spreadsheet does', async () => {
    const { tables } = await readWholeFile(text('\na;b\n"1\n1";2\n\n3;4\n'), 'x.csv');
    expect(tables[0]?.rowNumbers).toEqual([3, 5]);
  });

  it('reads the same from pieces of any size as from one buffer', async () => {
    const content = text('a;b;c\r\n"é""x";1;\r\n\r\n2;"3\r\n4";€\r\n=5;;"6"\r\n');
    const whole = await readWholeFile(content, 'x.csv');
    for (const size of [1, 2, 3, 5, 7, 4096]) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < content.length; at += size)
        pieces.push(content.subarray(at, at + size));
      expect(await readWholeFile(Readable.from(pieces), 'x.csv')).toEqual(whole);
    }
    // Past the first 4 KB, which are read at once, pieces really are what the parser sees.
    const long = Buffer.concat([
      text('a;b;c\r\n'),
      ...Array.from({ length: 200 }, () => content.subarray(7)),
    ]);
    const pieces = Array.from({ length: Math.ceil(long.length / 3) }, (_, i) =>
      long.subarray(i * 3, i * 3 + 3),
    );
    expect(await readWholeFile(Readable.from(pieces), 'x.csv')).toEqual(
      await readWholeFile(long, 'x.csv'),
    );
  });
});

describe('encodings', () => {
  const content = 'naam;b\r\nZoë €;1\r\n';
  it.each([
    ['UTF-8', text(content)],
    ['UTF-8 with mark', text(`\ufeff${content}`)],
    ['UTF-16 LE with mark', text(`\ufeff${content}`, 'utf16le')],
    ['UTF-16 BE with mark', text(`\ufeff${content}`, 'utf16le').swap16()],
  ])('reads %s without a word', async (_, bytes) => {
    const { tables, notices } = await readWholeFile(bytes, 'x.csv');
    expect(tables).toMatchObject([{ header: ['naam', 'b'], rows: [['Zoë €', '1']] }]);
    expect(notices).toEqual([]);
  });

  it('reads Windows-1252 with a notice', async () => {
    const bytes = Buffer.concat([
      text('naam;b\r\nZo'),
      Buffer.from([0xeb, 0x20, 0x80]),
      text(';1\r\n'),
    ]);
    const { tables, notices } = await readWholeFile(bytes, 'x.csv');
    expect(tables[0]?.rows).toEqual([['Zoë €', '1']]);
    expect(notices).toMatchObject([{ code: 'encoding-windows-1252' }]);
  });

  it.each([
    [
      'UTF-8 after Windows-1252',
      Buffer.concat([text('a;b\r\n'), Buffer.from([0xe9]), text(';é\r\n')]),
      'encoding-mixed',
    ],
    [
      'Windows-1252 after UTF-8',
      Buffer.concat([text('a;b\r\né;'), Buffer.from([0xe9]), text('\r\n')]),
      'encoding-mixed',
    ],
    [
      'a mark and then no UTF-8',
      Buffer.concat([text('\ufeffa;b\r\n1;'), Buffer.from([0xe9]), text('\r\n')]),
      'encoding-mixed',
    ],
    [
      'bytes of no encoding',
      Buffer.concat([text('a;b\r\n1;'), Buffer.from([0x81]), text('\r\n')]),
      'encoding-unknown',
    ],
    ['UTF-16 without mark', text(content, 'utf16le'), 'encoding-unknown'],
    ['a character cut off', text('a;b\r\né;1\r\n2;é').subarray(0, -1), 'file-cut-off'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await problemOf(bytes, 'x.csv')).toMatchObject({ code, file: 'x.csv' });
  });
});

describe('faults', () => {
  it.each([
    ['an unpaired quote', 'a;b\n1;2\n3;"4\n5;6\n', { code: 'quote-unpaired', row: 3, column: 'b' }],
    ['text after a quote', 'a;b\n"1"x;2\n', { code: 'quote-misplaced', row: 2, column: 'a' }],
    [
      'a column without name',
      'a;;c\n1;2;3\n',
      { code: 'header-name-missing', row: 1, column: 'B' },
    ],
    ['a column twice', 'a;b;a\n1;2;3\n', { code: 'header-name-twice', row: 1, found: 'a' }],
    [
      'a row too wide',
      'a;b\n1;2\n\n1;2;3\n',
      { code: 'row-too-wide', row: 4, column: 'C', found: '3', limit: 2 },
    ],
    ['NUL', 'a;b\n1;2\n3;x\0\n', { code: 'nul-character', row: 3, column: 'b', found: 'x\\u{0}' }],
    ['a cut-off end', 'a;b;c\n1;2;3\n4;5', { code: 'file-cut-off', row: 3 }],
    ['nothing but empty rows', '\n;;\n\n', { code: 'file-empty' }],
    ['nothing', '', { code: 'file-empty' }],
    ['JSON', '[{"a":1}]', { code: 'content-differs', found: 'json', limit: '.csv' }],
    ['HTML', '<table>', { code: 'content-differs', found: 'XML' }],
  ])('names %s', async (_, content, expected) => {
    expect(await problemOf(text(content), 'x.csv')).toMatchObject(expected);
  });

  it('keeps what was found out of the message of the error', async () => {
    const problem = await problemOf(text('a;b\n"secret"x;2\n'), 'x.csv');
    expect(problem.found).toContain('secret');
    expect(String(problem) + problem.stack).not.toContain('secret');
  });

  it('tells short rows, strange characters and their number', async () => {
    const { tables, notices } = await readWholeFile(
      text('\ufeffa;b\n1\n2;x\u202ey\n3\n4;\ufffd\n'),
      'x.csv',
    );
    expect(tables[0]?.rows).toEqual([
      ['1', null],
      ['2', 'x\u202ey'],
      ['3', null],
      ['4', '\ufffd'],
    ]);
    expect(notices).toMatchObject([
      { code: 'row-short', row: 2, column: 'b', count: 2 },
      { code: 'invisible-characters', row: 3, column: 'b', found: 'x\\u{202e}y', count: 1 },
      { code: 'replacement-character', row: 5, count: 1 },
    ]);
  });
});

describe('limits', () => {
  it.each([
    ['maxBytes', 'a;b\n1;2\n', { maxBytes: 5 }, 'file-too-large'],
    ['maxRows', 'a\n1\n2\n3\n', { maxRows: 2 }, 'too-many-rows'],
    ['maxColumns', 'a;b;c\n1;2;3\n', { maxColumns: 2 }, 'too-many-columns'],
    ['maxCellLength', 'a;b\n1;12345\n', { maxCellLength: 4 }, 'cell-too-long'],
    ['maxCellLength in quotes', `a;b\n1;"${'x'.repeat(50)}`, { maxCellLength: 4 }, 'cell-too-long'],
    ['maxRowLength', `a;b\n1;${'x'.repeat(50)}`, { maxRowLength: 20 }, 'row-too-long'],
    ['a million columns', `a;b\n${'x;'.repeat(1_000_000)}`, {}, 'too-many-columns'],
  ])('%s stops the reader', async (_, content, limits, code) => {
    expect(await problemOf(text(content), 'x.csv', limits)).toMatchObject({ code });
  });

  it('lets pass exactly what a limit allows', async () => {
    const limits = { maxRows: 2, maxColumns: 2, maxCellLength: 4, maxBytes: 15 };
    const { tables } = await readWholeFile(text('a;b\n1;1234\n2;3'), 'x.csv', limits);
    expect(tables[0]?.rows).toHaveLength(2);
  });
});
