import type { ClockJumps } from '../clock-watch.ts';
import type { DatabaseFigures } from '../db/database.ts';
import type { GateCounts } from '../http/gate.ts';
import type { Metric } from './prometheus-text.ts';
import type { RequestCounts } from './request-counts.ts';
import type { ServerFigures } from './server-figures.ts';

/** How everything stands at one moment. */
export interface Figures {
  requests: RequestCounts;
  gate: GateCounts;
  database: DatabaseFigures;
  /** Null while the database does not answer. */
  server: ServerFigures | null;
  clocks: ClockJumps;
  /** Size of the volume of the log of changes, as it was set; null = nobody said. */
  walVolumeBytes: number | null;
  process: { residentBytes: number; uptimeSeconds: number; loopDelaySeconds: number };
}

const metric = (
  type: Metric['type'],
  name: string,
  help: string,
  samples: Metric['samples'],
): Metric => ({ name: `vrijplaats_${name}`, help, type, samples });
const gauge = (name: string, help: string, value: number | null): Metric =>
  metric('gauge', name, help, value === null ? [] : [{ value }]);

function ofRequests({ requests, gate }: Figures): Metric[] {
  const byLane = [...requests.byLane].map(([key, value]) => {
    const [lane = '', status = ''] = key.split(' ');
    return { labels: { lane, status }, value };
  });
  const ofLanes = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([lane, value]) => ({ labels: { lane }, value }));
  return [
    metric('counter', 'requests_total', 'Requests answered, by lane and status', byLane),
    metric(
      'counter',
      'request_seconds_total',
      'Time that answered requests took',
      [...requests.seconds].map(([lane, value]) => ({ labels: { lane }, value })),
    ),
    metric('counter', 'shed_total', 'Requests refused as too much, by lane', ofLanes(gate.refused)),
    metric('gauge', 'busy', 'Requests that are worked on now, by lane', ofLanes(gate.busy)),
    metric('gauge', 'queued', 'Requests that wait now, by lane', ofLanes(gate.queued)),
    gauge('room', 'Requests that are not urgent that may be worked on at once now', gate.limit),
  ];
}

function ofDatabase({ database, server }: Figures): Metric[] {
  const ofPools = (of: 'open' | 'idle' | 'queued') =>
    database.pools.map((pool) => ({ labels: { pool: pool.name }, value: pool[of] }));
  return [
    gauge('database_up', 'The database answers', server ? 1 : 0),
    metric('counter', 'commit_unknown_total', 'Commits of which nobody knows the outcome', [
      { value: database.commitUnknown },
    ]),
    metric('gauge', 'pool_open', 'Connections that are open, by pool', ofPools('open')),
    metric('gauge', 'pool_idle', 'Connections that have nothing to do, by pool', ofPools('idle')),
    metric(
      'gauge',
      'pool_queued',
      'Who asks for a connection and has none yet, by pool',
      ofPools('queued'),
    ),
    gauge('server_connections', 'Connections to the database', server?.connections ?? null),
  ];
}

function ofServer({ server, walVolumeBytes }: Figures): Metric[] {
  if (!server) return [];
  const { walBytes, standbys } = server;
  const part =
    walBytes !== null && walVolumeBytes !== null && walVolumeBytes > 0
      ? walBytes / walVolumeBytes
      : null;
  return [
    gauge('standbys', 'Servers that follow the primary', standbys.length),
    gauge(
      'standbys_synchronous',
      'Servers without whose copy no write is acknowledged',
      standbys.filter(({ state }) => state === 'sync' || state === 'quorum').length,
    ),
    gauge('synchronous', 'Writes wait for a second server', server.synchronous ? 1 : 0),
    metric(
      'gauge',
      'standby_lag_bytes',
      'What a standby has not applied yet',
      standbys
        .filter(({ lagBytes }) => lagBytes !== null)
        .map(({ name, lagBytes }) => ({ labels: { standby: name }, value: Number(lagBytes) })),
    ),
    gauge('wal_bytes', 'Size of the log of changes', walBytes),
    gauge('wal_part', 'Part of its volume that the log of changes takes', part),
    gauge('archive_age_seconds', 'Since the last segment was archived', server.archiveAgeSeconds),
    gauge('archive_failed', 'Segments that could not be archived', server.archiveFailed),
    gauge('jobs_due', 'Jobs that are due and wait', server.jobs.due),
    gauge('jobs_oldest_seconds', 'Age of the oldest job that is due', server.jobs.oldestSeconds),
    gauge('jobs_failed', 'Jobs that were given up', server.jobs.failed),
    gauge('audit_unsealed', 'Looks without a number in the log yet', server.audit.unsealed),
    gauge('audit_oldest_seconds', 'Age of the oldest of them', server.audit.oldestSeconds),
  ];
}

/** Every figure by its name: pure. Names are promised: alerts are written against them (docs/running.md). */
export function gatherMetrics(figures: Figures): Metric[] {
  const { clocks, process } = figures;
  return [
    ...ofRequests(figures),
    ...ofDatabase(figures),
    ...ofServer(figures),
    metric(
      'counter',
      'clock_jumps_total',
      'Times that a clock was set, by whose',
      Object.entries(clocks).map(([whose, value]) => ({ labels: { whose }, value })),
    ),
    gauge('resident_bytes', 'Memory of the program', process.residentBytes),
    gauge('uptime_seconds', 'Since the program started', process.uptimeSeconds),
    gauge('loop_delay_seconds', 'How late the program gets to its work', process.loopDelaySeconds),
  ];
}
