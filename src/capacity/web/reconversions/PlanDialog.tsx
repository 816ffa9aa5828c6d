import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { addDays } from '../../../web/i18n/format.ts';
import {
  Button,
  DatePicker,
  Dialog,
  Icon,
  NumberField,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import { useModules } from '../use-modules.ts';
import { useMyUnits } from '../provider/use-provider.ts';
import { useSend } from './use-reconversions.ts';

interface Fields {
  readonly unit: string | null;
  readonly places: number | null;
  readonly toModule: string | null;
  readonly toPlaces: number | null;
  readonly effectiveOn: string | null;
  readonly reason: string;
}

/** A plan asks for a decision first: not before a month from now, unless another day is chosen. */
const FIRST_DAYS = 30;

export interface PlanDialogProps {
  readonly onClose: () => void;
  readonly onPlanned: (id: string) => void;
}

/** A provider proposes a reconversion: from what, how many, to what, from when, and why. */
export function PlanDialog({ onClose, onPlanned }: PlanDialogProps) {
  const { t } = useTranslation('reconversion');
  const { rows, day } = useMyUnits();
  const { list: modules, nameOf: moduleName } = useModules();
  const send = useSend();
  const [fields, setFields] = useState<Fields>({
    unit: null,
    places: null,
    toModule: null,
    toPlaces: null,
    effectiveOn: addDays(day, FIRST_DAYS),
    reason: '',
  });
  const [isTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));
  const chosen = rows.find((row) => `${row.unitId} ${row.module}` === fields.unit);
  const most = chosen?.figures.recognised;
  const isMissing = {
    unit: !chosen,
    places: fields.places === null,
    toModule: fields.toModule === null,
    toPlaces: fields.toPlaces === null,
    effectiveOn: fields.effectiveOn === null,
    reason: fields.reason.trim().length < 3,
  };
  const save = async () => {
    setTried(true);
    if (Object.values(isMissing).some(Boolean) || isSending || !chosen) return;
    setSending(true);
    setProblem(null);
    const { places, toModule, toPlaces, effectiveOn } = fields;
    const body = {
      unitId: chosen.unitId,
      module: chosen.module,
      places,
      toModule,
      toPlaces,
      effectiveOn,
      reason: fields.reason.trim(),
    };
    try {
      const { id } = await send({ name: 'plan', body });
      onClose();
      if (id) onPlanned(id);
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      setProblem(fault);
      setSending(false);
    }
  };
  const fault = (field: keyof typeof isMissing, words = t('form.required')) =>
    isTried && isMissing[field] ? words : null;
  return (
    <Dialog
      title={t('plan')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={() => void save()} isPending={isSending}>
            {t('plan')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('form.cancel')}
          </Button>
        </>
      }
    >
      <form
        className="ro-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Select
          label={t('form.unit')}
          choices={rows.map((row) => ({
            id: `${row.unitId} ${row.module}`,
            label: row.unitName,
            detail: moduleName(row.module),
          }))}
          value={fields.unit}
          onChange={(unit) => change({ unit })}
          error={fault('unit')}
          isRequired
        />
        <NumberField
          label={t('form.places')}
          value={fields.places}
          onChange={(places) => change({ places, toPlaces: fields.toPlaces ?? places })}
          min={1}
          {...(most === undefined ? {} : { max: most })}
          error={fault('places', t('form.notInteger'))}
          isRequired
        />
        <Select
          label={t('form.toModule')}
          choices={modules
            .filter(({ code, from, until }) => {
              const on = fields.effectiveOn ?? day;
              return code !== chosen?.module && from <= on && (until === null || until > on);
            })
            .map(({ code, name }) => ({ id: code, label: name }))}
          value={fields.toModule}
          onChange={(toModule) => change({ toModule })}
          error={fault('toModule')}
          isRequired
        />
        <NumberField
          label={t('form.toPlaces')}
          help={t('form.toPlacesHelp')}
          value={fields.toPlaces}
          onChange={(toPlaces) => change({ toPlaces })}
          min={0}
          error={fault('toPlaces', t('form.notInteger'))}
          isRequired
        />
        <DatePicker
          label={t('form.effectiveOn')}
          help={t('form.effectiveHelp')}
          value={fields.effectiveOn}
          onChange={(effectiveOn) => change({ effectiveOn })}
          min={day}
          error={fault('effectiveOn')}
          isRequired
        />
        <TextField
          label={t('form.reason.plan')}
          help={t('form.reasonHelp')}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
          rows={3}
          maxLength={500}
          error={fault('reason', t('form.reasonRequired'))}
          isRequired
        />
        <button type="submit" hidden tabIndex={-1} />
      </form>
      {problem ? (
        <p className="vp-field-error" role="alert">
          <Icon name="warning" />
          <span>
            {problem.message} {problem.mend}
          </span>
        </p>
      ) : null}
    </Dialog>
  );
}
