import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tables } from '../access/classes.ts';
import { type DataClass, matrix } from '../access/matrix.ts';
import { applicationRoles } from '../platform/db/roles.ts';
import { rulesAnchor as linkedAnchor } from '../web/rules-anchor.ts';
import { activities } from './activities.ts';
import { classFacts, unaccounted } from './class-facts.ts';
import type { Paper } from './contract.ts';
import { accessMatrixPaper, wordsOfCell } from './make-access-matrix.ts';
import { algorithmRegisterPaper, rulesAnchor } from './make-algorithm-register.ts';
import { dpiaPaper } from './make-dpia.ts';
import { columnsOf, processingRegisterPaper } from './make-processing-register.ts';

const rules = {
  version: 'VP 1.0',
  title: 'Eerste regels',
  source: 'een bron',
  from: '2026-01-01',
  until: null,
  bands: [{ code: 'A', conditions: 2, secondWorker: 'BEFORE', reviewDays: 7 }],
  lanes: [{ code: 'long', percent: 20 }],
  seed: 'zaad',
};
const papers: Paper[] = [
  accessMatrixPaper(),
  processingRegisterPaper(),
  dpiaPaper(),
  algorithmRegisterPaper([rules]),
];

test('every column has a class, a purpose, a legal basis and a term', () => {
  expect(unaccounted(tables)).toEqual([]);
  for (const { activity } of Object.values(classFacts)) {
    const { purpose, basis, keep } = activities[activity];
    for (const words of [purpose, basis, keep]) expect(words.length).toBeGreaterThan(5);
  }
});
test('a column of no class is found', () => {
  const planted = { ...tables, 'demo.planted': { columns: { D99: ['secret', 'other'] } } };
  expect(unaccounted(planted)).toEqual(['demo.planted.secret: D99', 'demo.planted.other: D99']);
});

test('the register and the assessment name every table that holds personal data', () => {
  const told = JSON.stringify([processingRegisterPaper(), dpiaPaper()]);
  const names = Object.keys(tables).filter((name) => !name.endsWith('_history'));
  expect(names.filter((name) => !told.includes(`${name} (`))).toEqual([]);
  expect(columnsOf('D4').join()).toMatch(/waiting_list\.identity \(\d+\)/);
});

test('the matrix as it is told is the matrix: each role that may read stands there, no other', () => {
  const rows = accessMatrixPaper().sections.flatMap(({ table }) => table?.rows ?? []);
  expect(rows.map(([code]) => code).sort()).toEqual(Object.keys(matrix).sort());
  for (const [code, , reads, changes] of rows) {
    const cells = Object.values(matrix[code as DataClass]);
    const many = (which: 'reads' | 'changes') =>
      cells.filter((cell) => wordsOfCell(cell)[which] !== '').length;
    expect([code, reads === 'niemand' ? 0 : reads!.split(' · ').length]).toEqual([
      code,
      many('reads'),
    ]);
    expect([code, changes === 'niemand' ? 0 : changes!.split(' · ').length]).toEqual([
      code,
      many('changes'),
    ]);
  }
  expect(wordsOfCell('LR * CU r')).toEqual({ reads: 'alles', changes: 'eigen regio' });
  expect(wordsOfCell('LRC r R b').reads).toMatch(/eigen regio; alleen in nood/);
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`"(${applicationRoles.join('|')}): `));
});

test('each version of the rules has its own place, so that a decision can point at it', () => {
  const paper = algorithmRegisterPaper([
    rules,
    { ...rules, version: '2026/2', until: '2026-06-01' },
  ]);
  const ids = paper.sections.map(({ id }) => id);
  expect(ids).toContain(rulesAnchor('VP 1.0'));
  expect(rulesAnchor('VP 1.0')).toBe('regels-vp-1.0');
  expect(ids).toContain('regels-2026-2');
  expect(new Set(ids).size).toBe(ids.length);
  for (const version of ['VP 1.0', '2026/2', 'Regels é'])
    expect(linkedAnchor(version)).toBe(rulesAnchor(version));
});

test('what we assume says so, and nothing is empty', () => {
  for (const { title, intro, sections } of papers) {
    expect([title, intro.length > 0, sections.length > 3]).toEqual([title, true, true]);
    for (const { id, points, paragraphs, table } of sections)
      expect([id, points.length + paragraphs.length + (table?.rows.length ?? 0) > 0]).toEqual([
        id,
        true,
      ]);
    for (const { table } of sections)
      for (const row of table?.rows ?? []) expect(row.length).toBe(table!.head.length);
  }
  const said = papers.flatMap(({ sections }) => sections.filter(({ assumed }) => assumed));
  expect(said.length).toBeGreaterThan(8);
  expect(readFileSync('src/papers/make-dpia.ts', 'utf8')).toMatch(/jurist bevestigd/);
});
