import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { dayOf, formatDay } from '../../../web/i18n/format.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { Button, EmptyState, LinkButton, RadioGroup, TextField } from '../../../web/ui/index.ts';
import { outcomes } from '../../codes.ts';
import type { Questions } from '../../team/contract.ts';
import { useKept, useWrite } from '../use-dossier.ts';
import './words.ts';
import '../dossier.css';

type Row = Questions['rows'][number];

/** What people asked about files of one's region: open ones by their term, then what was answered. */
export function QuestionsPage() {
  const { t } = useTranslation('dossier-team');
  const query = useKept<Questions>('/questions');
  const [opened, setOpened] = useState<Row | null>(null);
  return (
    <div className="ds-page ds-wide">
      <header>
        <h1>{t('questions.title')}</h1>
        <p className="ds-intro">{t('questions.intro')}</p>
      </header>
      <Answered query={query} failed={t('questions.failed')} mend={t('again')}>
        {({ rows, today }) => {
          const open = rows.filter((row) => row.outcome === null);
          const done = rows.filter((row) => row.outcome !== null);
          return (
            <>
              {open.length === 0 ? (
                <EmptyState level={2} title={t('questions.none')}>
                  {t('questions.noneNext')}
                </EmptyState>
              ) : (
                <List
                  title={t('questions.open', { count: open.length })}
                  rows={open}
                  today={today}
                  onAnswer={setOpened}
                />
              )}
              {done.length > 0 ? (
                <List title={t('questions.done')} rows={done} today={today} onAnswer={setOpened} />
              ) : null}
            </>
          );
        }}
      </Answered>
      {opened ? <AnswerDialog row={opened} onClose={() => setOpened(null)} /> : null}
    </div>
  );
}

interface ListProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly today: string;
  readonly onAnswer: (row: Row) => void;
}

function List({ title, rows, today, onAnswer }: ListProps) {
  return (
    <section className="ds-section">
      <h2>{title}</h2>
      <ul className="ds-cards">
        {rows.map((row) => (
          <QuestionCard key={row.id} row={row} today={today} onAnswer={() => onAnswer(row)} />
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  readonly row: Row;
  readonly today: string;
  readonly onAnswer: () => void;
}

function QuestionCard({ row, today, onAnswer }: CardProps) {
  const { t } = useTranslation('dossier-team');
  const isLate = row.dueOn < today;
  return (
    <li className="ds-card">
      <small>
        {t('questions.asked', {
          kind: t(`kind.${row.kind}`),
          name: row.askedBy,
          window: t(`window.${row.windowKind}`),
          day: formatDay(dayOf(row.askedAt)),
        })}
      </small>
      <h3>{t('questions.child', { name: row.child ?? row.pseudonym })}</h3>
      <p className="ds-words">{row.words}</p>
      {row.outcome && row.answeredAt ? (
        <div className="ds-answer">
          <b>
            {t('questions.answered', {
              outcome: t(`outcome.${row.outcome}`),
              day: formatDay(dayOf(row.answeredAt)),
            })}
          </b>
          <p className="ds-words">{row.answer}</p>
        </div>
      ) : (
        <p>
          <b>{t(isLate ? 'questions.late' : 'questions.due', { day: formatDay(row.dueOn) })}</b>
        </p>
      )}
      <div className="ds-acts">
        {row.outcome === null ? (
          <Button look="primary" onPress={onAnswer}>
            {t('questions.answer')}
          </Button>
        ) : null}
        <LinkButton look="quiet" href={`/dossiers/${row.childId}`}>
          {t('questions.windows')}
        </LinkButton>
      </div>
    </li>
  );
}

function AnswerDialog({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const { t } = useTranslation('dossier-team');
  const { send, isPending, problem } = useWrite(t('refused'));
  const [outcome, setOutcome] = useState<string | null>(null);
  const [answer, setAnswer] = useState('');
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (outcome === null || answer.trim().length < 3) return;
    if (await send(`/claims/${row.id}/answer`, { outcome, answer }, t('answer.said'))) onClose();
  };
  return (
    <FormDialog
      title={t('answer.title')}
      verb={t('questions.answer')}
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p className="ds-words">{row.words}</p>
      <RadioGroup
        label={t('answer.outcome')}
        isRequired
        choices={outcomes.map((id) => ({ id, label: t(`outcome.${id}`) }))}
        value={outcome}
        onChange={setOutcome}
        error={isTried && outcome === null ? t('answer.requiredOutcome') : null}
      />
      <TextField
        label={t('answer.words')}
        help={t('answer.help')}
        isRequired
        rows={5}
        maxLength={4000}
        value={answer}
        onChange={setAnswer}
        error={isTried && answer.trim().length < 3 ? t('answer.requiredWords') : null}
      />
    </FormDialog>
  );
}
