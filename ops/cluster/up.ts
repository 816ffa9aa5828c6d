import { parseArgs } from 'node:util';
import { StartProblem } from '../../src/platform/errors.ts';
import { startCluster } from './cluster.ts';

/** `node ops/cluster/up.ts [--dir FOLDER] [--members N]`: the cluster on loopback, until Ctrl-C. */
const { values } = parseArgs({
  options: { dir: { type: 'string' }, members: { type: 'string' } },
});
const dir = values.dir ?? '/var/lib/vrijplaats-cluster';
try {
  const cluster = await startCluster({ dir, members: Number(values.members ?? 3) });
  const primary = await cluster.primary();
  process.stdout.write(
    [
      `The cluster runs: ${primary?.name} takes writes, ${(await cluster.synchronous()).join(', ')} has each of them too.`,
      '',
      `DATABASE_URL=${cluster.url}`,
      `DATABASE_ROLE_SECRET=${cluster.roleSecret}`,
      '',
      `patronictl -c ${dir}/m1/patroni.json list`,
      'Ctrl-C stops it; the next start makes a new one.',
      '',
    ].join('\n'),
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await cluster.stop();
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
