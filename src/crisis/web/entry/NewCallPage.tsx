import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Banner,
  Button,
  Checkbox,
  ChoiceList,
  RadioGroup,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import {
  agreements,
  helpKinds,
  problems,
  registrarKinds,
  requestKinds,
  unsafeties,
} from '../../codes.ts';
import type { Registered } from '../../contract.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import type { Change } from '../../../web/kept-form.ts';
import { useAsked, useWrite } from '../use-crisis.ts';
import { useKeptForm } from '../../../web/use-kept-form.ts';
import { bodyOf, emptyCall, type Lack, lacksOf, mayFollow, type TypedCall } from './call-form.ts';
import { MinorFields } from './MinorFields.tsx';
import '../crisis.css';

/** Ctrl and Enter save from anywhere: whoever types need not go past every field that says nothing. */
function useSaveKey(save: () => void): void {
  const latest = useEffectEvent(save);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      latest();
    };
    // Before a list that opens with Enter hears it.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
}

/** A call, written down by keyboard alone while one is on the telephone. */
export function NewCallPage() {
  const { t } = useTranslation('crisis');
  const navigate = useNavigate();
  const { typed: call, kept, set, clear } = useKeptForm('call', emptyCall);
  const { send, isPending, problem } = useWrite();
  const [isTried, setTried] = useState(false);
  const lacks = isTried ? lacksOf(call) : [];
  const save = async () => {
    setTried(true);
    if (isPending || lacksOf(call).length > 0) return;
    const body = bodyOf(call);
    const key = kept.keyFor(body, () => crypto.randomUUID());
    const done = await send<Registered>({ path: '/requests', body, key, said: t('said.call') });
    if (!done) return;
    kept.forget();
    void navigate({ to: '/crisis', search: { vraag: done.id } });
  };
  useSaveKey(() => void save());
  return (
    <div className="cr-page cr-entry">
      <header>
        <h1>{t('call.title')}</h1>
        <p className="vp-muted">{t('call.intro')}</p>
      </header>
      <form
        className="cr-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <CallFields call={call} set={set} lacks={lacks} />
        <MinorFields call={call} set={set} isLacking={lacks.includes('minors')} />
        <TextField
          label={t('call.words')}
          help={t('call.wordsHelp')}
          value={call.words}
          onChange={(words) => set({ words })}
          rows={3}
          maxLength={4000}
        />
        {lacks.length > 0 ? (
          <Banner tone="danger" isAnnounced>
            {t('call.check')}
          </Banner>
        ) : null}
        {problem ? <Refusal words={problem.words} /> : null}
        <div className="vp-actions">
          <Button look="primary" type="submit" isPending={isPending}>
            {t('call.save')}
          </Button>
          <span className="cr-small">{t('call.saveKey')}</span>
          <Button look="quiet" onPress={clear}>
            {t('call.clear')}
          </Button>
        </div>
      </form>
    </div>
  );
}

interface CallFieldsProps {
  readonly call: TypedCall;
  readonly set: (change: Change<TypedCall>) => void;
  readonly lacks: readonly Lack[];
}

function CallFields({ call, set, lacks }: CallFieldsProps) {
  const { t } = useTranslation('crisis');
  const required = (lack: Lack) => (lacks.includes(lack) ? t('form.required') : null);
  const isNo = call.kind === 'DISPATCH' && call.agreement === 'NO';
  return (
    <>
      <RadioGroup
        label={t('call.kind')}
        choices={requestKinds.map((id) => ({ id, label: t(`code.kind.${id}`) }))}
        value={call.kind}
        onChange={(kind) => set({ kind })}
      />
      <Select
        label={t('call.registrar')}
        isRequired
        choices={registrarKinds.map((id) => ({ id, label: t(`code.registrar.${id}`) }))}
        value={call.registrarKind}
        onChange={(registrarKind) => set({ registrarKind })}
        error={required('registrarKind')}
      />
      {mayFollow(call.registrarKind) ? <Organisation call={call} set={set} /> : null}
      <Checkbox isSelected={call.anonymous} onChange={(anonymous) => set({ anonymous })}>
        {t('call.anonymous')}
      </Checkbox>
      <RadioGroup
        label={t('call.unsafety')}
        isRequired
        choices={unsafeties.map((id) => ({ id, label: t(`code.unsafety.${id}`) }))}
        value={call.unsafety}
        onChange={(unsafety) => set({ unsafety })}
        error={required('unsafety')}
      />
      <RadioGroup
        label={t('call.agreement')}
        isRequired
        choices={agreements.map((id) => ({ id, label: t(`code.agreement.${id}`) }))}
        value={call.agreement}
        onChange={(agreement) => set({ agreement })}
        error={isNo ? t('call.noSearch') : required('agreement')}
      />
      {call.kind === 'DISPATCH' ? (
        <RadioGroup
          label={t('call.wanted')}
          isRequired
          choices={helpKinds.map((id) => ({ id, label: t(`code.help.${id}`) }))}
          value={call.wanted}
          onChange={(wanted) => set({ wanted })}
          error={required('wanted')}
        />
      ) : null}
      <ChoiceList
        label={t('call.problems')}
        help={t('call.problemsHelp')}
        choices={problems.map((id) => ({ id, label: t(`code.problem.${id}`) }))}
        value={call.problems}
        onChange={(chosen) => set({ problems: chosen })}
      />
    </>
  );
}

const NOBODY = 'nobody';

/** The organisation that calls, where it follows what it registers. */
function Organisation({ call, set }: Pick<CallFieldsProps, 'call' | 'set'>) {
  const { t } = useTranslation('crisis');
  const { data } = useAsked<{ id: string; name: string }[]>('/registrars');
  if (!data || data.length === 0) return null;
  return (
    <Select
      label={t('call.organisation')}
      help={t('call.organisationHelp')}
      choices={[
        { id: NOBODY, label: t('call.noOrganisation') },
        ...data.map(({ id, name }) => ({ id, label: name })),
      ]}
      value={call.registrarOrganisationId ?? NOBODY}
      onChange={(id) => set({ registrarOrganisationId: id === NOBODY ? null : id })}
    />
  );
}
