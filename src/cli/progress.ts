/** Tells how far a long piece of work is. `done` from 0 to 1. */
export interface Progress {
  (done: number, what?: string): void;
}

interface Out {
  isTTY?: boolean;
  write(text: string): unknown;
}

const width = 30;
const everyMs = 100;

/** A bar on a terminal; elsewhere one line for every tenth. */
export function showProgress(out: Out, title: string): { tell: Progress; end(): void } {
  let lastAt = -Infinity;
  let lastTenth = -1;
  let line = '';
  const onTerminal: Progress = (done, what = '') => {
    const now = performance.now();
    if (done < 1 && now - lastAt < everyMs) return;
    lastAt = now;
    const full = Math.round(Math.min(1, done) * width);
    const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
    const next = `${title} ${bar} ${String(Math.floor(Math.min(1, done) * 100)).padStart(3)} %${what && `  ${what}`}`;
    out.write(`\r${next}${' '.repeat(Math.max(0, line.length - next.length))}`);
    line = next;
  };
  const onPipe: Progress = (done) => {
    const tenth = Math.floor(Math.min(1, done) * 10);
    if (tenth <= lastTenth) return;
    lastTenth = tenth;
    out.write(`${title} ${tenth * 10} %\n`);
  };
  return {
    tell: out.isTTY ? onTerminal : onPipe,
    end() {
      if (out.isTTY && line !== '') out.write('\n');
    },
  };
}
