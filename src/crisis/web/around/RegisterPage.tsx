import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, Button, RadioGroup, Select, TextField } from '../../../web/ui/index.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { agreements, helpKinds, unsafeties } from '../../codes.ts';
import type { Registrations } from '../../contract.ts';
import type { RegisteredOwn } from '../../registrar/contract.ts';
import { useAsked, useWrite } from '../use-crisis.ts';
import { useKeptForm } from '../../../web/use-kept-form.ts';
import { bodyOfOwn, emptyOwn, lacksOfOwn, type OwnLack, type TypedOwn } from './own-form.ts';
import { ChildFields, MoreFields } from './OwnFields.tsx';
import { useAreas } from './use-areas.ts';
import './words.ts';
import '../crisis.css';

/** An emergency ward, a prosecutor or a court service registers a child: short, by keyboard or by phone. */
export function RegisterPage() {
  const { t } = useTranslation('crisis-around');
  const navigate = useNavigate();
  const { typed, kept, set, clear } = useKeptForm('own', emptyOwn);
  const { data } = useAsked<Registrations>('/registrations');
  const own = { ...typed, region: typed.region ?? data?.region ?? null };
  const { send, isPending, problem } = useWrite();
  const [isTried, setTried] = useState(false);
  const lacks = isTried ? lacksOfOwn(own) : [];
  const save = async () => {
    setTried(true);
    if (isPending || lacksOfOwn(own).length > 0) return;
    const body = bodyOfOwn(own);
    const key = kept.keyFor(body, () => crypto.randomUUID());
    const said = t('register.said');
    if (!(await send<RegisteredOwn>({ path: '/registrations', body, key, said }))) return;
    kept.forget();
    void navigate({ to: '/crisis/mijn-aanmeldingen' });
  };
  return (
    <div className="cr-page cr-entry">
      <header>
        <h1>{t('register.title')}</h1>
        <p className="vp-muted">{t('register.intro')}</p>
      </header>
      <form
        className="cr-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <OwnFields own={own} set={set} lacks={lacks} />
        {lacks.length > 0 ? (
          <Banner tone="danger" isAnnounced>
            {t('register.check')}
          </Banner>
        ) : null}
        {problem ? <Refusal words={problem.words} /> : null}
        <div className="vp-actions">
          <Button look="primary" type="submit" isPending={isPending}>
            {t('register.send')}
          </Button>
          <Button look="quiet" onPress={clear}>
            {t('register.clear')}
          </Button>
        </div>
      </form>
    </div>
  );
}

interface OwnFieldsProps {
  readonly own: TypedOwn;
  readonly set: (change: Partial<TypedOwn>) => void;
  readonly lacks: readonly OwnLack[];
}

function OwnFields({ own, set, lacks }: OwnFieldsProps) {
  const { t } = useTranslation('crisis-around');
  const { t: code } = useTranslation('crisis');
  const { regions } = useAreas();
  const required = (lack: OwnLack) => (lacks.includes(lack) ? code('form.required') : null);
  return (
    <>
      <Select
        label={t('register.region')}
        help={t('register.regionHelp')}
        isRequired
        choices={regions.map(({ code: id, name }) => ({ id, label: name }))}
        value={own.region}
        onChange={(region) => set({ region, zone: null })}
        error={required('region')}
      />
      <ChildFields own={own} set={set} />
      <RadioGroup
        label={code('call.unsafety')}
        isRequired
        choices={unsafeties.map((id) => ({ id, label: code(`code.unsafety.${id}`) }))}
        value={own.unsafety}
        onChange={(unsafety) => set({ unsafety })}
        error={required('unsafety')}
      />
      <RadioGroup
        label={t('register.agreement')}
        isRequired
        choices={agreements.map((id) => ({ id, label: code(`code.agreement.${id}`) }))}
        value={own.agreement}
        onChange={(agreement) => set({ agreement })}
        error={required('agreement')}
      />
      <RadioGroup
        label={t('register.wanted')}
        choices={helpKinds.map((id) => ({ id, label: code(`code.help.${id}`) }))}
        value={own.wanted}
        onChange={(wanted) => set({ wanted })}
      />
      <TextField
        label={code('call.words')}
        help={code('call.wordsHelp')}
        value={own.words}
        onChange={(words) => set({ words })}
        rows={3}
        maxLength={4000}
      />
      <TextField
        label={t('register.phone')}
        help={t('register.phoneHelp')}
        type="tel"
        autoComplete="off"
        isRequired
        value={own.phone}
        onChange={(phone) => set({ phone })}
        maxLength={40}
        error={lacks.includes('phone') ? t('register.phoneLacks') : null}
      />
      <MoreFields own={own} set={set} />
    </>
  );
}
