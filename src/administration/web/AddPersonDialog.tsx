import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner, Button, Dialog, TextField } from '../../web/ui/index.ts';
import { useWrite } from './use-administration.ts';

/** An account; the roles come afterwards. */
export function AddPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('administration');
  const { write, problem } = useWrite();
  const [fields, setFields] = useState({ name: '', issuer: '', subject: '' });
  const [asked, setAsked] = useState(false);
  const empty = (key: keyof typeof fields) =>
    asked && fields[key].trim() === '' ? t('add.missing') : null;
  const add = () => {
    setAsked(true);
    if (Object.values(fields).some((text) => text.trim() === '')) return;
    write.mutate(
      {
        path: '/api/administration/people',
        body: fields,
        said: t('add.said', { name: fields.name.trim() }),
      },
      { onSuccess: onClose },
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
        {(['name', 'issuer', 'subject'] as const).map((key) => (
          <TextField
            key={key}
            label={t(`add.${key}`)}
            help={key === 'name' ? undefined : t(`add.${key}Help`)}
            value={fields[key]}
            onChange={(text) => setFields({ ...fields, [key]: text })}
            isRequired
            autoFocus={key === 'name'}
            error={empty(key)}
          />
        ))}
      </div>
    </Dialog>
  );
}
