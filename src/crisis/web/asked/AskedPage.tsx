import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatAge } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, EmptyState } from '../../../web/ui/index.ts';
import type { AskedOfPartner } from '../../contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { ReasonGroup } from '../ReasonGroup.tsx';
import { useChildWords, useMomentWords } from '../crisis-words.ts';
import { useAnewOn, useAsked, useWrite } from '../use-crisis.ts';
import '../crisis.css';

type Row = AskedOfPartner['rows'][number];
interface Answering {
  readonly row: Row;
  readonly answer: 'YES' | 'NO';
}

/** What crisis desks ask of one's organisation: yes or no, in two taps. */
export function AskedPage() {
  const { t } = useTranslation('crisis');
  const query = useAsked<AskedOfPartner>('/asked');
  const [answering, setAnswering] = useState<Answering | null>(null);
  useAnewOn('notices');
  return (
    <div className="cr-page">
      <header>
        <h1>{t('asked.title')}</h1>
        <p className="vp-muted">{t('asked.intro')}</p>
      </header>
      <Answered query={query} failed={t('asked.failed')} mend={t('desk.failedMend')}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState level={2} title={t('asked.none')}>
              {t('asked.noneNext')}
            </EmptyState>
          ) : (
            <ul className="cr-cards">
              {rows.map((row) => (
                <AskedCard
                  key={row.id}
                  row={row}
                  onAnswer={(answer) => setAnswering({ row, answer })}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      {answering ? <AnswerAsked {...answering} onClose={() => setAnswering(null)} /> : null}
    </div>
  );
}

function AskedCard({
  row,
  onAnswer,
}: {
  readonly row: Row;
  readonly onAnswer: (answer: 'YES' | 'NO') => void;
}) {
  const { t } = useTranslation('crisis');
  const now = useNow();
  const child = useChildWords();
  const moment = useMomentWords();
  const isLate = Date.parse(row.dueAt) <= now;
  return (
    <li className="cr-card" data-tone={isLate ? 'late' : 'today'}>
      <h2 className="cr-card-title">
        {t(`code.help.${row.kind}`)}: {child(row)}
      </h2>
      <p className="cr-clock" data-tone={isLate ? 'late' : 'today'}>
        {t(isLate ? 'asked.late' : 'asked.by', { at: moment(row.dueAt) })}
      </p>
      <p className="cr-small">
        {[
          t('asked.age', { age: formatAge(row.askedAt, now) }),
          row.unsafety === 'NONE' ? null : t(`code.unsafety.${row.unsafety}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="cr-acts vp-no-print">
        <Button look="primary" onPress={() => onAnswer('YES')}>
          {t('asked.yes')}
        </Button>
        <Button onPress={() => onAnswer('NO')}>{t('asked.no')}</Button>
      </div>
    </li>
  );
}

function AnswerAsked({ row, answer, onClose }: Answering & { readonly onClose: () => void }) {
  const { t } = useTranslation('crisis');
  const child = useChildWords();
  const { send, isPending, problem } = useWrite();
  const [reason, setReason] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (answer === 'NO' && reason === null) return;
    const body = answer === 'NO' ? { answer, reason } : { answer };
    const done = await send({
      path: `/attempts/${row.id}/answer`,
      body,
      said: t('said.answerSent'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t(answer === 'YES' ? 'asked.yes' : 'asked.no')}
      verb={t('asked.send')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p>
        {t(`code.help.${row.kind}`)}: {child(row)}
      </p>
      {answer === 'YES' ? (
        <p>{t('asked.yesWords')}</p>
      ) : (
        <ReasonGroup
          value={reason}
          onChange={setReason}
          error={isTried && reason === null ? t('form.required') : null}
        />
      )}
    </FormDialog>
  );
}
