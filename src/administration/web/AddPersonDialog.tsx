import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, Button, Dialog, TextField } from '../../web/ui/index.ts';
import { useWrite } from './use-administration.ts';

interface AddPersonDialogProps {
  readonly onClose: () => void;
  /** The account is there: what comes next is its role. */
  readonly onAdded: (personId: string) => void;
}

/** An account; the roles come afterwards. */
export function AddPersonDialog({ onClose, onAdded }: AddPersonDialogProps) {
  const { t } = useTranslation('administration');
  const { write, problem } = useWrite<{ id: string }>();
  const [fields, setFields] = useState({ name: '', subject: '', issuer: '' });
  const [asked, setAsked] = useState(false);
  const empty = (key: keyof typeof fields) =>
    asked && fields[key].trim() === '' ? t('add.missing') : null;
  const add = () => {
    setAsked(true);
    const { name, subject, issuer } = fields;
    if (name.trim() === '' || subject.trim() === '') return;
    write.mutate(
      {
        path: '/api/administration/people',
        body: { name, subject, ...(issuer.trim() === '' ? {} : { issuer }) },
        said: t('add.said', { name: name.trim() }),
      },
      { onSuccess: ({ id }) => onAdded(id) },
    );
  };
  return (
    <Dialog
      title={t('add.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={add} isPending={write.isPending}>
            {t('add.verb')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <div className="ad-form">
        {problem ? <Banner tone="danger">{problem}</Banner> : null}
        {(['name', 'subject', 'issuer'] as const).map((key) => (
          <TextField
            key={key}
            label={t(`add.${key}`)}
            help={key === 'name' ? undefined : t(`add.${key}Help`)}
            value={fields[key]}
            onChange={(text) => setFields({ ...fields, [key]: text })}
            isRequired={key !== 'issuer'}
            autoFocus={key === 'name'}
            error={key === 'issuer' ? null : empty(key)}
          />
        ))}
      </div>
    </Dialog>
  );
}
