import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { FileProblem, readTables, type TableLimits } from './read-table.ts';

/**
 * A small heap for the reading process: else its peak says how lazily the engine collects garbage on a large machine,
 * not what reading needs. A reader that does need more dies of it, which counts as a crash.
 */
const HEAP = ['--max-old-space-size=128', '--max-semi-space-size=4'];

/** A file to read elsewhere, and how. */
type Task = { bytes: Buffer; fileName: string; limits: Partial<TableLimits> };

/** What came of reading: rows, a problem of the known class, or (a fault of ours) anything else. `peakMb` is the reading process's own peak so far. */
export type Verdict = {
  outcome: 'rows' | 'problem' | 'crash';
  detail: string;
  ms: number;
  peakMb: number;
};

/** Reads a file to its end and keeps nothing of it. */
export async function judgeFile({ bytes, fileName, limits }: Task): Promise<Verdict> {
  const begin = performance.now();
  const done = (outcome: Verdict['outcome'], detail: string): Verdict => ({
    outcome,
    detail,
    ms: performance.now() - begin,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  });
  try {
    let rows = 0;
    for await (const chunk of readTables(bytes, { fileName, limits })) rows += chunk.rows.length;
    return done('rows', String(rows));
  } catch (error) {
    if (error instanceof FileProblem) return done('problem', error.code);
    return done(
      'crash',
      error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    );
  }
}

/**
 * A process that does nothing but read files, so that its memory is the reader's and its death is noticed. A file that
 * takes longer than `timeoutMs` ends the process; the next file starts a new one.
 */
export class ReadingProcess {
  #child: ChildProcess | null = null;
  readonly #timeoutMs: number;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  async judge(
    bytes: Buffer,
    fileName: string,
    limits: Partial<TableLimits> = {},
  ): Promise<Verdict> {
    this.#child ??= fork(new URL(import.meta.url), { serialization: 'advanced', execArgv: HEAP });
    const child = this.#child;
    const stop = new AbortController();
    const timer = setTimeout(() => child.kill('SIGKILL'), this.#timeoutMs);
    try {
      child.send({ bytes, fileName, limits } satisfies Task);
      const [said] = await Promise.race([
        once(child, 'message', { signal: stop.signal }),
        once(child, 'exit', { signal: stop.signal }).then(() => [null]),
      ]);
      const verdict: Verdict | null = said;
      if (verdict !== null) return verdict;
      this.#child = null;
      return { outcome: 'crash', detail: 'the process ended', ms: this.#timeoutMs, peakMb: 0 };
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }

  close(): void {
    this.#child?.kill();
    this.#child = null;
  }
}

if (import.meta.main) {
  process.on('message', async (task: Task) => {
    process.send?.(await judgeFile({ ...task, bytes: Buffer.from(task.bytes) }));
  });
}
