import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileKind, faultNames, mutateBy, mutateFile } from '../testing/mutate-file.ts';
import { ReadingProcess, judgeFile, type Verdict } from './reading-process.ts';
import { sampleFiles } from './sample-files.ts';

const KINDS: FileKind[] = ['csv', 'xlsx', 'json'];
const MEMORY_BOUND_MB = 256;
const SAMPLE = 300;
const SEED = 20_261_123;

let good: Awaited<ReturnType<typeof sampleFiles>>;
const reader = new ReadingProcess(10_000);
beforeAll(async () => {
  good = await sampleFiles(30);
});
afterAll(() => reader.close());

/** Reasons to call a reading a failure of ours. */
function faultsOf(verdict: Verdict): string[] {
  const faults: string[] = [];
  if (verdict.outcome === 'crash') faults.push(`crash: ${verdict.detail}`);
  if (verdict.ms > 5_000) faults.push(`slow: ${verdict.ms} ms`);
  if (verdict.peakMb > MEMORY_BOUND_MB) faults.push(`memory: ${verdict.peakMb} MB`);
  return faults;
}

it.each(KINDS)(
  '%s: every fault by itself ends in rows or a known problem',
  async (kind) => {
    for (const fault of faultNames(kind)) {
      const verdict = await reader.judge(
        mutateBy(kind, good[kind], fault, SEED).bytes,
        `x.${kind}`,
      );
      expect(faultsOf(verdict), fault).toEqual([]);
    }
  },
  60_000,
);

it(`a seeded sample of ${SAMPLE} mutants ends in rows or a known problem, in bounded memory and time`, async () => {
  const outcomes = { rows: 0, problem: 0, crash: 0 };
  for (let i = 0; i < SAMPLE; i++) {
    const kind = KINDS[i % 3]!;
    const mutant = mutateFile(kind, good[kind], SEED + i);
    const verdict = await reader.judge(mutant.bytes, mutant.fileName);
    expect(faultsOf(verdict), `seed ${SEED + i}: ${mutant.faults.join(' + ')}`).toEqual([]);
    outcomes[verdict.outcome] += 1;
  }
  expect(outcomes.rows).toBeGreaterThan(SAMPLE / 10);
  expect(outcomes.problem).toBeGreaterThan(SAMPLE / 10);
}, 60_000);

it('the same seed breeds the same mutant', () => {
  for (const kind of KINDS) {
    for (let seed = 1; seed <= 20; seed++) {
      expect(mutateFile(kind, good[kind], seed)).toEqual(mutateFile(kind, good[kind], seed));
    }
  }
});

describe('faults that must be named', () => {
  it.each([
    ['xlsx', 'zip bomb', 'zip-too-large'],
    ['xlsx', 'zip bomb that lies about its size', 'zip-damaged'],
    ['xlsx', 'thousands of parts', 'zip-too-many-parts'],
    ['xlsx', 'parts overlap', 'zip-damaged'],
    ['xlsx', 'encrypted part', 'zip-locked'],
    ['xlsx', 'document type', 'xlsx-forbidden-xml'],
    ['xlsx', 'entity bomb', 'xlsx-forbidden-xml'],
    ['xlsx', 'merged cells', 'merged-cells'],
    ['xlsx', 'cell far to the right', 'too-many-columns'],
    ['csv', 'a million columns', 'too-many-columns'],
    ['csv', 'nul in a cell', 'nul-character'],
    ['csv', 'windows-1252 and utf-8 mixed', 'encoding-mixed'],
    ['json', 'deep value in a row', 'json-too-deep'],
    ['json', 'key twice', 'json-key-twice'],
  ] as const)('%s: %s', async (kind, fault, code) => {
    const { bytes, fileName } = mutateBy(kind, good[kind], fault, SEED);
    expect(await judgeFile({ bytes, fileName, limits: {} })).toMatchObject({
      outcome: 'problem',
      detail: code,
    });
  });
});

describe('planted: a reader without limits is seen', () => {
  const planted = new ReadingProcess(10_000);
  afterAll(() => planted.close());
  const unlimited = {
    maxColumns: 1e9,
    maxCellLength: 1e9,
    maxRowLength: 1e9,
    maxExpandedBytes: 1e12,
    maxRatio: 1e9,
  };

  it('by its columns', async () => {
    const { bytes } = mutateBy('csv', good.csv, 'a million columns in the header', SEED);
    const header = Buffer.from(`${Array.from({ length: 300 }, (_, i) => `k${i}`).join(';')}\n`);
    expect(await judgeFile({ bytes: header, fileName: 'x.csv', limits: {} })).toMatchObject({
      outcome: 'problem',
    });
    expect(await judgeFile({ bytes: header, fileName: 'x.csv', limits: unlimited })).toMatchObject({
      outcome: 'rows',
    });
    expect(await judgeFile({ bytes, fileName: 'x.csv', limits: {} })).toMatchObject({
      detail: 'too-many-columns',
    });
  });

  it('by its memory', async () => {
    const parts = unzipSync(good.xlsx);
    const relations = strFromU8(parts['xl/_rels/workbook.xml.rels']!);
    const shared =
      '<Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>';
    parts['xl/_rels/workbook.xml.rels'] = strToU8(relations.replace('</Relationships>', shared));
    parts['xl/sharedStrings.xml'] = strToU8(
      `<s>${`<si><t>${'x'.repeat(9_000)}</t></si>`.repeat(28_000)}</s>`,
    );
    const bytes = Buffer.from(zipSync(parts, { level: 1 }));
    expect(await planted.judge(bytes, 'x.xlsx')).toMatchObject({ outcome: 'problem' });
    const verdict = await planted.judge(bytes, 'x.xlsx', {
      ...unlimited,
      maxSharedTextBytes: 1e12,
    });
    expect(faultsOf(verdict)).toMatchObject([expect.stringMatching(/^memory/)]);
  }, 20_000);

  it('by its death', async () => {
    const hasty = new ReadingProcess(1);
    expect(faultsOf(await hasty.judge(good.xlsx, 'x.xlsx'))).not.toEqual([]);
    hasty.close();
  });
});
