import { Readable } from 'node:stream';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { problemOf, readWholeFile } from '../testing/read-whole-file.ts';

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

type Parts = {
  sheets?: string[];
  workbook?: string;
  styles?: string;
  shared?: string;
  extra?: Record<string, string>;
};

/** A workbook of bare XML, for what no well-behaved program writes. */
function book({ sheets = [], workbook, styles, shared, extra = {} }: Parts): Buffer {
  const list = sheets
    .map((_, i) => `<sheet name="S${i + 1}" sheetId="${i + 1}" r:id="s${i + 1}"/>`)
    .join('');
  const parts: Record<string, string> = {
    '_rels/.rels': `<x><Relationship Id="a" Type="${R}/officeDocument" Target="xl/workbook.xml"/></x>`,
    'xl/workbook.xml': workbook ?? `<workbook xmlns:r="${R}"><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<x>${sheets.map((_, i) => `<Relationship Id="s${i + 1}" Type="${R}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="t" Type="${R}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="u" Type="${R}/styles" Target="styles.xml"/></x>`,
    ...Object.fromEntries(sheets.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
    ...(styles ? { 'xl/styles.xml': styles } : {}),
    ...(shared ? { 'xl/sharedStrings.xml': shared } : {}),
    ...extra,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]))),
  );
}

const sheet = (rows: string, after = '') =>
  `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`;
const head = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>';
const withCell = (cell: string) =>
  book({ sheets: [sheet(`${head}<row r="2">${cell}</row>`)], styles: STYLES });
const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-813]d\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0.00&quot; days&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>';

describe('cells', () => {
  it.each([
    ['a whole number', '<c r="A2"><v>42</v></c>', '42'],
    [
      'a sum with its float error',
      '<c r="A2"><v>0.30000000000000004</v></c>',
      '0.30000000000000004',
    ],
    ['a number as Excel stores it', '<c r="A2"><v>1.1000000000000001</v></c>', '1.1'],
    ['a number with exponent', '<c r="A2"><v>1.5E+20</v></c>', '150000000000000000000'],
    [
      'all digits of a long number',
      '<c r="A2"><v>12345678901234567890</v></c>',
      '12345678901234567890',
    ],
    ['true', '<c r="A2" t="b"><v>1</v></c>', 'true'],
    ['false', '<c r="A2" t="b"><v>0</v></c>', 'false'],
    ['a day by built-in format', '<c r="A2" s="1"><v>46023</v></c>', '2026-01-01'],
    ['a day by Dutch format', '<c r="A2" s="2"><v>46081</v></c>', '2026-02-28'],
    ['a day with time', '<c r="A2" s="1"><v>46023.75</v></c>', '2026-01-01T18:00:00'],
    [
      'a time that rounds up to the next day',
      '<c r="A2" s="1"><v>46023.9999999</v></c>',
      '2026-01-02',
    ],
    ['a time alone', '<c r="A2" s="1"><v>0.5</v></c>', '12:00:00'],
    ['a duration as number', '<c r="A2" s="3"><v>1.5</v></c>', '1.5'],
    ['a number with letters in its format', '<c r="A2" s="4"><v>46023</v></c>', '46023'],
    ['the leap day that never was', '<c r="A2" s="1"><v>60</v></c>', '1900-02-29'],
    ['the day before it', '<c r="A2" s="1"><v>59</v></c>', '1900-02-28'],
    ['the first day', '<c r="A2" s="1"><v>1</v></c>', '1900-01-01'],
    ['a negative serial as number', '<c r="A2" s="1"><v>-5</v></c>', '-5'],
    ['an ISO date cell', '<c r="A2" t="d"><v>2026-03-01T00:00:00Z</v></c>', '2026-03-01'],
    [
      'rich text without its reading guide',
      '<c r="A2" t="inlineStr"><is><r><t>Jan</t></r><r><t xml:space="preserve"> V</t></r><rPh><t>x</t></rPh></is></c>',
      'Jan V',
    ],
    ['entities', '<c r="A2" t="str"><v>&lt;&amp;&#233;&#x20AC;&quot;</v></c>', '<&é€"'],
    ['CDATA', '<c r="A2" t="str"><v><![CDATA[<b>&]]></v></c>', '<b>&'],
    [
      'escaped control characters',
      '<c r="A2" t="str"><v>a_x000D_b_x005F_x0041_</v></c>',
      'a\rb_x0041_',
    ],
    ['text that begins like a formula', '<c r="A2" t="str"><v>=1+1</v></c>', '=1+1'],
    ['an apostrophe that the writer never adds', `<c r="A2" t="str"><v>'=1</v></c>`, "'=1"],
    ['a cell without reference', '<c t="str"><v>x</v></c>', 'x'],
    ['single quotes and blanks in tags', `<c  r = 'A2'  t='str' ><v >x</v ></c >`, 'x'],
  ])('reads %s', async (_, cell, expected) => {
    const { tables } = await readWholeFile(withCell(cell), 'x.xlsx');
    expect(tables[0]?.rows).toEqual([[expected, null]]);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const workbook = `<workbook xmlns:r="${R}"><workbookPr date1904="1"/><sheets><sheet name="S1" sheetId="1" r:id="s1"/></sheets></workbook>`;
    const bytes = book({
      workbook,
      styles: STYLES,
      sheets: [sheet(`${head}<row r="2"><c r="A2" s="1"><v>44561</v></c></row>`)],
    });
    expect((await readWholeFile(bytes, 'x.xlsx')).tables[0]?.rows).toEqual([['2026-01-01', null]]);
  });

  it('takes the stored value of a formula and says so', async () => {
    const { tables, notices } = await readWholeFile(
      withCell('<c r="B2"><f>1+1</f><v>2</v></c>'),
      'x.xlsx',
    );
    expect(tables[0]?.rows).toEqual([[null, '2']]);
    expect(notices).toMatchObject([
      { code: 'formula-value-taken', sheet: 'S1', row: 2, column: 'b', found: '2', count: 1 },
    ]);
  });
});

describe('sheets', () => {
  it('reads the visible ones, by name, skipping empty rows, with the numbers the user sees', async () => {
    const workbook = `<x:workbook xmlns:x="m" xmlns:r="${R}"><x:sheets><x:sheet name="E&amp;n" sheetId="1" r:id="s1"/><x:sheet name="weg" sheetId="2" state="veryHidden" r:id="s2"/><x:sheet name="leeg" sheetId="3" r:id="s3"/></x:sheets></x:workbook>`;
    const first =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="3"><x:c r="B3" t="str"><x:v>x</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const bytes = book({
      workbook,
      sheets: [
        sheet(`${head}<row r="5"><c r="A5"><v>1</v></c></row><row r="9"/>`),
        first,
        sheet(''),
      ],
    });
    const { tables, notices } = await readWholeFile(bytes, 'x.xlsx');
    expect(tables).toEqual([
      { sheet: 'E&n', header: ['a', 'b'], rows: [['1', null]], rowNumbers: [5] },
    ]);
    expect(notices).toMatchObject([{ code: 'hidden-sheet-skipped', sheet: 'weg' }]);
  });

  it('reads what another program wrote', async () => {
    const data: SheetData = [
      ['naam', 'dag', 'n', 'ja'],
      [
        'Zoë & <x>',
        { value: new Date(Date.UTC(2026, 0, 31)), type: Date, format: 'dd/mm/yyyy' },
        1.25,
        true,
      ],
      ['=1+1', null, 1e21, false],
    ];
    const bytes = await writeExcelFile(data, { sheet: 'Blad' }).toBuffer();
    const { tables, notices } = await readWholeFile(bytes, 'x.xlsx');
    expect(tables).toEqual([
      {
        sheet: 'Blad',
        header: ['naam', 'dag', 'n', 'ja'],
        rows: [
          ['Zoë & <x>', '2026-01-31', '1.25', 'true'],
          ['=1+1', null, '1000000000000000000000', 'false'],
        ],
        rowNumbers: [2, 3],
      },
    ]);
    expect(notices).toEqual([]);
    expect(await readWholeFile(Readable.from([bytes]), 'x.xlsx')).toEqual({ tables, notices });
  });
});

describe('faults', () => {
  const merge = (reference: string) =>
    book({
      sheets: [
        sheet(
          `${head}<row r="2"><c r="A2"><v>1</v></c></row>`,
          `<mergeCells><mergeCell ref="${reference}"/></mergeCells>`,
        ),
      ],
    });
  it.each([
    [
      'merged cells',
      merge('A2:A4'),
      { code: 'merged-cells', sheet: 'S1', row: 2, column: 'a', found: 'A2:A4' },
    ],
    [
      'an error value',
      withCell('<c r="B2" t="e"><v>#REF!</v></c>'),
      { code: 'cell-error-value', row: 2, column: 'b', found: '#REF!' },
    ],
    [
      'a formula without value',
      withCell('<c r="B2"><f>NOW()</f></c>'),
      { code: 'formula-without-value', row: 2, column: 'b' },
    ],
    [
      'a number that is none',
      withCell('<c r="B2"><v>12x</v></c>'),
      { code: 'cell-not-readable', row: 2, column: 'b', found: '12x' },
    ],
    [
      'a shared text that is not there',
      withCell('<c r="A2" t="s"><v>7</v></c>'),
      { code: 'xlsx-damaged', row: 2 },
    ],
    [
      'a stray cell',
      withCell('<c r="D2"><v>1</v></c>'),
      { code: 'row-too-wide', row: 2, column: 'D' },
    ],
    [
      'a cell far to the right',
      withCell('<c r="XFD2"><v>1</v></c>'),
      { code: 'too-many-columns', row: 2 },
    ],
    [
      'cells out of order',
      withCell('<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>'),
      { code: 'xlsx-damaged', row: 2 },
    ],
    ['a cell in another row', withCell('<c r="A7"><v>1</v></c>'), { code: 'xlsx-damaged', row: 2 }],
    [
      'NUL by escape',
      withCell('<c r="A2" t="str"><v>x_x0000_</v></c>'),
      { code: 'nul-character', row: 2, column: 'a' },
    ],
    [
      'a document type',
      book({ sheets: [`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheet(head)}`] }),
      { code: 'xlsx-forbidden-xml' },
    ],
    [
      'an entity of its own',
      withCell('<c r="A2" t="str"><v>&e;</v></c>'),
      { code: 'xlsx-forbidden-xml', row: 2 },
    ],
    [
      'tags that do not match',
      book({ sheets: [sheet(`${head}<row r="2"><c r="A2"></row>`)] }),
      { code: 'xlsx-damaged' },
    ],
    [
      'XML that ends early',
      book({ sheets: [sheet(head).slice(0, -20)] }),
      { code: 'xlsx-damaged' },
    ],
    ['no sheets', book({}), { code: 'file-empty' }],
    [
      'a sheet that is missing',
      book({
        sheets: [sheet(head)],
        workbook: `<w xmlns:r="${R}"><sheet name="S1" r:id="zz"/></w>`,
      }),
      { code: 'xlsx-damaged', sheet: 'S1' },
    ],
    [
      'macros',
      book({ sheets: [sheet(head)], extra: { 'xl/vbaProject.bin': 'x' } }),
      { code: 'content-differs', found: 'XLSM' },
    ],
    [
      'a text document',
      book({ sheets: [sheet(head)], extra: { 'word/document.xml': 'x' } }),
      { code: 'content-differs', found: 'DOCX' },
    ],
    [
      'some other archive',
      Buffer.from(zipSync({ 'x.txt': strToU8('x') })),
      { code: 'content-differs', found: 'ZIP' },
    ],
    ['CSV', Buffer.from('a;b\n1;2\n'), { code: 'content-differs', found: 'TEXT' }],
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      { code: 'content-differs', found: 'XLS' },
    ],
  ])('names %s', async (_, bytes, expected) => {
    expect(await problemOf(bytes, 'x.xlsx')).toMatchObject({ file: 'x.xlsx', ...expected });
  });

  it('bears merges outside the table', async () => {
    expect((await readWholeFile(merge('D1:F9'), 'x.xlsx')).tables).toHaveLength(1);
  });
});

it.each([
  [
    'maxSheets',
    book({ sheets: [sheet(head), sheet(head), sheet(head)] }),
    { maxSheets: 2 },
    'too-many-sheets',
  ],
  [
    'maxRows',
    book({
      sheets: [
        sheet(`${head}<row r="2"><c r="A2"><v>1</v></c></row>`),
        sheet(`${head}<row r="2"><c r="A2"><v>1</v></c></row>`),
      ],
    }),
    { maxRows: 1 },
    'too-many-rows',
  ],
  [
    'maxCellLength',
    withCell('<c r="A2" t="inlineStr"><is><t>12345</t></is></c>'),
    { maxCellLength: 4 },
    'cell-too-long',
  ],
  [
    'maxCellLength of a shared text',
    book({
      sheets: [sheet(`${head}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`)],
      shared: '<sst><si><t>12345</t></si></sst>',
    }),
    { maxCellLength: 4 },
    'cell-too-long',
  ],
  [
    'maxRowLength',
    withCell(`<c r="A2" t="str"><v>${'x'.repeat(300_000)}</v></c>`),
    { maxRowLength: 100_000 },
    'row-too-long',
  ],
  ['maxZipEntries', book({ sheets: [sheet(head)] }), { maxZipEntries: 2 }, 'zip-too-many-parts'],
  ['maxExpandedBytes', book({ sheets: [sheet(head)] }), { maxExpandedBytes: 100 }, 'zip-too-large'],
  [
    'maxSharedTextBytes',
    book({ sheets: [sheet(head)], shared: `<sst>${'<si><t>x</t></si>'.repeat(3000)}</sst>` }),
    { maxSharedTextBytes: 10 },
    'xlsx-text-too-large',
  ],
  [
    'maxRatio',
    withCell(`<c r="A2" t="str"><v>x</v></c>${' '.repeat(9_000_000)}`),
    {},
    'zip-too-large',
  ],
])('%s stops the reader', async (_, bytes, limits, code) => {
  expect(await problemOf(bytes, 'x.xlsx', limits)).toMatchObject({ code });
});
