import autocannon from 'autocannon';
import { sessionCookie } from '../../src/platform/auth/session-cookie.ts';
import { compare, type Measure } from '../measure.ts';
import { startServer } from '../server.ts';
import { openWorld } from '../world.ts';

const connections = 32;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const reads = [
  ['photo', '/api/capacity/photo'],
  ['search', '/api/capacity/search?module=STAY_O12&module=STAY_0_25&age=14'],
] as const;

/** Hot reads over HTTP with their line in the log of looks, against the same program without one. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  const logging = await startServer(world);
  const silent = await startServer({
    ownerUrl: world.ownerUrl,
    roleSecret: world.roleSecret,
    vaultKey: world.vaultKey,
    looks: false,
  });
  try {
    const { token } = await world.caller('AT');
    const headers = { cookie: `${sessionCookie}=${token}` };
    const at = async (origin: string, path: string) => {
      const result = await autocannon({
        url: `${origin}${path}`,
        headers,
        connections,
        duration: seconds,
      });
      if (result.non2xx > 0 || result.errors > 0)
        throw new Error(`${result.non2xx} answers were not 200`);
      return result.requests.average;
    };
    const lines: Measure[] = [];
    for (const [name, path] of reads)
      lines.push(
        await compare({
          row: 'looks',
          what: `${name} as AT over HTTP, 32 connections; reference: the same without a line`,
          scale,
          unit: 'per second',
          better: 'share',
          target: 0.9,
          rounds: 7,
          ours: () => at(logging.origin, path),
          reference: () => at(silent.origin, path),
        }),
      );
    return lines;
  } finally {
    logging.stop();
    silent.stop();
    await world.close();
  }
}
