/**
 * pgbackrest.conf as data: an encrypted repository, full and incremental backups, and the archive of the log of
 * changes. The same file serves the drill and, with other paths, an installation (docs/running.md).
 */
export interface BackupPlan {
  stanza: string;
  /** Where the repository lies: in earnest another machine, or object storage. */
  repository: string;
  /** The passphrase of the repository. Who loses it has no backup: keep it where the backup is not. */
  passphrase: string;
  dataDir: string;
  port: number;
  socketDir: string;
  /** Folder of logs, locks and the spool. */
  workDir: string;
}

/** How long what is kept, and how thoroughly it is checked. */
const kept = { full: 4, differential: 14 };

export function backupFile(plan: BackupPlan): string {
  return `${[
    '[global]',
    `repo1-path=${plan.repository}`,
    'repo1-cipher-type=aes-256-cbc',
    `repo1-cipher-pass=${plan.passphrase}`,
    `repo1-retention-full=${kept.full}`,
    `repo1-retention-diff=${kept.differential}`,
    'repo1-bundle=y',
    'compress-type=lz4',
    'process-max=2',
    'start-fast=y',
    // Each page's checksum is looked at while it is copied: damage is told before a person reads it.
    'checksum-page=y',
    'archive-timeout=60',
    // Segments are fetched before they are asked for: most of a restore is going through the log again.
    'archive-async=y',
    'archive-get-queue-max=512MiB',
    `log-path=${plan.workDir}/log`,
    `lock-path=${plan.workDir}/lock`,
    `spool-path=${plan.workDir}/spool`,
    'log-level-console=warn',
    'log-level-file=info',
    `[${plan.stanza}]`,
    `pg1-path=${plan.dataDir}`,
    `pg1-port=${plan.port}`,
    `pg1-socket-path=${plan.socketDir}`,
  ].join('\n')}\n`;
}

/** What the server must be told so that every change is archived within a minute. */
export const archiveSettings = (configFile: string, stanza: string): Record<string, string> => ({
  archive_mode: 'on',
  archive_command: `/usr/bin/pgbackrest --config=${configFile} --stanza=${stanza} archive-push %p`,
  archive_timeout: '60s',
});
