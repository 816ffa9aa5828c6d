import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { Button, EmptyState } from '../../../web/ui/index.ts';
import type { FollowUp, FollowUps } from '../../follow-up/contract.ts';
import { useChildWords } from '../crisis-words.ts';
import { useAnewOn, useAsked } from '../use-crisis.ts';
import { FollowUpDialog } from './FollowUpDialog.tsx';
import './words.ts';
import '../crisis.css';

type Act = 'change' | 'close';

/** Young people after an emergency ward or a forced admission: who looks how they are, by which day. */
export function FollowUpsPage() {
  const { t } = useTranslation('crisis-around');
  const query = useAsked<FollowUps>('/follow-ups');
  const [opened, setOpened] = useState<{ row: FollowUp; act: Act } | null>(null);
  useAnewOn('crisis');
  return (
    <div className="cr-page">
      <header>
        <h1>{t('followUp.title')}</h1>
        <p className="vp-muted">{t('followUp.intro')}</p>
      </header>
      <Answered query={query} failed={t('followUp.failed')} mend={t('again')} lines={8}>
        {(data) => <Lists data={data} onAct={(row, act) => setOpened({ row, act })} />}
      </Answered>
      {opened ? <FollowUpDialog {...opened} onClose={() => setOpened(null)} /> : null}
    </div>
  );
}

interface ListsProps {
  readonly data: FollowUps;
  readonly onAct: (row: FollowUp, act: Act) => void;
}

function Lists({ data, onAct }: ListsProps) {
  const { t } = useTranslation('crisis-around');
  const groups = [
    ['late', data.open.filter(({ dueOn }) => dueOn < data.today)],
    ['open', data.open.filter(({ dueOn }) => dueOn >= data.today)],
    ['done', data.done],
  ] as const;
  return (
    <>
      {data.open.length === 0 ? (
        <EmptyState level={2} title={t('followUp.none')}>
          {t('followUp.noneNext')}
        </EmptyState>
      ) : null}
      {groups
        .filter(([, rows]) => rows.length > 0)
        .map(([group, rows]) => (
          <section key={group} className="cr-group" aria-labelledby={`cr-fu-${group}`}>
            <h2 id={`cr-fu-${group}`}>
              {t(`followUp.${group}`)} <span className="cr-count">{rows.length}</span>
            </h2>
            <ul className="cr-cards cr-grid">
              {rows.map((row) => (
                <FollowUpCard key={row.id} row={row} isLate={group === 'late'} onAct={onAct} />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

interface CardProps {
  readonly row: FollowUp;
  readonly isLate: boolean;
  readonly onAct: (row: FollowUp, act: Act) => void;
}

function FollowUpCard({ row, isLate, onAct }: CardProps) {
  const { t } = useTranslation('crisis-around');
  const child = useChildWords();
  const { outcome, doneAt, owner } = row;
  return (
    <li className="cr-card" data-tone={isLate ? 'late' : undefined}>
      <h3>{row.name ?? child(row)}</h3>
      <p>
        {t(`after.${row.after}`)}, {t('followUp.due', { day: formatDay(row.dueOn) })}
      </p>
      <p className="cr-small">
        {[
          row.name ? child(row) : row.pseudonym,
          t('followUp.number', { number: row.number }),
          owner ? t('followUp.owner', { owner }) : t('followUp.noOwner'),
        ].join(' · ')}
      </p>
      {outcome && doneAt ? (
        <p>
          {t('followUp.doneBy', {
            outcome: t(`outcome.${outcome}`),
            who: row.doneBy ?? '',
            at: formatMoment(doneAt),
          })}
        </p>
      ) : (
        <div className="cr-acts vp-no-print">
          <Button look="primary" onPress={() => onAct(row, 'close')}>
            {t('followUp.close')}
          </Button>
          <Button onPress={() => onAct(row, 'change')}>{t('followUp.change')}</Button>
        </div>
      )}
    </li>
  );
}
