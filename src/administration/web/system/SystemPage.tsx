import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatMoment, formatNumber } from '../../../web/i18n/format.ts';
import { Banner, EmptyState } from '../../../web/ui/index.ts';
import type { SystemState } from '../../system/contract.ts';
import { useList } from '../use-administration.ts';
import './words.ts';
import '../administration.css';

const MINUTE_MS = 60_000;
/** So long after the last line was signed, or while so many wait, somebody should look. */
const signedWithin = 10 * MINUTE_MS;
const mostUnsealed = 10_000;

/** What is not as it should be, by the code of its words. */
function troubles({ now, log, jobs, backup }: SystemState) {
  const at = Date.parse(now);
  const found: ('unsigned' | 'unsealed' | 'changed' | 'jobs' | 'backup')[] = [];
  if (log.lines > 0 && (!log.signedAt || at - Date.parse(log.signedAt) > signedWithin))
    found.push('unsigned');
  if (log.unsealed > mostUnsealed) found.push('unsealed');
  if (log.problems) found.push('changed');
  if (jobs.some(isFailing)) found.push('jobs');
  if (backup.failedAt && (!backup.putAwayAt || backup.failedAt > backup.putAwayAt))
    found.push('backup');
  return found;
}

const isFailing = ({ doneAt, failedAt }: SystemState['jobs'][number]) =>
  failedAt !== null && (doneAt === null || failedAt > doneAt);

/** Whether the program does what it should, for who keeps the machine: no content, no names. */
export function SystemPage() {
  const { t } = useTranslation('system');
  const query = useList<SystemState>('/api/system');
  return (
    <div className="ad-page ad-narrow">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted">{t('intro')}</p>
      </header>
      <Answered query={query} failed={t('failed')} mend={t('mend')}>
        {(state) => (
          <>
            <Verdict state={state} />
            <LogPart state={state} />
            <JobsPart state={state} />
            <BackupPart state={state} />
          </>
        )}
      </Answered>
    </div>
  );
}

interface PartProps {
  readonly state: SystemState;
}

function Verdict({ state }: PartProps) {
  const { t } = useTranslation('system');
  const found = troubles(state);
  if (found.length === 0)
    return <Banner tone="good">{t('good', { at: formatMoment(state.now) })}</Banner>;
  return found.map((code) => (
    <Banner key={code} tone="caution">
      {t(`trouble.${code}`)}
    </Banner>
  ));
}

function LogPart({ state: { log } }: PartProps) {
  const { t } = useTranslation('system');
  const rows = [
    [t('log.lines'), formatNumber(log.lines)],
    [t('log.lastAt'), log.lastAt ? formatMoment(log.lastAt) : t('never')],
    [t('log.unsealed'), formatNumber(log.unsealed)],
    [t('log.signedAt'), log.signedAt ? formatMoment(log.signedAt) : t('never')],
    [t('log.signedTo'), log.signedTo === null ? t('never') : formatNumber(log.signedTo)],
    [t('log.root'), log.root ?? t('never')],
    [
      t('log.verifiedAt'),
      log.verifiedAt
        ? t('log.verified', {
            at: formatMoment(log.verifiedAt),
            lines: formatNumber(log.verifiedLines ?? 0),
            count: log.problems ?? 0,
          })
        : t('log.notVerified'),
    ],
  ];
  return (
    <section aria-labelledby="sy-log">
      <h2 id="sy-log">{t('log.title')}</h2>
      <ul className="ad-list">
        {rows.map(([label, value]) => (
          <li key={label}>
            <div>{label}</div>
            <b>{value}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function JobsPart({ state: { jobs } }: PartProps) {
  const { t } = useTranslation('system');
  return (
    <section aria-labelledby="sy-jobs">
      <h2 id="sy-jobs">{t('jobs.title')}</h2>
      {jobs.length === 0 ? (
        <EmptyState level={3} title={t('jobs.none')}>
          {t('jobs.noneNext')}
        </EmptyState>
      ) : (
        <ul className="ad-list">
          {jobs.map((job) => (
            <li key={job.name}>
              <div>{job.name}</div>
              <span>
                {isFailing(job)
                  ? t('jobs.failed', { at: formatMoment(job.failedAt ?? '') })
                  : t('jobs.done', { at: formatMoment(job.doneAt ?? '') })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function BackupPart({ state: { backup } }: PartProps) {
  const { t } = useTranslation('system');
  return (
    <section aria-labelledby="sy-backup">
      <h2 id="sy-backup">{t('backup.title')}</h2>
      <p>
        {backup.archiving
          ? backup.putAwayAt
            ? t('backup.at', { at: formatMoment(backup.putAwayAt) })
            : t('backup.notYet')
          : t('backup.off')}
      </p>
      {backup.failedAt ? <p>{t('backup.failed', { at: formatMoment(backup.failedAt) })}</p> : null}
    </section>
  );
}
