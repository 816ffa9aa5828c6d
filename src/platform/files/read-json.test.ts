import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { problemOf, readWholeFile } from '../testing/read-whole-file.ts';

const text = (content: string) => Buffer.from(content);

describe('shapes', () => {
  it('reads a list of objects as one table without a name', async () => {
    const { tables } = await readWholeFile(
      text('[{"a":"x","b":1.50},{"a":null,"b":true},{}]'),
      'x.json',
    );
    expect(tables).toEqual([
      {
        sheet: null,
        header: ['a', 'b'],
        rows: [
          ['x', '1.5'],
          [null, 'true'],
        ],
        rowNumbers: [1, 2],
      },
    ]);
  });

  it('reads an object of lists as tables by name and passes over $members', async () => {
    const content =
      '\ufeff{"$schema":"http://example.invalid","$version":2,"een":[{"a":1}],"twee":[{"b":2}],"drie":[]}';
    const { tables } = await readWholeFile(text(content), 'x.json');
    expect(tables.map((t) => [t.sheet, t.header, t.rows])).toEqual([
      ['een', ['a'], [['1']]],
      ['twee', ['b'], [['2']]],
      ['drie', [], []],
    ]);
  });

  it('lets the header grow as later objects bring new keys', async () => {
    const { tables } = await readWholeFile(text('[{"a":1},{"b":2,"a":3}]'), 'x.json');
    expect(tables[0]).toMatchObject({
      header: ['a', 'b'],
      rows: [
        ['1', null],
        ['3', '2'],
      ],
    });
  });

  it('keeps all digits of a number and writes none with an exponent', async () => {
    const content = '[{"a":12345678901234567890,"b":1e21,"c":1E-7,"d":-0,"e":1e400}]';
    const { tables } = await readWholeFile(text(content), 'x.json');
    expect(tables[0]?.rows).toEqual([
      ['12345678901234567890', '1000000000000000000000', '0.0000001', '0', '1e400'],
    ]);
  });

  it('treats names of the prototype as plain columns', async () => {
    const { tables } = await readWholeFile(text('[{"__proto__":"x","constructor":"y"}]'), 'x.json');
    expect(tables[0]).toMatchObject({ header: ['__proto__', 'constructor'], rows: [['x', 'y']] });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('reads the same from pieces of any size', async () => {
    const row = '{"a\\"}]" : "x\\\\", "b":"é€ \\u00e9 [{", "c": -1.5}';
    const content = text(`{"t" : [ ${Array.from({ length: 200 }, () => row).join(' ,\n')} ] }`);
    const whole = await readWholeFile(content, 'x.json');
    expect(whole.tables[0]?.rows[199]).toEqual(['x\\', 'é€ é [{', '-1.5']);
    for (const size of [1, 3, 64]) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < content.length; at += size)
        pieces.push(content.subarray(at, at + size));
      expect(await readWholeFile(Readable.from(pieces), 'x.json')).toEqual(whole);
    }
  });
});

describe('faults', () => {
  it.each([
    ['an end that is missing', '[{"a":1},{"a"', { code: 'file-cut-off' }],
    ['a syntax error', '[{"a":1},{"a":x}]', { code: 'json-syntax', row: 2 }],
    ['a trailing comma', '[{"a":1},]', { code: 'json-not-a-table' }],
    ['more after the end', '[{"a":1}] x', { code: 'json-syntax' }],
    ['a bare row', '["a"]', { code: 'json-not-a-table', row: 1 }],
    ['a table that is a number', '{"t":5}', { code: 'json-not-a-table', sheet: 't' }],
    [
      'a nested value',
      '[{"a":1},{"a":{"b":[]}}]',
      { code: 'json-nested-value', row: 2, column: 'a' },
    ],
    ['a key twice', '[{"a":1,"b":2,"a":3}]', { code: 'json-key-twice', row: 1 }],
    ['a table twice', '{"t":[],"t":[]}', { code: 'sheet-twice', sheet: 't' }],
    ['too deep a value', `[{"a":${'['.repeat(20)}`, { code: 'json-too-deep', row: 1, limit: 16 }],
    ['NUL by escape', '[{"a":"x\\u0000"}]', { code: 'nul-character', row: 1, column: 'a' }],
    ['a key without name', '[{"":1}]', { code: 'header-name-missing', row: 1 }],
    ['CSV', 'a;b\n1;2\n', { code: 'content-differs', found: 'TEXT' }],
  ])('names %s', async (_, content, expected) => {
    expect(await problemOf(text(content), 'x.json')).toMatchObject({ file: 'x.json', ...expected });
  });

  it('notes half characters', async () => {
    const { tables, notices } = await readWholeFile(text('[{"a":"x\\ud800"}]'), 'x.json');
    expect(tables[0]?.rows).toEqual([['x\ufffd']]);
    expect(notices).toMatchObject([{ code: 'replacement-character', row: 1, column: 'a' }]);
  });
});

it.each([
  ['maxRows', '[{"a":1},{"a":1},{"a":1}]', { maxRows: 2 }, 'too-many-rows'],
  ['maxRows, when all are empty,', '[{},{},{},{},{},{}]', { maxRows: 1 }, 'too-many-rows'],
  ['maxColumns', '[{"a":1,"b":2,"c":3}]', { maxColumns: 2 }, 'too-many-columns'],
  ['maxCellLength', '[{"a":"12345"}]', { maxCellLength: 4 }, 'cell-too-long'],
  ['maxCellLength of a key', '[{"12345":1}]', { maxCellLength: 4 }, 'cell-too-long'],
  ['maxRowLength', `[{"a":"${'x'.repeat(99)}`, { maxRowLength: 50 }, 'row-too-long'],
  ['maxSheets', '{"a":[],"b":[],"c":[]}', { maxSheets: 2 }, 'too-many-sheets'],
])('%s stops the reader', async (_, content, limits, code) => {
  expect(await problemOf(text(content), 'x.json', limits)).toMatchObject({ code });
});
