import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../web/i18n/format.ts';
import {
  Banner,
  Button,
  CheckboxGroup,
  DatePicker,
  Dialog,
  say,
  TextField,
} from '../../web/ui/index.ts';
import { scopes } from '../codes.ts';
import { useWrite } from './use-administration.ts';

const usualDays = 180;
const mostDays = 365;

interface MakeKeyDialogProps {
  readonly today: string;
  readonly onClose: () => void;
}

/** Makes a key, and shows its secret this once. */
export function MakeKeyDialog({ today, onClose }: MakeKeyDialogProps) {
  const { t } = useTranslation('administration');
  const { write, problem } = useWrite<{ secret: string | null }>();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>(['read']);
  const [endsOn, setEndsOn] = useState<string | null>(addDays(today, usualDays));
  const [asked, setAsked] = useState(false);
  const missing = {
    name: name.trim() === '' ? t('add.missing') : null,
    scopes: chosen.length === 0 ? t('keys.scopeMissing') : null,
    endsOn: endsOn === null ? t('keys.endMissing') : null,
  };
  const make = () => {
    setAsked(true);
    if (missing.name ?? missing.scopes ?? missing.endsOn) return;
    write.mutate({
      path: '/api/keys',
      body: { name: name.trim(), scopes: chosen, endsOn },
      said: '',
    });
  };
  if (write.isSuccess) {
    return <SecretDialog secret={write.data.secret} name={name.trim()} onClose={onClose} />;
  }
  return (
    <Dialog
      title={t('keys.make')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={make} isPending={write.isPending}>
            {t('keys.makeVerb')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className="ad-form">
        {problem ? <Banner tone="danger">{problem}</Banner> : null}
        <TextField
          label={t('keys.name')}
          help={t('keys.nameHelp')}
          value={name}
          onChange={setName}
          maxLength={80}
          isRequired
          autoFocus
          error={asked ? missing.name : null}
        />
        <CheckboxGroup
          label={t('keys.scopes')}
          choices={scopes.map((id) => ({ id, label: t(`keys.scope.${id}`) }))}
          value={chosen}
          onChange={setChosen}
          error={asked ? missing.scopes : null}
        />
        <DatePicker
          label={t('keys.endsOn')}
          help={t('keys.endsOnHelp')}
          value={endsOn}
          onChange={setEndsOn}
          min={addDays(today, 1)}
          max={addDays(today, mostDays)}
          isRequired
          error={asked ? missing.endsOn : null}
        />
      </div>
    </Dialog>
  );
}

interface SecretDialogProps {
  readonly secret: string | null;
  readonly name: string;
  readonly onClose: () => void;
}

function SecretDialog({ secret, name, onClose }: SecretDialogProps) {
  const { t } = useTranslation('administration');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret ?? '');
      say({ text: t('keys.copied') });
    } catch {
      say({ text: t('keys.copyFailed'), tone: 'danger' });
    }
  };
  return (
    <Dialog
      title={t('keys.secretTitle', { name })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          {secret ? (
            <Button look="primary" onPress={() => void copy()}>
              {t('keys.copy')}
            </Button>
          ) : null}
          <Button look="quiet" onPress={onClose}>
            {t('keys.kept')}
          </Button>
        </>
      }
    >
      <p>{t(secret ? 'keys.secretOnce' : 'keys.secretLost')}</p>
      {secret ? (
        <>
          <p className="ad-secret">
            <code>{secret}</code>
          </p>
          <p className="vp-muted ad-small">{t('keys.how')}</p>
        </>
      ) : null}
    </Dialog>
  );
}
