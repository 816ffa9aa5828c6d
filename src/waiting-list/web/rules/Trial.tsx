import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatDay, formatNumber } from '../../../web/i18n/format.ts';
import { BarTable, type Column, DatePicker, DataTable, Disclosure } from '../../../web/ui/index.ts';
import type { Tried } from '../../contract.ts';
import { useToday, useWords } from '../code-words.ts';
import { InnerLink } from '../InnerLink.tsx';
import { Part } from '../request/Part.tsx';
import { useAsked } from '../use-waiting-list.ts';

export interface TrialProps {
  readonly version: string;
  /** The day whose list is asked. */
  readonly on: string;
  readonly onDay: (day: string | null) => void;
}

/** What rules would do to the list of a day: nothing is changed by it. */
export function Trial({ version, on, onDay }: TrialProps) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const query = useAsked<Tried>(`/rules/${encodeURIComponent(version)}/trial`, { on });
  return (
    <Part title={t('rules.trial.title', { version })}>
      <div className="wl-day vp-no-print">
        <DatePicker label={t('rules.trial.on')} value={on} onChange={onDay} max={today} />
      </div>
      <Answered query={query} failed={t('rules.trial.failed')} mend={t('rules.failedMend')}>
        {(tried) => <Result tried={tried} />}
      </Answered>
    </Part>
  );
}

function Result({ tried }: { readonly tried: Tried }) {
  const { t } = useTranslation('waiting-list');
  const moved = tried.passages
    .filter(({ from, to }) => from !== null && from !== to)
    .reduce((sum, { count }) => sum + count, 0);
  if (tried.requests === 0) return <p>{t('rules.trial.empty')}</p>;
  return (
    <>
      <p className="wl-big" role="status">
        {moved > 0
          ? t('rules.trial.moved', { count: moved, total: formatNumber(tried.requests) })
          : t('rules.trial.same', { day: formatDay(tried.on), count: tried.requests })}
      </p>
      <p className="vp-muted">
        {tried.against
          ? t('rules.trial.against', { version: tried.against })
          : t('rules.trial.againstNone')}
      </p>
      <Passages tried={tried} />
      <FirstCalls tried={tried} />
      {tried.movers.length > 0 ? (
        <Disclosure title={t('rules.trial.movers')}>{() => <Movers tried={tried} />}</Disclosure>
      ) : tried.against ? (
        <p>{t('rules.trial.nothing')}</p>
      ) : null}
    </>
  );
}

function Passages({ tried }: { readonly tried: Tried }) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const order = tried.passages.toSorted(
    (a, b) => Number(a.from === a.to) - Number(b.from === b.to) || b.count - a.count,
  );
  return (
    <div>
      <h3>{t('rules.trial.passages')}</h3>
      <BarTable
        caption={t('rules.trial.passages')}
        labelHeader={t('rules.trial.group')}
        valueHeader={t('rules.trial.count')}
        detailHeader={t('rules.trial.waiting')}
        rows={order.map(({ from, to, count, medianDays }) => ({
          id: `${from} ${to}`,
          label:
            from === null
              ? t('rules.trial.newIn', { to })
              : from === to
                ? t('rules.trial.stays', { to })
                : t('rules.trial.passage', { from, to }),
          value: count,
          words: formatNumber(count),
          part: from === to ? 0 : count,
          detail: t('rules.trial.median', { days: words.waiting(medianDays) }),
        }))}
      />
    </div>
  );
}

function FirstCalls({ tried }: { readonly tried: Tried }) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const rows = tried.firstCalls.filter(({ before, after }) => before > 0 || after > 0);
  return (
    <div>
      <h3>{t('rules.trial.firstCalls')}</h3>
      <BarTable
        caption={t('rules.trial.firstCalls')}
        labelHeader={t('rules.trial.group')}
        valueHeader={t('rules.trial.count')}
        rows={rows.flatMap(({ code, kind, before, after }) => {
          const name = kind === 'BAND' ? t('words.band', { band: code }) : words.lane({ code });
          return [
            ...(tried.against
              ? [
                  {
                    id: `${code} before`,
                    label: `${name}, ${t('rules.trial.before')}`,
                    value: before,
                    words: formatNumber(before),
                    part: 0,
                  },
                ]
              : []),
            {
              id: `${code} after`,
              label: `${name}, ${t('rules.trial.after')}`,
              value: after,
              words: formatNumber(after),
            },
          ];
        })}
      />
    </div>
  );
}

function Movers({ tried }: { readonly tried: Tried }) {
  const { t } = useTranslation('waiting-list');
  const columns: Column<Tried['movers'][number]>[] = [
    {
      id: 'child',
      header: t('rules.trial.child'),
      cell: ({ requestId, pseudonym }) => (
        <InnerLink href={`/wachtlijst/${requestId}`}>{pseudonym}</InnerLink>
      ),
    },
    {
      id: 'from',
      header: t('rules.trial.from'),
      align: 'end',
      cell: ({ before }) => formatNumber(before),
    },
    {
      id: 'to',
      header: t('rules.trial.to'),
      align: 'end',
      cell: ({ after }) => formatNumber(after),
    },
    {
      id: 'band',
      header: t('rules.trial.bandChange'),
      cell: ({ beforeBand, afterBand }) =>
        beforeBand === null || beforeBand === afterBand
          ? t('rules.trial.stays', { to: afterBand })
          : t('rules.trial.passage', { from: beforeBand, to: afterBand }),
    },
  ];
  return (
    <DataTable
      caption={t('rules.trial.movers')}
      columns={columns}
      rows={tried.movers}
      rowId={({ requestId }) => requestId}
      sort={null}
      onSort={() => {}}
    />
  );
}
