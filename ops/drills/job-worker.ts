import { openDatabase } from '../../src/platform/db/database.ts';
import { startJobs } from '../../src/platform/jobs/worker.ts';
import { drillJob, type Manner, type Step } from './job-steps.ts';

/** A worker of its own process, as the drill of jobs starts it: it kills itself at the step that it is told. */
const env = (name: string) => process.env[name] ?? '';
const url = env('DATABASE_URL');
const roleSecret = env('DATABASE_ROLE_SECRET');
const killAt = env('DRILL_KILL_AT') as Step | '';

const db = openDatabase({ url, roleSecret, poolSize: 2 });
await startJobs({
  url,
  roleSecret,
  db,
  jobs: [
    drillJob(env('DRILL_MANNER') as Manner, (step) => {
      if (step === killAt) process.kill(process.pid, 'SIGKILL');
      if (step === 'committed') process.stdout.write('done\n');
    }),
  ],
  timeZone: 'Europe/Brussels',
  log: { info: () => {}, error: () => {} },
  ...(env('DRILL_FREE_EVERY') && { freeEveryMs: Number(env('DRILL_FREE_EVERY')) }),
});
process.stdout.write('ready\n');
