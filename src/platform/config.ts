import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartProblem } from './errors.ts';
import type { AdmissionSettings } from './http/admission.ts';

/** Where the checkout lies: the folder that holds package.json. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface Config {
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  /** Connection of the owner, used for migrations only; null = start the embedded server. */
  databaseUrl: string | null;
  /** Secret from which the passwords of the login roles are derived; null = kept in dataDir. */
  databaseRoleSecret: string | null;
  oidc: { issuer: string | null; clientId: string; clientSecret: string | null };
  session: { idleMinutes: number; absoluteHours: number };
  /** The server that takes our mail; null = nothing is sent. */
  mail: MailSettings | null;
  /** The keys under which push messages go out; null = none go. */
  push: PushSettings | null;
  /** Where the signed roots of the log of looks go, and the key that signs them. */
  audit: { folder: string; keyFile: string };
  /** The master keys of what is sealed, and the database of the keys of files; null = beside the main one. */
  vault: { keyFile: string; databaseUrl: string | null };
  logLevel: string;
  /** Port of this machine where figures are told to who watches over the program; null = nowhere. */
  metricsPort: number | null;
  /** Size of the volume of the database's log of changes, in bytes; null = nobody said. */
  walVolumeBytes: number | null;
  /** How long a server that is asked to stop says so before it does, in seconds. */
  stopNoticeSeconds: number;
  admission: AdmissionSettings;
  /** Changes a minute in a demo. */
  demoPace: number;
  demo: boolean;
}

/** How mail leaves the house. */
export interface MailSettings {
  host: string;
  port: number;
  /** Address that mail comes from. */
  from: string;
  /** `starttls`: begins plainly and must become TLS; `tls`: TLS from the first byte; `none`: a relay on one's own network. */
  tls: MailTls;
  user: string | null;
  password: string | null;
}
const mailTls = ['starttls', 'tls', 'none'] as const;
type MailTls = (typeof mailTls)[number];

/** How push messages leave the house: VAPID keys, and the push services that we knock at. */
export interface PushSettings {
  publicKey: string;
  privateKey: string;
  /** Whom a push service can write to: an address that begins with mailto: or https: */
  subject: string;
  /** Hosts of push services; `*.` stands for any name before it. */
  hosts: readonly string[];
}
/** The push services of Chrome, Firefox, Safari and Edge. */
const usualPushHosts =
  'fcm.googleapis.com,updates.push.services.mozilla.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com';

interface Variable {
  name: string;
  fallback: string;
  meaning: string;
}

/** Every variable that the program reads; README's table is made from this list. */
export const variables: readonly Variable[] = [
  { name: 'HOST', fallback: 'localhost', meaning: 'Address to listen on' },
  { name: 'PORT', fallback: '3000', meaning: 'Port of the web server' },
  {
    name: 'PUBLIC_URL',
    fallback: 'http://localhost:PORT',
    meaning: 'Address that people type; https behind a proxy',
  },
  {
    name: 'VRIJPLAATS_DATA',
    fallback: '.data in the checkout; as root /var/lib/vrijplaats/…',
    meaning: 'Folder of the embedded database',
  },
  {
    name: 'DATABASE_URL',
    fallback: '(embedded PostgreSQL)',
    meaning: 'PostgreSQL 15 or later: the owner of the database, with CREATEROLE',
  },
  {
    name: 'DATABASE_ROLE_SECRET',
    fallback: '(made at first start)',
    meaning: 'Secret behind the passwords of the login roles; required with DATABASE_URL',
  },
  {
    name: 'OIDC_ISSUER',
    fallback: '(embedded, with demo people)',
    meaning: 'Issuer of the identity provider',
  },
  { name: 'OIDC_CLIENT_ID', fallback: 'vrijplaats', meaning: 'Client id at the issuer' },
  {
    name: 'OIDC_CLIENT_SECRET',
    fallback: '(made at first start)',
    meaning: 'Client secret; required with OIDC_ISSUER',
  },
  {
    name: 'SESSION_IDLE_MINUTES',
    fallback: '15',
    meaning: 'A session without activity ends after this many minutes',
  },
  {
    name: 'SESSION_ABSOLUTE_HOURS',
    fallback: '8',
    meaning: 'A session ends after this many hours, active or not',
  },
  {
    name: 'DEMO_PACE',
    fallback: '12',
    meaning: 'Changes a minute that the demo’s people make by themselves; 0 keeps the demo still',
  },
  {
    name: 'SMTP_HOST',
    fallback: '(no mail is sent)',
    meaning: 'Server that takes our mail; in a demo nothing is sent whatever it says',
  },
  { name: 'SMTP_PORT', fallback: '587', meaning: 'Its port' },
  {
    name: 'SMTP_TLS',
    fallback: 'starttls',
    meaning:
      'starttls, tls (from the first byte, often port 465) or none (a relay on one’s own network)',
  },
  {
    name: 'SMTP_FROM',
    fallback: '(required with SMTP_HOST)',
    meaning: 'Address that mail comes from',
  },
  { name: 'SMTP_USER', fallback: '(no log-in)', meaning: 'Name at the mail server' },
  { name: 'SMTP_PASSWORD', fallback: '(no log-in)', meaning: 'Password at the mail server' },
  {
    name: 'VAPID_PUBLIC_KEY',
    fallback: '(no push messages are sent)',
    meaning: 'Public key of push messages, made with `npx web-push generate-vapid-keys`',
  },
  {
    name: 'VAPID_PRIVATE_KEY',
    fallback: '(required with VAPID_PUBLIC_KEY)',
    meaning: 'Its private key',
  },
  {
    name: 'VAPID_SUBJECT',
    fallback: '(required with VAPID_PUBLIC_KEY)',
    meaning: 'Whom a push service can write to: mailto:… or https://…',
  },
  {
    name: 'PUSH_HOSTS',
    fallback: '(Chrome, Firefox, Safari and Edge)',
    meaning: 'Hosts of push services that are allowed, with commas between',
  },
  {
    name: 'REQUESTS_AT_ONCE',
    fallback: '12',
    meaning:
      'Requests that are worked on at once; what is more waits a moment or is asked to come back',
  },
  {
    name: 'URGENT_AT_ONCE',
    fallback: '8',
    meaning: 'Urgent requests that are worked on at once, beside those',
  },
  {
    name: 'AUDIT_FOLDER',
    fallback: '(audit in the data folder)',
    meaning:
      'Where the signed roots of the log of looks are written: a disk that the account of the database cannot write to',
  },
  {
    name: 'AUDIT_KEY',
    fallback: '(made at first start)',
    meaning: 'File with the Ed25519 key that signs them (PEM); keep a copy of it elsewhere',
  },
  {
    name: 'METRICS_PORT',
    fallback: '(no metrics)',
    meaning: 'Port on 127.0.0.1 where `/metrics` tells figures in the form of Prometheus',
  },
  {
    name: 'WAL_VOLUME_MB',
    fallback: '(not told)',
    meaning: 'Size of the volume of PostgreSQL’s pg_wal, so that metrics can say how full it is',
  },
  {
    name: 'STOP_NOTICE_SECONDS',
    fallback: '0',
    meaning:
      'How long `/ready` says no before the server stops, so that a proxy sends people elsewhere first',
  },
  {
    name: 'VAULT_KEY',
    fallback: '(vault-key in the data folder, made at first start)',
    meaning:
      'File with the master keys that names and notes are sealed under: not on the disk of the database; keep a copy of it elsewhere',
  },
  {
    name: 'VAULT_DATABASE_URL',
    fallback: '(a database beside the main one, its name with _keys)',
    meaning:
      'Database of the keys of files, with backups of its own that are kept for a short time',
  },
  {
    name: 'LOG_LEVEL',
    fallback: 'info',
    meaning: 'trace, debug, info, warn, error, fatal or silent',
  },
  {
    name: 'CHROMIUM',
    fallback: '(the system’s)',
    meaning: 'Chromium for the browser tests',
  },
];

function whole(
  env: NodeJS.ProcessEnv,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new StartProblem(
      `${name} is "${text}"; it must be a whole number from ${min} to ${max}.`,
    );
  }
  return value;
}

function url(env: NodeJS.ProcessEnv, name: string, protocols: string[]): string | null {
  const text = env[name];
  if (!text) return null;
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (!parsed || !protocols.includes(parsed.protocol)) {
    throw new StartProblem(
      `${name} is not an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );
  }
  return text.replace(/\/$/, '');
}

function mailSettings(env: NodeJS.ProcessEnv): MailSettings | null {
  const host = env['SMTP_HOST'];
  if (!host) return null;
  const from = env['SMTP_FROM'] ?? '';
  if (!/^[^\s@<>,;:"]+@[A-Za-z0-9.-]+$/.test(from)) {
    throw new StartProblem(
      'SMTP_HOST is set, so SMTP_FROM must be an address such as vrijplaats@example.org.',
    );
  }
  const tls = mailTls.find((each) => each === (env['SMTP_TLS'] || 'starttls'));
  if (!tls) {
    throw new StartProblem(`SMTP_TLS is "${env['SMTP_TLS']}"; it must be ${mailTls.join(', ')}.`);
  }
  if (!env['SMTP_USER'] !== !env['SMTP_PASSWORD']) {
    throw new StartProblem('SMTP_USER and SMTP_PASSWORD come together or not at all.');
  }
  return {
    host,
    port: whole(env, 'SMTP_PORT', 587, 1, 65535),
    from,
    tls,
    user: env['SMTP_USER'] || null,
    password: env['SMTP_PASSWORD'] || null,
  };
}

function pushSettings(env: NodeJS.ProcessEnv): PushSettings | null {
  const publicKey = env['VAPID_PUBLIC_KEY'];
  if (!publicKey) return null;
  const privateKey = env['VAPID_PRIVATE_KEY'] ?? '';
  const subject = env['VAPID_SUBJECT'] ?? '';
  if (!/^[A-Za-z0-9_-]{87}$/.test(publicKey) || !/^[A-Za-z0-9_-]{43}$/.test(privateKey)) {
    throw new StartProblem(
      'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY must be a pair as `npx web-push generate-vapid-keys` makes it.',
    );
  }
  if (!/^(mailto:\S+@\S+|https:\/\/\S+)$/.test(subject)) {
    throw new StartProblem('VAPID_SUBJECT must begin with mailto: or https://.');
  }
  const hosts = (env['PUSH_HOSTS'] || usualPushHosts).split(',').map((host) => host.trim());
  return { publicKey, privateKey, subject, hosts };
}

/** Root keeps its data where the database's own user can reach it, even for a checkout under a closed folder. */
export function defaultDataDir(uid: number | undefined, root: string): string {
  if (uid !== 0) return join(root, '.data');
  const mark = createHash('sha256').update(root).digest('hex').slice(0, 8);
  return join('/var/lib/vrijplaats', `${basename(root) || 'root'}-${mark}`);
}

/**
 * Reads and checks the environment. Throws a StartProblem that names the variable and what it must be.
 */
export function readConfig(env: NodeJS.ProcessEnv, options: { demo: boolean }): Config {
  const port = whole(env, 'PORT', 3000, 0, 65535);
  const host = env['HOST'] || 'localhost';
  const databaseUrl = url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  const issuer = url(env, 'OIDC_ISSUER', ['https:', 'http:']);
  if (databaseUrl && !env['DATABASE_ROLE_SECRET']) {
    throw new StartProblem(
      'DATABASE_URL is set, so DATABASE_ROLE_SECRET must be too: a random text of 32 characters or more.',
    );
  }
  if (env['DATABASE_ROLE_SECRET'] && env['DATABASE_ROLE_SECRET'].length < 32) {
    throw new StartProblem('DATABASE_ROLE_SECRET is shorter than 32 characters.');
  }
  if (issuer && !env['OIDC_CLIENT_SECRET']) {
    throw new StartProblem('OIDC_ISSUER is set, so OIDC_CLIENT_SECRET must be too.');
  }
  const level = env['LOG_LEVEL'] || 'info';
  if (!['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].includes(level)) {
    throw new StartProblem(
      `LOG_LEVEL is "${level}"; it must be trace, debug, info, warn, error, fatal or silent.`,
    );
  }
  const root = projectRoot;
  const dataDir = env['VRIJPLAATS_DATA']
    ? resolve(env['VRIJPLAATS_DATA'].replace(/^~(?=\/|$)/, homedir()))
    : defaultDataDir(process.getuid?.(), root);
  return {
    host,
    port,
    publicUrl: url(env, 'PUBLIC_URL', ['https:', 'http:']) ?? `http://localhost:${port}`,
    dataDir,
    databaseUrl,
    databaseRoleSecret: env['DATABASE_ROLE_SECRET'] || null,
    oidc: {
      issuer,
      clientId: env['OIDC_CLIENT_ID'] || 'vrijplaats',
      clientSecret: env['OIDC_CLIENT_SECRET'] || null,
    },
    session: {
      idleMinutes: whole(env, 'SESSION_IDLE_MINUTES', 15, 1, 60),
      absoluteHours: whole(env, 'SESSION_ABSOLUTE_HOURS', 8, 1, 12),
    },
    mail: mailSettings(env),
    push: pushSettings(env),
    audit: {
      folder: resolve(env['AUDIT_FOLDER'] || join(dataDir, 'audit')),
      keyFile: resolve(env['AUDIT_KEY'] || join(dataDir, 'audit-key.pem')),
    },
    vault: {
      keyFile: resolve(env['VAULT_KEY'] || join(dataDir, 'vault-key')),
      databaseUrl: url(env, 'VAULT_DATABASE_URL', ['postgres:', 'postgresql:']),
    },
    logLevel: level,
    metricsPort: whole(env, 'METRICS_PORT', 0, 0, 65535) || null,
    walVolumeBytes: whole(env, 'WAL_VOLUME_MB', 0, 0, 100_000_000) * 1_000_000 || null,
    stopNoticeSeconds: whole(env, 'STOP_NOTICE_SECONDS', 0, 0, 8),
    admission: {
      atOnce: whole(env, 'REQUESTS_AT_ONCE', 12, 1, 1000),
      urgentAtOnce: whole(env, 'URGENT_AT_ONCE', 8, 1, 1000),
    },
    demoPace: whole(env, 'DEMO_PACE', 12, 0, 600),
    demo: options.demo,
  };
}
