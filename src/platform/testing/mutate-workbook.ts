import { constants, crc32, deflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { type ByteFault, formulas, hostileDates, marks } from './mutate-text.ts';
import type { SeededRandom } from './seeded-random.ts';

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;

/** Changes the XML of one sheet and packs the workbook again. */
function inSheet(change: (xml: string, random: SeededRandom) => string): ByteFault {
  return inPart(SHEET, change);
}

function inPart(part: RegExp, change: (xml: string, random: SeededRandom) => string): ByteFault {
  return (good, random) => {
    const parts = unzipSync(good);
    const name = random.pick(Object.keys(parts).filter((key) => part.test(key)));
    if (name !== undefined) parts[name] = strToU8(change(strFromU8(parts[name]!), random));
    return pack(parts);
  };
}

function pack(parts: Zippable): Buffer {
  return Buffer.from(zipSync(parts, { level: 1 }));
}

/** Exchanges one random data cell for another. */
function inCell(cell: (reference: string, random: SeededRandom) => string): ByteFault {
  return inSheet((xml, random) => {
    const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*>.*?<\/c>/g)].filter(
      (m) => !/[A-Z]1"/.test(m[0]),
    );
    const chosen = random.pick(cells);
    if (!chosen) return xml;
    return (
      xml.slice(0, chosen.index) +
      cell(chosen[1]!, random) +
      xml.slice(chosen.index + chosen[0].length)
    );
  });
}

const textCell = (reference: string, text: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${text.replace(/[&<]/g, (c) => `&#${c.charCodeAt(0)};`)}</t></is></c>`;

let bomb: Buffer | null = null;

/** 512 MB of blanks in half a megabyte, as a packed part; made once, 8 MB at a time, since it is costly. */
function bombBytes(): Buffer {
  if (bomb === null) {
    const piece = deflateRawSync(Buffer.alloc(8 * 1024 * 1024, ' '), {
      finishFlush: constants.Z_FULL_FLUSH,
    });
    bomb = Buffer.concat([...Array.from({ length: 64 }, () => piece), deflateRawSync('')]);
  }
  return bomb;
}

/** A workbook whose first sheet is a bomb; `told` is the unpacked size that the directory claims. */
function bombed(good: Buffer, told: number): Buffer {
  const parts = unzipSync(good);
  const name = Object.keys(parts).find((key) => SHEET.test(key)) ?? '';
  delete parts[name];
  return withRawPart(pack(parts), name, bombBytes(), told);
}

/** Appends a part, packed elsewhere, to an archive. */
function withRawPart(archive: Buffer, name: string, packed: Buffer, told: number): Buffer {
  const end = archive.lastIndexOf('PK\x05\x06', archive.length, 'latin1');
  const directoryAt = archive.readUInt32LE(end + 16);
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(told, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.write('PK\x01\x02', 'latin1');
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(crc32(''), 16);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(told, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(directoryAt, 42);
  const part = Buffer.concat([local, Buffer.from(name), packed]);
  const tail = Buffer.from(archive.subarray(end));
  tail.writeUInt16LE(tail.readUInt16LE(8) + 1, 8);
  tail.writeUInt16LE(tail.readUInt16LE(10) + 1, 10);
  tail.writeUInt32LE(tail.readUInt32LE(12) + 46 + name.length, 12);
  tail.writeUInt32LE(directoryAt + part.length, 16);
  return Buffer.concat([
    archive.subarray(0, directoryAt),
    part,
    archive.subarray(directoryAt, end),
    entry,
    Buffer.from(name),
    tail,
  ]);
}

/** Changes one field of a random directory entry. */
function inDirectory(change: (entry: Buffer, random: SeededRandom) => void): ByteFault {
  return (good, random) => {
    const bytes = Buffer.from(good);
    const starts: number[] = [];
    for (
      let at = bytes.indexOf('PK\x01\x02', 0, 'latin1');
      at !== -1;
      at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
    ) {
      starts.push(at);
    }
    const at = random.pick(starts);
    if (at !== undefined) change(bytes.subarray(at, at + 46), random);
    return bytes;
  };
}

/** Faults of workbooks: bombs, damaged archives, forbidden XML, cells that spreadsheets really make. */
export const xlsxFaults: Record<string, ByteFault> = {
  'zip bomb': (good) => bombed(good, 512 * 1024 * 1024),
  'zip bomb that lies about its size': (good) => bombed(good, 10_000),
  'thousands of parts': (good) => {
    const parts: Zippable = unzipSync(good);
    for (let i = 0; i < 3_000; i++) parts[`junk/${i}`] = new Uint8Array(0);
    return pack(parts);
  },
  'part that climbs out': (good) => pack({ ...unzipSync(good), '../../evil.txt': strToU8('x') }),
  'part missing': (good, random) => {
    const parts = unzipSync(good);
    delete parts[random.pick(Object.keys(parts))];
    return pack(parts);
  },
  'parts overlap': inDirectory((entry) => entry.writeUInt32LE(0, 42)),
  'size told wrong': inDirectory((entry, random) => entry.writeUInt32LE(random.below(2 ** 31), 24)),
  'packed size told wrong': inDirectory((entry, random) =>
    entry.writeUInt32LE(random.below(2 ** 31), 20),
  ),
  'check sum wrong': inDirectory((entry, random) => entry.writeUInt32LE(random.below(2 ** 31), 16)),
  'unknown method': inDirectory((entry) => entry.writeUInt16LE(99, 10)),
  'encrypted part': inDirectory((entry) => entry.writeUInt16LE(entry.readUInt16LE(8) | 1, 8)),
  'document type': inSheet((xml) =>
    xml.replace(/(<\?xml[^>]*>)?/, '$1<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
  ),
  'entity bomb': inSheet(
    (xml) =>
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>${xml.replace('<t>', '<t>&b;')}`,
  ),
  'unknown entity': inCell((reference) => `<c r="${reference}" t="str"><v>&nbsp;&x;</v></c>`),
  'tags unbalanced': inSheet((xml, random) =>
    xml.replace(random.pick(['</row>', '</c>', '</sheetData>']), ''),
  ),
  'xml cut off': inSheet((xml, random) => xml.slice(0, random.below(xml.length))),
  'xml nested deep': inSheet((xml) =>
    xml.replace('<sheetData>', `<sheetData>${'<a>'.repeat(100_000)}`),
  ),
  'attribute without end': inSheet((xml) =>
    xml.replace('<c r="', `<c r="${'A'.repeat(2_000_000)}`),
  ),
  'formula with a value': inCell((reference) => `<c r="${reference}"><f>1+1</f><v>2</v></c>`),
  'formula without a value': inCell((reference) => `<c r="${reference}"><f>NOW()</f></c>`),
  'formula as text': inCell((reference, random) => textCell(reference, random.pick(formulas))),
  'error value': inCell((reference) => `<c r="${reference}" t="e"><v>#REF!</v></c>`),
  'merged cells': inSheet((xml) =>
    xml.replace(
      '</sheetData>',
      '</sheetData><mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>',
    ),
  ),
  'impossible date as text': inCell((reference, random) =>
    textCell(reference, random.pick(hostileDates)),
  ),
  'serial number without a date format': inCell(
    (reference) => `<c r="${reference}"><v>46023</v></c>`,
  ),
  'the leap day that never was': inCell((reference) => `<c r="${reference}" s="1"><v>60</v></c>`),
  'negative serial': inCell((reference) => `<c r="${reference}" s="1"><v>-5</v></c>`),
  'serial with a time': inCell((reference) => `<c r="${reference}" s="1"><v>46023.75</v></c>`),
  'number with exponent': inCell((reference) => `<c r="${reference}"><v>1E+20</v></c>`),
  'number that is none': inCell((reference) => `<c r="${reference}"><v>NaN</v></c>`),
  'shared text that is not there': inCell(
    (reference) => `<c r="${reference}" t="s"><v>99999</v></c>`,
  ),
  'direction mark in a cell': inCell((reference, random) =>
    textCell(reference, `x${random.pick(marks)}y`),
  ),
  'nul in a cell': inCell((reference) => textCell(reference, 'x_x0000_y')),
  'very long cell': inCell((reference) => textCell(reference, 'x'.repeat(50_000))),
  'cell far to the right': inSheet((xml) =>
    xml.replace('</row>', '<c r="XFD1"><v>1</v></c></row>'),
  ),
  'a million cells in a row': inSheet((xml) =>
    xml.replace('</row>', `${'<c t="b"><v>1</v></c>'.repeat(1_000_000)}</row>`),
  ),
  'row number far down': inSheet((xml) =>
    xml.replace('</sheetData>', '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
  ),
  'row numbers back': inSheet((xml) => xml.replace('<row r="3"', '<row r="1"')),
  'cells back': inSheet((xml) => xml.replace('r="C2"', 'r="A2"')),
  'sheet hidden': inPart(/^xl\/workbook\.xml$/, (xml) =>
    xml.replace('<sheet ', '<sheet state="hidden" '),
  ),
  'hundreds of sheets': inPart(/^xl\/workbook\.xml$/, (xml) =>
    xml.replace(/<sheet [^>]*>/, (tag) =>
      Array.from({ length: 300 }, (_, i) => tag.replace(/name="/, `name="${i}`)).join(''),
    ),
  ),
  'epoch of 1904': inPart(/^xl\/workbook\.xml$/, (xml) =>
    xml.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
  ),
  'part that points outside': inPart(/workbook\.xml\.rels$/, (xml) =>
    xml.replace(/Target="[^"]*"/, 'Target="http://example.invalid/x" TargetMode="External"'),
  ),
  'namespace prefix': inSheet((xml) =>
    xml.replace(/<(\/?)([a-z])/gi, '<$1x:$2').replace(/<x:\?/, '<?'),
  ),
  'macros inside': (good) => pack({ ...unzipSync(good), 'xl/vbaProject.bin': strToU8('x') }),
  'open document': (good) => pack({ ...unzipSync(good), 'content.xml': strToU8('<x/>') }),
  'old xls': () =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(2_000),
    ]),
  'csv under this name': () => Buffer.from('a;b\r\n1;2\r\n'),
};
