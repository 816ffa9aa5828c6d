import type { Database } from '../db/database.ts';

/** Work that is done by the clock of the wall, as data; each must be safe to do twice. */
export interface NightlyJob {
  /** Stable name, e.g. `settle-due`. */
  name: string;
  /** Local time of day, `HH:MM`, in the time zone of the installation; or every minute, which is not caught up. */
  at: string;
  /** Only on this day of the week: 1 = Monday … 7 = Sunday. */
  weekday?: number;
  /** Days of which a run that was missed is still caught up. */
  catchUpDays: number;
  run(db: Database): Promise<void>;
}

/** What `at` says of work that is done each minute. */
export const everyMinute = 'every minute';

const local = (zone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  });
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** True when a moment is the one at which the job is due, on the local clock. */
export function isDue(
  job: Pick<NightlyJob, 'at' | 'weekday'>,
  moment: Date,
  zone: string,
): boolean {
  if (job.at === everyMinute) return true;
  const parts = Object.fromEntries(
    local(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  if (`${parts['hour']}:${parts['minute']}` !== job.at) return false;
  return job.weekday === undefined || weekdays.indexOf(parts['weekday']!) + 1 === job.weekday;
}

/**
 * A cron pattern in UTC that holds every moment at which the job can be due, summer and winter; which
 * of them is the one, `isDue` says.
 */
export function cronPattern(job: Pick<NightlyJob, 'at'>): string {
  if (job.at === everyMinute) return '* * * * *';
  const [hour = 0, minute = 0] = job.at.split(':').map(Number);
  const hours = [(hour + 22) % 24, (hour + 23) % 24].sort((a, b) => a - b);
  return `${minute} ${hours.join(',')} * * *`;
}
