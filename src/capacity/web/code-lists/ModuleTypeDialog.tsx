import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { dayOf } from '../../../web/i18n/format.ts';
import { useApi, useNow } from '../../../web/shell.ts';
import {
  Banner,
  Button,
  DatePicker,
  Dialog,
  NumberField,
  say,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import type { KeptModule } from '../../code-list-contract.ts';
import { terms } from '../../codes.ts';
import { modulesPath } from './addresses.ts';
import { type Fields, faultsIn, fieldsOf, moduleIn } from './module-form.ts';

export interface ModuleTypeDialogProps {
  /** What is changed; a new one when there is none. */
  readonly module: KeptModule | null;
  readonly onClose: () => void;
}

/** Adds a type module, or changes its names, ages, days and source. */
export function ModuleTypeDialog({ module, onClose }: ModuleTypeDialogProps) {
  const { t } = useTranslation('code-lists');
  const { t: words } = useTranslation('capacity');
  const today = dayOf(useNow());
  const [fields, setFields] = useState<Fields>(() => fieldsOf(module, today));
  const [asked, setAsked] = useState(false);
  const save = useSave(module, onClose);
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));
  const faults = faultsIn(fields);
  const faultOf = (field: keyof Fields) =>
    asked && faults[field] ? t(`form.fault.${faults[field]}`) : null;
  const press = () => {
    setAsked(true);
    if (Object.keys(faults).length === 0) save.mutate(fields);
  };
  const text = (field: 'code' | 'name' | 'nameFr' | 'nameEn' | 'source') => ({
    label: t(`form.${field}`),
    value: fields[field],
    onChange: (value: string) => change({ [field]: value }),
    error: faultOf(field),
  });
  return (
    <Dialog
      title={module ? t('form.changeTitle', { name: module.name }) : t('modules.add')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={press} isPending={save.isPending}>
            {t('form.save')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <div className="cl-form">
        {save.isError ? <Banner tone="danger">{wordsOf(save.error) ?? t('failed')}</Banner> : null}
        {module ? null : (
          <TextField
            {...text('code')}
            onChange={(code) => change({ code: code.toUpperCase() })}
            help={t('form.codeHelp')}
            isRequired
            autoFocus
          />
        )}
        <TextField {...text('name')} isRequired />
        <TextField {...text('nameFr')} help={t('form.otherHelp')} />
        <TextField {...text('nameEn')} help={t('form.otherHelp')} />
        {module ? (
          <p className="vp-muted">{t('form.stays')}</p>
        ) : (
          <>
            <Select
              label={t('form.residential')}
              choices={[
                { id: 'yes', label: t('modules.stay') },
                { id: 'no', label: t('modules.noStay') },
              ]}
              value={fields.residential ? 'yes' : 'no'}
              onChange={(id) => change({ residential: id === 'yes' })}
            />
            <Select
              label={t('form.term')}
              choices={terms.map((id) => ({ id, label: words(`codes.term.${id}`) }))}
              value={fields.term}
              onChange={(id) => change({ term: terms.find((term) => term === id) ?? 'LONG' })}
            />
          </>
        )}
        <NumberField
          label={t('form.ageMin')}
          value={fields.ageMin}
          onChange={(ageMin) => change({ ageMin })}
          min={0}
          max={25}
          error={faultOf('ageMin')}
          isRequired
        />
        <NumberField
          label={t('form.ageLast')}
          value={fields.ageLast}
          onChange={(ageLast) => change({ ageLast })}
          min={0}
          max={25}
          error={faultOf('ageLast')}
          isRequired
        />
        <DatePicker
          label={t('form.from')}
          value={fields.from}
          onChange={(from) => change({ from })}
          error={faultOf('from')}
          isRequired
        />
        <DatePicker
          label={t('form.until')}
          help={t('form.untilHelp')}
          value={fields.until}
          onChange={(until) => change({ until })}
          error={faultOf('until')}
        />
        <TextField {...text('source')} help={t('form.sourceHelp')} isRequired />
      </div>
    </Dialog>
  );
}

const wordsOf = (error: unknown): string | null =>
  error instanceof ApiProblem && error.message !== ''
    ? `${error.message}. ${error.mend ?? ''}`.trim()
    : null;

function useSave(module: KeptModule | null, onSaved: () => void) {
  const { t } = useTranslation('code-lists');
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn(fields: Fields) {
      const { code, residential, term, ...kept } = moduleIn(fields);
      return module
        ? api.send('PUT', `${modulesPath}/${encodeURIComponent(module.code)}`, kept)
        : api.send('POST', modulesPath, { code, residential, term, ...kept });
    },
    async onSuccess(_, fields) {
      say({ text: t(module ? 'form.changed' : 'form.added', { name: fields.name.trim() }) });
      onSaved();
      // The names of modules are everywhere.
      await queries.invalidateQueries({ queryKey: ['capacity'] });
    },
  });
}
