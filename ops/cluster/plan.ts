import { loginPassword, logins } from '../../src/platform/db/roles.ts';

/**
 * The cluster as data: who listens where, and the configuration files as text. Nothing here starts
 * anything or reads the clock, so that an operator can compare these files with their own.
 */
export interface ClusterPlan {
  /** Folder of everything that the cluster keeps. */
  dir: string;
  /** `strict`: a write is acknowledged when a second server has it, and waits when there is none. `off`: a control that may lose. */
  synchronous: 'strict' | 'off';
  etcd: { client: number; peer: number };
  /** Server that people's writes go to, whichever member that is now. */
  haproxy: { port: number; stats: number };
  pgbouncer: number;
  members: readonly Member[];
  secrets: ClusterSecrets;
  /** Where PostgreSQL's programs lie. */
  binDir: string;
}

export interface Member {
  name: string;
  port: number;
  /** Patroni's own HTTP port: who is primary. */
  rest: number;
}

export interface ClusterSecrets {
  superuser: string;
  replication: string;
  owner: string;
  /** DATABASE_ROLE_SECRET of the program. */
  roles: string;
}

/** Settings of every member that this program relies on; the rest is PostgreSQL's own. */
const parameters = {
  max_connections: 200,
  shared_buffers: '128MB',
  wal_level: 'replica',
  wal_keep_size: '256MB',
  max_wal_senders: 10,
  max_replication_slots: 10,
  hot_standby: 'on',
  wal_log_hints: 'on',
  // A standby that lost its primary looks for the next one at once, and does not sit with one that has fallen silent.
  wal_retrieve_retry_interval: '200ms',
  wal_receiver_timeout: '4s',
  wal_sender_timeout: '6s',
  synchronous_commit: 'on',
  // PgBouncer does not pass on what a client asks at log-in: the server's own value holds for everybody but the owner.
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '60s',
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 2,
  tcp_keepalives_count: 3,
  timezone: 'UTC',
  jit: 'off',
};

/**
 * Terms of Patroni. A server that dies is noticed by its own Patroni in a second; a whole machine that falls
 * silent after `ttl`. That may not be shorter than `loop_wait + 2 × retry_timeout`, nor than a watchdog's margin of
 * five seconds and two loops. Later versions than Debian's refuse less than 20 seconds: there a silent machine costs
 * half a minute.
 */
const terms = { ttl: 7, loop_wait: 1, retry_timeout: 3, primary_start_timeout: 0 };

/** patroni.yml of a member (JSON is YAML). */
export function patroniFile(plan: ClusterPlan, member: Member): string {
  const { secrets } = plan;
  const isStrict = plan.synchronous === 'strict';
  return JSON.stringify(
    {
      scope: 'vrijplaats',
      name: member.name,
      restapi: {
        listen: `127.0.0.1:${member.rest}`,
        connect_address: `127.0.0.1:${member.rest}`,
      },
      // Not etcd3: with it this version of Patroni lets a primary that was paused write its name over its successor's
      // (docs/decisions/0047-a-paused-primary.md). This one changes the key only where its own name still stands.
      etcd: { host: `127.0.0.1:${plan.etcd.client}` },
      bootstrap: {
        dcs: {
          ...terms,
          maximum_lag_on_failover: 1_048_576,
          synchronous_mode: isStrict,
          synchronous_mode_strict: isStrict,
          // Both standbys have each write: the one that is further takes over, and the other follows it as it is. With
          // one, the other may be further than the new primary, and must first be wound back: five seconds and more.
          synchronous_node_count: Math.max(1, plan.members.length - 1),
          postgresql: { use_pg_rewind: true, use_slots: true, parameters },
        },
        initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
      },
      postgresql: {
        listen: `127.0.0.1:${member.port}`,
        connect_address: `127.0.0.1:${member.port}`,
        data_dir: `${plan.dir}/${member.name}/data`,
        bin_dir: plan.binDir,
        pgpass: `${plan.dir}/${member.name}/pgpass`,
        authentication: {
          superuser: { username: 'postgres', password: secrets.superuser },
          replication: { username: 'replicator', password: secrets.replication },
        },
        pg_hba: [
          'host replication replicator 127.0.0.1/32 scram-sha-256',
          'host all all 127.0.0.1/32 scram-sha-256',
        ],
        parameters: { unix_socket_directories: '' },
        // A new member does not wait minutes for the primary's next checkpoint.
        basebackup: [{ checkpoint: 'fast' }],
      },
    },
    null,
    2,
  );
}

/** haproxy.cfg: only the member that Patroni calls primary gets connections; of one that is no longer, they are cut. */
export function haproxyFile(plan: ClusterPlan): string {
  const servers = plan.members.map(
    ({ name, port, rest }) => `  server ${name} 127.0.0.1:${port} check port ${rest}`,
  );
  return `${[
    'global',
    '  maxconn 2000',
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout check 1s',
    // A listener for changes may be silent for hours.
    '  timeout client 24h',
    '  timeout server 24h',
    'listen primary',
    `  bind 127.0.0.1:${plan.haproxy.port}`,
    '  option httpchk OPTIONS /primary',
    '  http-check expect status 200',
    '  option clitcpka',
    '  option srvtcpka',
    '  default-server inter 500ms fastinter 250ms downinter 500ms fall 2 rise 1 on-marked-down shutdown-sessions',
    ...servers,
    'listen stats',
    '  mode http',
    `  bind 127.0.0.1:${plan.haproxy.stats}`,
    '  stats enable',
    '  stats uri /',
  ].join('\n')}\n`;
}

/**
 * pgbouncer.ini. A session each: the program prepares statements and listens, which Debian's version
 * cannot share between transactions.
 */
export function pgbouncerFile(plan: ClusterPlan): string {
  return `${[
    '[databases]',
    `vrijplaats = host=127.0.0.1 port=${plan.haproxy.port} dbname=vrijplaats`,
    `vrijplaats_keys = host=127.0.0.1 port=${plan.haproxy.port} dbname=vrijplaats_keys`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${plan.pgbouncer}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${plan.dir}/pgbouncer/userlist.txt`,
    'pool_mode = session',
    'max_client_conn = 1000',
    'default_pool_size = 40',
    'server_reset_query = DISCARD ALL',
    'server_check_query = select 1',
    'server_check_delay = 1',
    'server_connect_timeout = 2',
    'server_login_retry = 1',
    'query_wait_timeout = 15',
    'ignore_startup_parameters = extra_float_digits,statement_timeout,idle_in_transaction_session_timeout',
    'admin_users = postgres',
    'stats_period = 60',
    'log_connections = 0',
    'log_disconnections = 0',
  ].join('\n')}\n`;
}

/** userlist.txt: the owner and every login of the program; readable by PgBouncer's account alone. */
export function userList({ secrets }: ClusterPlan): string {
  const users: [string, string][] = [
    ['vp_owner', secrets.owner],
    ['postgres', secrets.superuser],
    ...logins.map((login): [string, string] => [login, loginPassword(secrets.roles, login)]),
  ];
  return users.map(([name, password]) => `"${name}" "${password}"\n`).join('');
}

/** DATABASE_URL of the program. */
export const urlOf = ({ secrets, pgbouncer }: ClusterPlan): string =>
  `postgres://vp_owner:${secrets.owner}@127.0.0.1:${pgbouncer}/vrijplaats`;

/** A member itself, as superuser: for the set-up and for drills, never for the program. */
export const memberUrl = ({ secrets }: ClusterPlan, { port }: Member, database = 'vrijplaats') =>
  `postgres://postgres:${secrets.superuser}@127.0.0.1:${port}/${database}`;
