import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { Button, EmptyState, LinkButton, TextField } from '../../../web/ui/index.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { type Breach, type Breaches, breachSteps, type StepBreach } from '../../contract.ts';
import { useAsked, useWrite } from '../use-privacy.ts';
import '../privacy.css';

interface Asked {
  readonly breach: Breach;
  readonly step: StepBreach['step'];
}
const first = (step: string) => step.split('_')[0];

/** Breaches, each with its seventy-two hours, what was done, and the files that it is about. */
export function BreachesPage() {
  const { t } = useTranslation('privacy');
  const query = useAsked<Breaches>('/api/privacy/breaches');
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <div className="pr-page">
      <header>
        <h1>{t('breach.title')}</h1>
        <p className="vp-muted">{t('breach.intro')}</p>
      </header>
      <Answered query={query} failed={t('breach.failed')} mend={t('again')}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState level={2} title={t('breach.none')}>
              {t('breach.noneNext')}
            </EmptyState>
          ) : (
            <ul className="pr-list">
              {rows.map((breach) => (
                <BreachItem key={breach.id} breach={breach} onStep={setAsked} />
              ))}
            </ul>
          )
        }
      </Answered>
      {asked ? <StepDialog {...asked} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

const HOUR_MS = 3_600_000;

/** How much of the seventy-two hours is left, until the authority was told or need not be. */
function Clock({ breach }: { readonly breach: Breach }) {
  const { t } = useTranslation('privacy');
  const now = useNow();
  const told = breach.steps.find(({ step }) => first(step) === 'AUTHORITY');
  if (told) return <p>{t(`step.${told.step}`)}</p>;
  const left = Date.parse(breach.tellBy) - now;
  const isLate = left < 0;
  const hours = Math.floor(Math.abs(left) / HOUR_MS);
  return (
    <p className={isLate ? 'pr-late' : undefined}>
      <b>{t(isLate ? 'breach.late' : 'breach.left', { count: hours })}</b>{' '}
      {t('breach.tellBy', { at: formatMoment(breach.tellBy) })}
    </p>
  );
}

const fieldOf = (moment: string) => {
  const date = new Date(moment);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

function filesOf({ account, from, until }: Breach): string {
  const search = { account, van: fieldOf(from), tot: fieldOf(until), toon: 'dossiers' };
  return `/logboek?${new URLSearchParams(search)}`;
}

interface BreachItemProps {
  readonly breach: Breach;
  readonly onStep: (asked: Asked) => void;
}

function BreachItem({ breach, onStep }: BreachItemProps) {
  const { t } = useTranslation('privacy');
  const done = new Set(breach.steps.map(({ step }) => first(step)));
  const isClosed = done.has('CLOSED');
  return (
    <li>
      <h2 className="pr-name">{breach.name}</h2>
      <p>{breach.words}</p>
      <p className="pr-small">
        {t('breach.period', { from: formatMoment(breach.from), until: formatMoment(breach.until) })}
        {' · '}
        {t('breach.knownBy', { at: formatMoment(breach.knownAt), by: breach.by })}
      </p>
      <Clock breach={breach} />
      {breach.steps.length > 0 ? (
        <ul className="pr-steps pr-small">
          {breach.steps.map(({ step, words, by, at }) => (
            <li key={step}>
              {t(`step.${step}`)}, {by}, {formatMoment(at)}: {words}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="vp-actions vp-no-print">
        <LinkButton href={filesOf(breach)}>{t('breach.files')}</LinkButton>
        {isClosed
          ? null
          : breachSteps
              .filter((step) => !done.has(first(step)))
              .map((step) => (
                <Button key={step} onPress={() => onStep({ breach, step })}>
                  {t(`step.${step}`)}
                </Button>
              ))}
      </div>
    </li>
  );
}

function StepDialog({ breach, step, onClose }: Asked & { readonly onClose: () => void }) {
  const { t } = useTranslation('privacy');
  const { write, problem } = useWrite();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = words.trim().length < 3;
  const save = () => {
    setTried(true);
    if (isShort) return;
    write.mutate(
      {
        path: `/api/privacy/breaches/${breach.id}/step`,
        body: { step, words: words.trim() },
        said: t('breach.stepSaid'),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <FormDialog
      title={t(`step.${step}`)}
      verb={t('save')}
      isPending={write.isPending}
      {...{ problem, onClose }}
      onSave={save}
    >
      <TextField
        label={t('breach.how')}
        isRequired
        rows={3}
        maxLength={2000}
        value={words}
        onChange={setWords}
        error={isTried && isShort ? t('wordsLack') : null}
      />
    </FormDialog>
  );
}
