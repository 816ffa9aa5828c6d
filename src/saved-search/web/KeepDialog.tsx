import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../web/shell.ts';
import { Button, Checkbox, Dialog, say, TextField } from '../../web/ui/index.ts';
import { useChangeSearches, wordsOf } from './use-saved-searches.ts';

const longestName = 80;

interface KeepDialogProps {
  readonly page: string;
  readonly query: string;
  readonly onClose: () => void;
}

/** Gives this address a name. */
export function KeepDialog({ page, query, onClose }: KeepDialogProps) {
  const { t } = useTranslation('savedSearch');
  const { organisation } = useSession();
  const { act } = useChangeSearches();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [isDefault, setDefault] = useState(false);
  const [asked, setAsked] = useState(false);
  const isEmpty = name.trim() === '';
  const keep = () => {
    setAsked(true);
    if (isEmpty || act.isPending) return;
    act.mutate(
      { kind: 'keep', input: { name, page, query, shared, isDefault } },
      {
        onSuccess() {
          say({ text: t('said.kept', { name: name.trim() }) });
          onClose();
        },
      },
    );
  };
  const error = isEmpty ? t('keep.nameMissing') : null;
  return (
    <Dialog
      title={t('keep.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={keep} isPending={act.isPending}>
            {t('act.keep')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('act.cancel')}
          </Button>
        </>
      }
    >
      <form
        className="ss-form"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextField
          label={t('keep.name')}
          help={t('keep.nameHelp')}
          value={name}
          onChange={setName}
          maxLength={longestName}
          isRequired
          autoFocus
          error={
            asked ? (error ?? (act.isError ? (wordsOf(act.error) ?? t('failed')) : null)) : null
          }
        />
        {organisation ? (
          <Checkbox isSelected={shared} onChange={setShared}>
            {t('keep.shared', { organisation: organisation.name })}
          </Checkbox>
        ) : null}
        <Checkbox isSelected={isDefault} onChange={setDefault}>
          {t('keep.default')}
        </Checkbox>
      </form>
    </Dialog>
  );
}
