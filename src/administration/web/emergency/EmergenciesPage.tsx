import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatClock, formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { Button, EmptyState, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import type { Emergencies, Reading, ReviewEmergency } from '../../emergency/contract.ts';
import { useList, useWrite } from '../use-administration.ts';
import './words.ts';
import '../administration.css';

interface Opened {
  readonly row: Reading;
  readonly verdict: ReviewEmergency['verdict'];
}
const reasons = ['DANGER', 'SAME_CHILD', 'DESK_UNREACHABLE', 'OTHER'] as const;
const reasonOf = (code: string) => reasons.find((each) => each === code) ?? 'OTHER';

/** Readings in an emergency: a second pair of eyes confirms each, or asks about it. */
export function EmergenciesPage() {
  const { t } = useTranslation('emergencies');
  const query = useList<Emergencies>('/api/administration/emergencies');
  const { data: areas } = useList<{ regions: { code: string; name: string }[] }>(
    '/api/region/areas',
  );
  const nameOf = (code: string) => areas?.regions.find((each) => each.code === code)?.name ?? code;
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <div className="ad-page ad-narrow">
      <header>
        <h1>{t('title')}</h1>
        <p className="vp-muted">{t('intro')}</p>
      </header>
      <Answered query={query} failed={t('failed')} mend={t('mend')}>
        {({ today, waiting, reviewed }) => (
          <>
            {waiting.length === 0 ? (
              <EmptyState level={2} title={t('none')}>
                {t('noneNext')}
              </EmptyState>
            ) : (
              <ul className="ad-list">
                {waiting.map((row) => (
                  <li key={row.id}>
                    <Words row={row} today={today} region={nameOf(row.region)} />
                    {row.isMine ? null : (
                      <div className="vp-actions">
                        <Button
                          look="primary"
                          onPress={() => setOpened({ row, verdict: 'CONFIRMED' })}
                        >
                          {t('confirm')}
                        </Button>
                        <Button onPress={() => setOpened({ row, verdict: 'QUESTIONED' })}>
                          {t('question')}
                        </Button>
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {reviewed.length > 0 ? (
              <section aria-labelledby="ad-reviewed">
                <h2 id="ad-reviewed">{t('reviewed')}</h2>
                <ul className="ad-list">
                  {reviewed.map((row) => (
                    <li key={row.id}>
                      <Words row={row} today={today} region={nameOf(row.region)} />
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        )}
      </Answered>
      {opened ? <ReviewDialog {...opened} onClose={() => setOpened(null)} /> : null}
    </div>
  );
}

interface WordsProps {
  readonly row: Reading;
  readonly today: string;
  /** The name of the region whose data were read. */
  readonly region: string;
}

function Words({ row, today, region }: WordsProps) {
  const { t } = useTranslation('emergencies');
  const by = row.reviewBy;
  return (
    <div>
      <p>
        <b>{row.by}</b>, {t('of', { region })}: {t(`reason.${reasonOf(row.reason)}`)}
      </p>
      <p>{row.words}</p>
      <p className="vp-muted">
        {t('between', { from: formatMoment(row.openedAt), until: formatClock(row.endsAt) })}
        {row.verdict === null
          ? ` · ${t(by < today ? 'late' : 'by', { day: formatDay(by) })}`
          : ` · ${t(`verdict.${row.verdict}`, { by: row.reviewedBy ?? '' })}`}
      </p>
      {row.reviewWords ? <p>{row.reviewWords}</p> : null}
    </div>
  );
}

function ReviewDialog({ row, verdict, onClose }: Opened & { readonly onClose: () => void }) {
  const { t } = useTranslation('emergencies');
  const { write, problem } = useWrite();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const asks = verdict === 'QUESTIONED';
  const isLacking = asks && words.trim() === '';
  const save = () => {
    setTried(true);
    if (isLacking) return;
    const body = { verdict, ...(words.trim() && { words: words.trim() }) };
    const path = `/api/administration/emergencies/${row.id}/review`;
    write.mutate({ path, body, said: t('said') }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={t(asks ? 'question' : 'confirm')}
      verb={t('save')}
      isPending={write.isPending}
      {...{ problem, onClose }}
      onSave={save}
    >
      <TextField
        label={t(asks ? 'ask' : 'note')}
        isRequired={asks}
        value={words}
        onChange={setWords}
        rows={3}
        maxLength={1000}
        error={isTried && isLacking ? t('askLacks') : null}
      />
    </FormDialog>
  );
}
