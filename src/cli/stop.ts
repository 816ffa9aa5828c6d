/** How long requests may take to finish before the process ends regardless. */
const graceMs = 10_000;

export interface Stopping {
  /** Aborted when the program is asked to stop. */
  signal: AbortSignal;
  asked: Promise<void>;
  /** From here on the clock runs: what does not end by itself is ended. */
  begin(): void;
}

/**
 * Waits for Ctrl-C or SIGTERM. A second signal, or the end of the grace, ends the process at once;
 * PostgreSQL then mends itself at the next start.
 */
export function untilAskedToStop(): Stopping {
  const stop = new AbortController();
  const asked = new Promise<void>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve()),
  );
  const ask = () => {
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  return {
    signal: stop.signal,
    asked,
    begin() {
      setTimeout(() => process.exit(1), graceMs + 10_000).unref();
    },
  };
}
