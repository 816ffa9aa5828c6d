import type { SeededRandom } from './seeded-random.ts';

/** A fault of a whole file, applied to its bytes. */
export type ByteFault = (good: Buffer, random: SeededRandom) => Buffer;

type Grid = string[][];

/** The CSV as a grid, for faults of rows and columns. Good files given to the mutator have no quoted separators. */
function grid(good: Buffer): { separator: string; rows: Grid } {
  const lines = good
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const head = lines[0] ?? '';
  const separator = [';', '\t', ','].find((sign) => head.includes(sign)) ?? ';';
  return { separator, rows: lines.map((line) => line.split(separator)) };
}

function onGrid(change: (rows: Grid, random: SeededRandom) => Grid): ByteFault {
  return (good, random) => {
    const { separator, rows } = grid(good);
    return Buffer.from(
      change(rows, random)
        .map((row) => row.join(separator))
        .join('\r\n') + '\r\n',
    );
  };
}

function onText(change: (text: string, random: SeededRandom) => string): ByteFault {
  return (good, random) => Buffer.from(change(good.toString('utf8'), random));
}

/** Puts `text` in one random data cell. */
function inCell(text: (old: string, random: SeededRandom) => string): ByteFault {
  return onGrid((rows, random) => {
    const row = rows[1 + random.below(Math.max(1, rows.length - 1))];
    if (row && row.length > 0) {
      const column = random.below(row.length);
      row[column] = text(row[column] ?? '', random);
    }
    return rows;
  });
}

function moveColumn(rows: Grid, from: number, to: number): Grid {
  return rows.map((row) => {
    const moved = [...row];
    moved.splice(to, 0, ...moved.splice(from, 1));
    return moved;
  });
}

const hostileDates = [
  '30/02/2026',
  '2026-02-30',
  '01-02-03',
  '1/2/26',
  '46023',
  '2026-13-01',
  '31.12.9999',
  '0000-00-00',
  'vandaag',
  '2026-1-1',
  '12/31/2026',
  '２０２６-01-01',
];
const formulas = [
  '=1+1',
  '=HYPERLINK("http://example.invalid","x")',
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  "'=1",
  '＝1',
];
const marks = ['\u202e', '\u200b', '\u2066', '\ufeff', '\u00ad', '\u200f', '\u0085', '\u2028'];

/** Faults that any file of bytes can have. */
export const byteFaults: Record<string, ByteFault> = {
  'cut at a random byte': (good, random) => good.subarray(0, random.below(good.length)),
  'flip one byte': (good, random) => flip(good, random, 1),
  'flip thirty bytes': (good, random) => flip(good, random, 30),
  'fill a stretch with zeros': (good, random) => {
    const bytes = Buffer.from(good);
    const at = random.below(bytes.length);
    return bytes.fill(0, at, Math.min(bytes.length, at + 1 + random.below(64)));
  },
  'double the file': (good) => Buffer.concat([good, good]),
  'drop a stretch': (good, random) => {
    const at = random.below(good.length);
    return Buffer.concat([good.subarray(0, at), good.subarray(at + 1 + random.below(200))]);
  },
  'swap two stretches': (good, random) => {
    const at = random.below(Math.max(1, good.length >> 1));
    const half = good.length >> 1;
    return Buffer.concat([good.subarray(half), good.subarray(at, half), good.subarray(0, at)]);
  },
  'random bytes': (good, random) => Buffer.from(good.map(() => random.below(256))),
  'only the first kilobyte of zeros': () => Buffer.alloc(1024),
  'empty file': () => Buffer.alloc(0),
};

function flip(good: Buffer, random: SeededRandom, times: number): Buffer {
  const bytes = Buffer.from(good);
  for (let i = 0; i < times && bytes.length > 0; i++) {
    const at = random.below(bytes.length);
    bytes[at] = bytes[at]! ^ (1 << random.below(8));
  }
  return bytes;
}

/** Faults of CSV files: encodings, separators, columns, rows, cells. */
export const csvFaults: Record<string, ByteFault> = {
  'utf-16 little endian with mark': onBytes((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  'utf-16 big endian with mark': onBytes((text) =>
    Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  ),
  'utf-16 without mark': onBytes((text) => Buffer.from(text, 'utf16le')),
  'windows-1252 accents': onBytes((text) => Buffer.from(text.replace(/[aeo]/, 'é'), 'latin1')),
  'windows-1252 and utf-8 mixed': onBytes((text) =>
    Buffer.concat([Buffer.from(`${text}é`), Buffer.from([0xe9]), Buffer.from(text)]),
  ),
  'two marks': onText((text) => `\ufeff\ufeff${text}`),
  'comma for semicolon': onText((text) => text.replaceAll(';', ',')),
  'separators mixed': onText((text, random) =>
    text.replace(/;/g, () => random.pick([';', ',', '\t'])),
  ),
  'old mac line ends': onText((text) => text.replace(/\r?\n/g, '\r')),
  'line ends mixed': onText((text, random) =>
    text.replace(/\r?\n/g, () => random.pick(['\r', '\n', '\r\n', '\n\r'])),
  ),
  'no line ends': onText((text) => text.replace(/[\r\n]+/g, ';')),
  'misleading sep line': onText((text) => `sep=,\r\n${text}`),
  'unpaired quote': inCell((old) => `"${old}`),
  'quote in the middle': inCell((old) => `${old.slice(0, 2)}"${old.slice(2)}`),
  'text after a quote': inCell((old) => `"${old}"x`),
  'quotes everywhere': onText((text, random) =>
    text.replace(/./g, (c) => (random.below(5) === 0 ? `"${c}` : c)),
  ),
  'line break in a cell': inCell((old) => `"${old}\r\n${old}"`),
  'columns swapped': onGrid((rows, random) => moveColumn(rows, 0, 1 + random.below(3))),
  'column missing': onGrid((rows, random) => {
    const at = random.below(rows[0]?.length ?? 1);
    return rows.map((row) => row.filter((_, i) => i !== at));
  }),
  'column twice': onGrid((rows) => rows.map((row) => [...row, row[0] ?? ''])),
  'unknown column': onGrid((rows) => rows.map((row, i) => [...row, i === 0 ? 'extra' : String(i)])),
  'header missing': onGrid((rows) => rows.slice(1)),
  'header twice': onGrid((rows) => [rows[0] ?? [], ...rows]),
  'header name empty': onGrid((rows) => [['', ...(rows[0] ?? []).slice(1)], ...rows.slice(1)]),
  'title above the header': onGrid((rows) => [['Overzicht'], [], ...rows]),
  'row twice': onGrid((rows, random) => [
    ...rows,
    rows[1 + random.below(Math.max(1, rows.length - 1))] ?? [],
  ]),
  'rows in another order': onGrid((rows, random) => [
    rows[0] ?? [],
    ...rows.slice(1).sort(() => random.next() - 0.5),
  ]),
  'cell missing': onGrid((rows, random) => {
    rows[random.below(rows.length)]?.splice(random.below(3), 1);
    return rows;
  }),
  'cell too many': onGrid((rows, random) => {
    rows[random.below(rows.length)]?.splice(random.below(3), 0, 'x');
    return rows;
  }),
  'impossible date': inCell((_, random) => random.pick(hostileDates)),
  'formula in a cell': inCell((_, random) => random.pick(formulas)),
  'direction mark in a cell': inCell((old, random) => old + random.pick(marks)),
  'direction mark in the header': onGrid((rows, random) => [
    (rows[0] ?? []).map((name) => random.pick(marks) + name),
    ...rows.slice(1),
  ]),
  'nul in a cell': inCell((old) => `${old}\0`),
  'spaces round a cell': inCell((old, random) =>
    random.pick([` ${old}`, `${old} `, `\u00a0${old}`, `\t${old}`]),
  ),
  'cell emptied': inCell(() => ''),
  'other case': inCell((old) => old.toUpperCase()),
  'very long cell': inCell((_, random) => 'x'.repeat(10_001 + random.below(100_000))),
  'very large number': inCell(() => '9'.repeat(400)),
  'name of the prototype': onGrid((rows, random) => {
    const head = [...(rows[0] ?? [])];
    head[random.below(head.length)] = random.pick([
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
    ]);
    return [head, ...rows.slice(1)];
  }),
  'a million columns': (good) => Buffer.concat([good, Buffer.from(';x'.repeat(1_000_000))]),
  'a million columns in the header': (good) =>
    Buffer.concat([Buffer.from('a;'.repeat(1_000_000)), good]),
  'a million empty rows': (good) => Buffer.concat([good, Buffer.alloc(1_000_000, '\n')]),
  'json under this name': () => Buffer.from('[{"a":1}]'),
  'html under this name': () => Buffer.from('<table><tr><td>x</td></tr></table>'),
};

function onBytes(change: (text: string) => Buffer): ByteFault {
  return (good) => change(good.toString('utf8').replace(/^\ufeff/, ''));
}

/** Faults of JSON files. */
export const jsonFaults: Record<string, ByteFault> = {
  'deep lists': onText((text) => `${text.slice(0, -1)},${'['.repeat(100_000)}`),
  'deep value in a row': onText((text) =>
    text.replace(/":\s*"[^"]*"/, `":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
  ),
  'nested value': onText((text) => text.replace(/":\s*"[^"]*"/, '":{"a":[1,2]}')),
  'key twice': onText((text) => text.replace(/\{"([^"]+)":/, '{"$1":"x","$1":')),
  'prototype key': onText((text) =>
    text.replace(/\{"([^"]+)":/, '{"__proto__":{"admin":true},"$1":'),
  ),
  'prototype text key': onText((text) =>
    text.replace(/\{"([^"]+)":/, '{"__proto__":"x","constructor":"y","$1":'),
  ),
  'ten thousand keys': onText((text, random) => {
    const keys = Array.from({ length: 10_000 }, (_, i) => `"k${i}_${random.below(9)}":1`).join(',');
    return text.replace('{"', `{${keys},"`);
  }),
  'new key late': onText((text) => text.replace(/\}\s*\]\s*\}?\s*$/, ',"late":"x"}]')),
  'huge number': onText((text) => text.replace(/":\s*"[^"]*"/, '":1e400')),
  'exact number': onText((text) => text.replace(/":\s*"[^"]*"/, '":12345678901234567890')),
  'nul escape': onText((text) => text.replace(/":\s*"/, '":"\\u0000')),
  'lone surrogate': onText((text) => text.replace(/":\s*"/, '":"\\ud800')),
  'bad escape': onText((text) => text.replace(/":\s*"/, '":"\\x')),
  'trailing comma': onText((text) => text.replace(/\}\s*\]/, '},]')),
  comment: onText((text) => `// x\n${text}`),
  'single quotes': onText((text) => text.replaceAll('"', "'")),
  'unclosed string': onText((text, random) =>
    text.slice(0, text.lastIndexOf('"', random.below(text.length) + 10)),
  ),
  'scalar instead of a table': () => Buffer.from('{"a": 5}'),
  'list of lists': () => Buffer.from('[["a","b"],[1,2]]'),
  'number alone': () => Buffer.from('42'),
  'very long text': onText((text) => text.replace(/":\s*"/, `":"${'x'.repeat(1_500_000)}`)),
  'impossible date': onText((text, random) =>
    text.replace(/\d{4}-\d\d-\d\d/, random.pick(hostileDates)),
  ),
  'formula in a cell': onText((text, random) =>
    text.replace(/":\s*"[^"]*"/, `":${JSON.stringify(random.pick(formulas))}`),
  ),
  'direction mark in a cell': onText((text, random) =>
    text.replace(/":\s*"/, `":"${random.pick(marks)}`),
  ),
  'utf-16 with mark': onBytes((text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
  'two documents': onText((text) => text + text),
};

export { formulas, hostileDates, marks };
