import { openRootSigner, type RootSigner } from '../platform/audit/sign-roots.ts';
import {
  openStatements,
  signingKey,
  type StatementFolder,
} from '../platform/audit/statement-folder.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db/database.ts';
import { noteRun } from '../platform/jobs/note-runs.ts';
import { everyMinute, type NightlyJob } from '../platform/jobs/nightly-job.ts';

/** The log of looks of this installation: its statements, who signs them, and the job that does it each minute. */
export function auditOf(options: {
  config: Pick<Config, 'audit'>;
  db: Database;
  instanceId: string;
}): { folder: StatementFolder; signer: RootSigner; job: NightlyJob } {
  const { config, db, instanceId } = options;
  const folder = openStatements(config.audit.folder, instanceId);
  const signer = openRootSigner({
    db,
    folder,
    privateKey: signingKey(config.audit.keyFile),
    instanceId,
    now: () => new Date(),
  });
  const job: NightlyJob = {
    name: 'sign-roots',
    at: everyMinute,
    catchUpDays: 0,
    async run(ofJobs) {
      await signer.sign();
      const said = folder.read().at(-1)?.statement;
      if (said?.kind === 'ROOT')
        await noteRun(ofJobs, 'sign-roots', true, { last: said.last, root: said.root });
    },
  };
  return { folder, signer, job };
}
