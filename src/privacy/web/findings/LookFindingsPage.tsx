import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { addDays, formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { Button, EmptyState, LinkButton, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import type { AnswerFinding, Finding, Findings } from '../../contract.ts';
import { useLogWords } from '../log/use-log-words.ts';
import { useAsked, useWrite } from '../use-privacy.ts';
import '../privacy.css';

interface Asked {
  readonly finding: Finding;
  readonly verdict: AnswerFinding['verdict'];
}

/** What the night found: questions, each answered with its reason; nothing follows by itself. */
export function LookFindingsPage() {
  const { t } = useTranslation('privacy');
  const query = useAsked<Findings>('/api/privacy/findings');
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className="pr-page">
      <header>
        <h1>{t('findings.title')}</h1>
        <p className="vp-muted">{t('findings.intro')}</p>
      </header>
      <Answered query={query} failed={t('findings.failed')} mend={t('again')}>
        {({ today, open, answered }) => (
          <>
            {open.length === 0 ? (
              <EmptyState level={2} title={t('findings.none')}>
                {t('findings.noneNext')}
              </EmptyState>
            ) : (
              <section aria-labelledby="pr-open">
                <h2 id="pr-open">{t('findings.open')}</h2>
                <ul className="pr-list">
                  {open.map((finding) => (
                    <FindingItem key={finding.id} {...{ finding, today }} onAnswer={setAsked} />
                  ))}
                </ul>
              </section>
            )}
            {answered.length > 0 ? (
              <section aria-labelledby="pr-answered">
                <h2 id="pr-answered">{t('findings.answered')}</h2>
                <ul className="pr-list">
                  {answered.map((finding) => (
                    <FindingItem key={finding.id} {...{ finding, today }} onAnswer={null} />
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        )}
      </Answered>
      {asked ? <AnswerDialog {...asked} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

interface FindingItemProps {
  readonly finding: Finding;
  readonly today: string;
  readonly onAnswer: ((asked: Asked) => void) | null;
}

/** The day of the finding and what came before it, as the log is asked for it. */
function logOf({ account, day, kind }: Finding): string {
  const from = kind === 'REPEATED' ? addDays(day, -13) : day;
  const search = new URLSearchParams({
    account,
    van: `${from}T00:00`,
    tot: `${addDays(day, 1)}T00:00`,
    toon: 'dossiers',
  });
  return `/logboek?${search}`;
}

function FindingItem({ finding, today, onAnswer }: FindingItemProps) {
  const { t } = useTranslation('privacy');
  const { roleOf } = useLogWords();
  const { kind, facts, steps, handleBy } = finding;
  const isTold = steps.some(({ verdict }) => verdict === 'TOLD');
  return (
    <li>
      <h3 className="pr-name">{t(`finding.${kind}`)}</h3>
      <p>
        <b>{finding.name}</b> ({roleOf(finding.role)}): {t(`facts.${kind}`, { ...facts })}
      </p>
      <p className="pr-small">
        {t('findings.day', { day: formatDay(finding.day) })}
        {onAnswer ? (
          <>
            {' · '}
            <span className={handleBy < today ? 'pr-late' : undefined}>
              {t(handleBy < today ? 'findings.late' : 'findings.by', { day: formatDay(handleBy) })}
            </span>
          </>
        ) : null}
      </p>
      {steps.length > 0 ? (
        <ul className="pr-steps pr-small">
          {steps.map((step) => (
            <li key={`${step.verdict} ${step.at}`}>
              {t(`verdict.${step.verdict}`)}, {step.by}, {formatMoment(step.at)}: {step.words}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="vp-actions vp-no-print">
        <LinkButton href={logOf(finding)}>{t('findings.log')}</LinkButton>
        {onAnswer && !finding.isMine
          ? (['EXPLAINED', 'BREACH', 'MORE_ASKED', 'TOLD'] as const)
              .filter((verdict) => verdict !== 'TOLD' || !isTold)
              .map((verdict) => (
                <Button key={verdict} onPress={() => onAnswer({ finding, verdict })}>
                  {t(`answer.${verdict}`)}
                </Button>
              ))
          : null}
      </div>
    </li>
  );
}

function AnswerDialog({ finding, verdict, onClose }: Asked & { readonly onClose: () => void }) {
  const { t } = useTranslation('privacy');
  const { write, problem } = useWrite();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = words.trim().length < 3;
  const save = () => {
    setTried(true);
    if (isShort) return;
    const path = `/api/privacy/findings/${finding.id}/answer`;
    write.mutate(
      { path, body: { verdict, words: words.trim() }, said: t('findings.said') },
      { onSuccess: onClose },
    );
  };
  return (
    <FormDialog
      title={t(`answer.${verdict}`)}
      verb={t('save')}
      isPending={write.isPending}
      {...{ problem, onClose }}
      onSave={save}
    >
      <p>{t(`answerHelp.${verdict}`)}</p>
      <TextField
        label={t('findings.reason')}
        isRequired
        rows={3}
        maxLength={1000}
        value={words}
        onChange={setWords}
        error={isTried && isShort ? t('wordsLack') : null}
      />
    </FormDialog>
  );
}
