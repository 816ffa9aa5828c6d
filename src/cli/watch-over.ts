import type { FastifyInstance } from 'fastify';
import { watchClocks } from '../platform/clock-watch.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db/database.ts';
import { serveMetrics } from '../platform/metrics/serve-metrics.ts';
import { openServerFigures } from '../platform/metrics/server-figures.ts';

/** Watches the clocks, and tells figures where a port is set for them. */
export async function watchOver(options: {
  config: Pick<Config, 'metricsPort' | 'walVolumeBytes'>;
  ownerUrl: string;
  db: Database;
  app: FastifyInstance;
}): Promise<{ stop(): Promise<void> }> {
  const { config, db, app } = options;
  const clocks = watchClocks({
    db,
    log: { error: (fields, message) => app.log.error(fields, message) },
  });
  if (config.metricsPort === null) return clocks;
  const server = openServerFigures(options.ownerUrl);
  const metrics = await serveMetrics(config.metricsPort, async () => ({
    ...app.standing(),
    database: db.figures(),
    server: await server.ask(),
    clocks: clocks.jumps(),
    walVolumeBytes: config.walVolumeBytes,
  }));
  app.log.info({ port: metrics.port }, 'figures are told at /metrics');
  return {
    async stop() {
      await metrics.stop();
      await server.close();
      await clocks.stop();
    },
  };
}
