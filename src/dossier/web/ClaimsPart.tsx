import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, formatDay } from '../../web/i18n/format.ts';
import { Refusal } from '../../web/ui/FormDialog.tsx';
import { Button, RadioGroup, TextField } from '../../web/ui/index.ts';
import { type ClaimKind, claimKinds } from '../codes.ts';
import type { Claim, File } from '../contract.ts';
import { useWrite } from './use-dossier.ts';

/** What one can ask or say about the file, and what came of it. */
export function ClaimsPart({ file }: { readonly file: File }) {
  const { t } = useTranslation('dossier');
  if (!file.allows.includes('CLAIMS'))
    return (
      <section className="ds-section">
        <h2>{t('claims.title')}</h2>
        <p>{t('claims.notAllowed')}</p>
      </section>
    );
  return (
    <>
      <section className="ds-section">
        <h2>{t('claims.title')}</h2>
        <p>{t('claims.intro')}</p>
        <p>{t('claims.to')}</p>
        <AskForm childId={file.childId} />
      </section>
      <section className="ds-section">
        <h2>{t('claims.mine')}</h2>
        {file.claims.length === 0 ? <p>{t('claims.none')}</p> : null}
        <ul className="ds-cards">
          {file.claims.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} />
          ))}
        </ul>
      </section>
    </>
  );
}

function AskForm({ childId }: { readonly childId: string }) {
  const { t } = useTranslation('dossier');
  const { send, isPending, problem } = useWrite(t('claims.refused'));
  const [kind, setKind] = useState<ClaimKind | null>(null);
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (kind === null || words.trim().length < 3) return;
    if (!(await send(`/files/${childId}/claims`, { kind, words }, t('claims.sent')))) return;
    setKind(null);
    setWords('');
    setTried(false);
  };
  return (
    <div className="vp-form ds-form">
      <RadioGroup
        label={t('claims.kindLabel')}
        isRequired
        choices={claimKinds.map((id) => ({ id, label: t(`claims.kind.${id}`) }))}
        value={kind}
        onChange={(id) => setKind(claimKinds.find((each) => each === id) ?? null)}
        error={isTried && kind === null ? t('claims.required') : null}
      />
      <TextField
        label={t('claims.wordsLabel')}
        help={t('claims.wordsHelp')}
        isRequired
        rows={5}
        maxLength={4000}
        value={words}
        onChange={setWords}
        error={isTried && words.trim().length < 3 ? t('claims.requiredWords') : null}
      />
      {problem ? <Refusal words={problem} /> : null}
      <div>
        <Button look="primary" isPending={isPending} onPress={() => void save()}>
          {t('claims.send')}
        </Button>
      </div>
    </div>
  );
}

function ClaimCard({ claim }: { readonly claim: Claim }) {
  const { t } = useTranslation('dossier');
  return (
    <li className="ds-card">
      <small>{t('claims.asked', { day: formatDay(dayOf(claim.askedAt)) })}</small>
      <h3>{t(`claims.kind.${claim.kind}`)}</h3>
      <p className="ds-words">{claim.words}</p>
      {claim.outcome && claim.answeredAt ? (
        <div className="ds-answer">
          <b>{t(`claims.outcome.${claim.outcome}`)}</b>
          <p className="ds-words">{claim.answer}</p>
          <small>{t('claims.answered', { day: formatDay(dayOf(claim.answeredAt)) })}</small>
        </div>
      ) : (
        <p>
          <b>{t('claims.open')}.</b> {t('claims.due', { day: formatDay(claim.dueOn) })}
        </p>
      )}
    </li>
  );
}
