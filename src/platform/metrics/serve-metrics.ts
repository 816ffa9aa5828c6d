import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Figures, gatherMetrics } from './gather-metrics.ts';
import { prometheusText, textType } from './prometheus-text.ts';

const host = '127.0.0.1';

/**
 * `/metrics` on a port of its own that only this machine reaches: figures of the whole installation are for
 * whoever runs it, not for who uses it.
 * @param ask how everything stands now
 */
export async function serveMetrics(
  port: number,
  ask: () => Promise<Omit<Figures, 'process'>>,
): Promise<{ port: number; stop(): Promise<void> }> {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    ask().then(
      (figures) => {
        const process_ = {
          residentBytes: process.memoryUsage.rss(),
          uptimeSeconds: Math.round(process.uptime()),
          loopDelaySeconds: Math.max(0, delay.percentile(99) / 1e9 - 0.02),
        };
        delay.reset();
        response
          .writeHead(200, { 'content-type': textType })
          .end(prometheusText(gatherMetrics({ ...figures, process: process_ })));
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async stop() {
      delay.disable();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
