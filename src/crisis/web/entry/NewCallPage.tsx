import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import { Banner, Button, Checkbox, RadioGroup, Select, TextField } from '../../../web/ui/index.ts';
import { agreements, helpKinds, registrarKinds, requestKinds, unsafeties } from '../../codes.ts';
import type { Registered } from '../../contract.ts';
import { ProblemWords } from '../ActDialog.tsx';
import { useWrite } from '../use-crisis.ts';
import { bodyOf, emptyCall, type Lack, lacksOf, type TypedCall } from './call-form.ts';
import { KeptCall } from './kept-call.ts';
import { MinorFields } from './MinorFields.tsx';
import '../crisis.css';

/** What was typed stays in this tab until it is saved, and is sent again under the same key. */
function useKeptCall() {
  const { hatId, role, person } = useSession();
  const whose = `${person.name} ${hatId ?? role}`;
  const kept = useMemo(() => new KeptCall(window.sessionStorage, whose), [whose]);
  const [call, setCall] = useState(kept.call);
  const set = (next: TypedCall) => {
    kept.keep(next);
    setCall(next);
  };
  const clear = () => {
    kept.forget();
    setCall(emptyCall);
  };
  return { call, kept, set, clear };
}

/** A call, written down by keyboard alone while one is on the telephone. */
export function NewCallPage() {
  const { t } = useTranslation('crisis');
  const navigate = useNavigate();
  const { call, kept, set, clear } = useKeptCall();
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
          onChange={(words) => set({ ...call, words })}
          rows={3}
          maxLength={4000}
        />
        {lacks.length > 0 ? (
          <Banner tone="danger" isAnnounced>
            {t('call.check')}
          </Banner>
        ) : null}
        {problem ? <ProblemWords words={problem.words} /> : null}
        <div className="vp-actions">
          <Button look="primary" type="submit" isPending={isPending}>
            {t('call.save')}
          </Button>
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
  readonly set: (call: TypedCall) => void;
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
        onChange={(kind) => set({ ...call, kind })}
      />
      <Select
        label={t('call.registrar')}
        isRequired
        choices={registrarKinds.map((id) => ({ id, label: t(`code.registrar.${id}`) }))}
        value={call.registrarKind}
        onChange={(registrarKind) => set({ ...call, registrarKind })}
        error={required('registrarKind')}
      />
      <Checkbox isSelected={call.anonymous} onChange={(anonymous) => set({ ...call, anonymous })}>
        {t('call.anonymous')}
      </Checkbox>
      <RadioGroup
        label={t('call.unsafety')}
        isRequired
        choices={unsafeties.map((id) => ({ id, label: t(`code.unsafety.${id}`) }))}
        value={call.unsafety}
        onChange={(unsafety) => set({ ...call, unsafety })}
        error={required('unsafety')}
      />
      <RadioGroup
        label={t('call.agreement')}
        isRequired
        choices={agreements.map((id) => ({ id, label: t(`code.agreement.${id}`) }))}
        value={call.agreement}
        onChange={(agreement) => set({ ...call, agreement })}
        error={isNo ? t('call.noSearch') : required('agreement')}
      />
      {call.kind === 'DISPATCH' ? (
        <RadioGroup
          label={t('call.wanted')}
          isRequired
          choices={helpKinds.map((id) => ({ id, label: t(`code.help.${id}`) }))}
          value={call.wanted}
          onChange={(wanted) => set({ ...call, wanted })}
          error={required('wanted')}
        />
      ) : null}
    </>
  );
}
