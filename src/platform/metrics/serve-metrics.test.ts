import { expect, onTestFinished, test } from 'vitest';
import type { Figures } from './gather-metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const figures: Omit<Figures, 'process'> = {
  requests: { byLane: new Map([['urgent 2xx', 7]]), seconds: new Map([['urgent', 0.5]]) },
  gate: {
    busy: { urgent: 1, ordinary: 2, deferrable: 0 },
    queued: { urgent: 0, ordinary: 3, deferrable: 0 },
    refused: { urgent: 0, ordinary: 4, deferrable: 5 },
    limit: 12,
    queuedMs: 0,
  },
  database: {
    pools: [{ name: 'vp_at', open: 3, idle: 1, queued: 2 }],
    commitUnknown: 6,
  },
  server: {
    standbys: [{ name: 'm2', state: 'sync', lagBytes: 16 }],
    synchronous: true,
    walBytes: 250,
    archiveFailed: 0,
    archiveAgeSeconds: 12,
    connections: 9,
    jobs: { due: 1, failed: 0, oldestSeconds: 2 },
    audit: { unsealed: 3, oldestSeconds: 0.4 },
  },
  clocks: { program: 0, database: 1 },
  walVolumeBytes: 1_000,
};

async function tell(given: Omit<Figures, 'process'>) {
  const served = await serveMetrics(0, async () => given);
  onTestFinished(() => served.stop());
  return `http://127.0.0.1:${served.port}`;
}

test('tells every figure that an alert asks for', async () => {
  const text = await (await fetch(`${await tell(figures)}/metrics`)).text();
  for (const line of [
    'vrijplaats_requests_total{lane="urgent",status="2xx"} 7',
    'vrijplaats_shed_total{lane="deferrable"} 5',
    'vrijplaats_commit_unknown_total 6',
    'vrijplaats_pool_queued{pool="vp_at"} 2',
    'vrijplaats_standbys_synchronous 1',
    'vrijplaats_standby_lag_bytes{standby="m2"} 16',
    'vrijplaats_wal_part 0.25',
    'vrijplaats_jobs_oldest_seconds 2',
    'vrijplaats_audit_oldest_seconds 0.4',
    'vrijplaats_clock_jumps_total{whose="database"} 1',
    'vrijplaats_database_up 1',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(/^vrijplaats_resident_bytes \d+$/m);
});

test('says that the database is away, and nothing of what it then cannot know', async () => {
  const text = await (await fetch(`${await tell({ ...figures, server: null })}/metrics`)).text();
  expect(text).toContain('vrijplaats_database_up 0');
  expect(text).not.toMatch(/jobs|audit|standby|wal_/);
});

test('answers nothing else', async () => {
  const url = await tell(figures);
  expect((await fetch(`${url}/`)).status).toBe(404);
  expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
});
