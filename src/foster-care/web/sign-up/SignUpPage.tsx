import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { LanguageChoice } from '../../../web/LanguageChoice.tsx';
import { useApi } from '../../../web/shell.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { Button, EmptyState, Select, TextField } from '../../../web/ui/index.ts';
import { Wordmark } from '../../../web/Wordmark.tsx';
import type { SignUp, SignUpChoices } from '../../contract.ts';
import { emptyProfile, lacksOfProfile, profileOf } from '../profile/profile-form.ts';
import { ProfileFields } from '../profile/ProfileFields.tsx';
import { useWrite } from '../use-foster-care.ts';
import '../foster-care.css';

/** A family puts itself forward, without an account: few questions, and what comes next. */
export function SignUpPage() {
  const { t } = useTranslation('foster-profile');
  const api = useApi();
  const query = useQuery({
    queryKey: ['foster-care', 'sign-up'],
    queryFn: ({ signal }) => api.get<SignUpChoices>('/api/foster-care/sign-up', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [isSent, setSent] = useState(false);
  return (
    <div className="fc-page">
      <div className="fc-stands fc-signs">
        <Wordmark />
        <LanguageChoice />
      </div>
      <h1>{t('signUp.title')}</h1>
      {isSent ? (
        <EmptyState level={2} title={t('signUp.thanks')}>
          {t('signUp.thanksNext')}
        </EmptyState>
      ) : (
        <>
          <p>{t('signUp.what')}</p>
          <ol className="fc-steps">
            {(['one', 'two', 'three'] as const).map((step) => (
              <li key={step}>{t(`signUp.step.${step}`)}</li>
            ))}
          </ol>
          <Answered query={query} failed={t('signUp.failed')} mend={t('signUp.mend')} lines={10}>
            {(choices) => <SignUpForm choices={choices} onSent={() => setSent(true)} />}
          </Answered>
        </>
      )}
    </div>
  );
}

interface SignUpFormProps {
  readonly choices: SignUpChoices;
  readonly onSent: () => void;
}

const isMail = (text: string): boolean => /^[^\s@]{1,64}@[A-Za-z0-9.-]{1,190}$/.test(text.trim());

function SignUpForm({ choices, onSent }: SignUpFormProps) {
  const { t } = useTranslation('foster-profile');
  const { send, isPending, problem } = useWrite();
  const [id] = useState(() => crypto.randomUUID());
  const [who, setWho] = useState({ contactName: '', mail: '', serviceId: null as string | null });
  const [typed, setTyped] = useState(emptyProfile);
  const [isTried, setTried] = useState(false);
  const region = choices.municipalities.find(({ code }) => code === typed.municipality?.id)?.region;
  const serviceId =
    who.serviceId ?? choices.services.find((each) => each.region === region)?.id ?? null;
  const isWhole = who.contactName.trim() !== '' && isMail(who.mail);
  const save = async () => {
    setTried(true);
    const profile = profileOf(typed);
    if (!profile || !serviceId || !isWhole) return;
    const { contactName, mail } = who;
    const body: SignUp = {
      ...profile,
      id,
      serviceId,
      contactName: contactName.trim(),
      mail: mail.trim(),
    };
    if (await send({ path: '/sign-up', body, said: t('signUp.said') })) onSent();
  };
  return (
    <form
      className="fc-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('signUp.name')}
        isRequired
        autoComplete="name"
        maxLength={120}
        value={who.contactName}
        onChange={(contactName) => setWho({ ...who, contactName })}
        error={isTried && who.contactName.trim() === '' ? t('required') : null}
      />
      <TextField
        label={t('phone')}
        type="tel"
        isRequired
        autoComplete="tel"
        value={typed.phone}
        onChange={(phone) => setTyped({ ...typed, phone })}
        error={isTried && lacksOfProfile(typed).includes('phone') ? t('badPhone') : null}
      />
      <TextField
        label={t('signUp.mail')}
        type="email"
        isRequired
        autoComplete="email"
        value={who.mail}
        onChange={(mail) => setWho({ ...who, mail })}
        error={isTried && !isMail(who.mail) ? t('signUp.badMail') : null}
      />
      <ProfileFields
        typed={typed}
        set={(part) => setTyped((now) => ({ ...now, ...part }))}
        isTried={isTried}
        municipalities={choices.municipalities}
      />
      <Select
        label={t('signUp.service')}
        help={t('signUp.serviceHelp')}
        isRequired
        choices={choices.services.map((each) => ({ id: each.id, label: each.name }))}
        value={serviceId}
        onChange={(next) => setWho({ ...who, serviceId: next })}
        error={isTried && !serviceId ? t('required') : null}
      />
      <p className="fc-small">{t('signUp.privacy')}</p>
      {problem ? <Refusal words={problem} /> : null}
      <div className="vp-actions">
        <Button look="primary" type="submit" isPending={isPending}>
          {t('signUp.send')}
        </Button>
      </div>
    </form>
  );
}
