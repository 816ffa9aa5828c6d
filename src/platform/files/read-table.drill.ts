import { type FileKind, mutateFile } from '../testing/mutate-file.ts';
import { ReadingProcess } from './reading-process.ts';
import { sampleFiles } from './sample-files.ts';

const KINDS: FileKind[] = ['csv', 'xlsx', 'json'];
const SAMPLE_ROWS = 40;
const MEMORY_BOUND_MB = 256;
const TIME_BOUND_MS = 5_000;

export type DrillOptions = { count: number; seed: number };

/**
 * Reads `count` mutated files in a process of their own and prints what came of them. The verdict is false when one
 * of them ended in anything but rows or a known problem, took over 5 s, or the reading process grew beyond 256 MB.
 * About 4 ms per mutant.
 */
export async function run({ count, seed }: DrillOptions): Promise<boolean> {
  const good = await sampleFiles(SAMPLE_ROWS);
  const reader = new ReadingProcess(TIME_BOUND_MS);
  const outcomes = new Map<string, number>();
  const bad: string[] = [];
  let slowest = { ms: 0, text: 'none' };
  let peakMb = 0;
  for (let i = 0; i < count; i++) {
    const kind = KINDS[i % KINDS.length]!;
    const mutant = mutateFile(kind, good[kind], seed + i);
    const verdict = await reader.judge(mutant.bytes, mutant.fileName);
    const key = verdict.outcome === 'rows' ? 'rows' : `${verdict.outcome} ${verdict.detail}`;
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
    const text = `seed ${seed + i} (${kind}: ${mutant.faults.join(' + ')}): ${key}, ${Math.round(verdict.ms)} ms`;
    if (verdict.ms > slowest.ms) slowest = { ms: verdict.ms, text };
    if (verdict.outcome === 'crash') bad.push(text);
    if (verdict.peakMb > MEMORY_BOUND_MB && peakMb <= MEMORY_BOUND_MB)
      bad.push(`${text}, ${verdict.peakMb} MB`);
    peakMb = Math.max(peakMb, verdict.peakMb);
  }
  reader.close();
  for (const [key, n] of [...outcomes].sort((a, b) => b[1] - a[1]))
    console.log(`${String(n).padStart(7)}  ${key}`);
  for (const line of bad.slice(0, 20)) console.log(`BAD ${line}`);
  console.log(`slowest: ${slowest.text}`);
  const verdict = bad.length === 0 ? 'PASS' : 'FAIL';
  console.log(
    `${verdict}: ${count} mutants, ${bad.length} bad, peak memory ${peakMb} MB of ${MEMORY_BOUND_MB}`,
  );
  return bad.length === 0;
}

if (import.meta.main) {
  const [count = '3000', seed = '1'] = process.argv.slice(2);
  process.exitCode = (await run({ count: Number(count), seed: Number(seed) })) ? 0 : 1;
}
