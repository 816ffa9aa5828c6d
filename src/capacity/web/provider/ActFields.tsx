import { useTranslation } from 'react-i18next';
import { addDays } from '../../../platform/period.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import {
  CheckboxGroup,
  DatePicker,
  NumberField,
  RadioGroup,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import {
  absenceKinds,
  endReasons,
  fileKinds,
  partialStops,
  unavailabilityReasons,
} from '../../codes.ts';
import { reviewDay } from '../../rules.ts';
import { ReportSentence, UntilWeeks, useReported } from '../provider-tools/UntilWeeks.tsx';
import { type ActForm, type Faults, type FormField, lastEndOf, type Subject } from './act-form.ts';
import type { Slot } from './slots.ts';
import { useSlotWords } from './slot-words.ts';
import './words.ts';

export interface ActFieldsProps {
  readonly subject: Subject;
  readonly form: ActForm;
  readonly faults: Faults;
  readonly onChange: (change: Partial<ActForm>) => void;
  readonly openPlaces: readonly Slot[];
  readonly features: readonly string[];
}

/** The words of a fault of a field, or `null`. */
function useFaultWords(faults: Faults) {
  const { t } = useTranslation('capacity');
  return (field: FormField): string | null => {
    const fault = faults[field];
    if (!fault) return null;
    const { code, day, most } = fault;
    return t(`provider.form.fault.${code}` as 'provider.form.fault.tooLate', {
      day: day ? formatDay(day) : '',
      most,
    });
  };
}

/** The fields of an act, the ones without which it cannot be sent first. */
export function ActFields(props: ActFieldsProps) {
  switch (props.subject.name) {
    case 'start':
      return <StartFields {...props} />;
    case 'away':
      return <AwayFields {...props} />;
    case 'leave':
      return <LeaveFields {...props} />;
    case 'move':
      return <MoveFields {...props} />;
    case 'outOfUse':
      return <OutOfUseFields {...props} />;
    case 'extend':
      return <EndFields {...props} />;
    case 'back':
    case 'inUse':
      return <DayField {...props} />;
  }
}

function DayField({ subject, form, faults, onChange }: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const words = useFaultWords(faults);
  const { name } = subject;
  const hasOn = name === 'back' || name === 'leave' || name === 'move' || name === 'inUse';
  return (
    <DatePicker
      label={hasOn ? t(`provider.form.on.${name}`) : t('provider.form.from')}
      value={form.from}
      onChange={(from) => onChange({ from })}
      error={words('from')}
      isRequired
    />
  );
}

function StartFields(props: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const { form, faults, onChange, subject } = props;
  const words = useFaultWords(faults);
  const slotWords = useSlotWords(subject.today);
  return (
    <>
      {subject.slot === null ? (
        <TextField
          label={t('provider.form.overCapacityReason')}
          help={t('provider.form.overCapacityHelp')}
          value={form.overCapacityReason}
          onChange={(overCapacityReason) => onChange({ overCapacityReason })}
          error={words('overCapacityReason')}
          rows={2}
          maxLength={500}
          isRequired
          autoFocus
        />
      ) : null}
      <DayField {...props} />
      <TextField
        label={t('provider.form.personRef')}
        help={t('provider.form.personRefHelp')}
        value={form.personRef}
        onChange={(personRef) => onChange({ personRef })}
        maxLength={64}
      />
      <DatePicker
        label={t('provider.form.expectedEndOn')}
        value={form.expectedEndOn}
        onChange={(expectedEndOn) => onChange({ expectedEndOn })}
        error={words('expectedEndOn')}
      />
      <Select
        label={t('provider.form.fileKind')}
        placeholder={t('provider.form.fileKindNone')}
        choices={fileKinds.map((id) => ({ id, label: t(`codes.fileKind.${id}`) }))}
        value={form.fileKind}
        onChange={(fileKind) => onChange({ fileKind })}
      />
      {props.features.length > 0 ? (
        <CheckboxGroup
          label={t('provider.form.needs')}
          choices={props.features.map((id) => ({ id, label: slotWords.features([id]) }))}
          value={form.needs}
          onChange={(needs) => onChange({ needs })}
        />
      ) : null}
    </>
  );
}

function AwayFields(props: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const { form, faults, onChange } = props;
  const words = useFaultWords(faults);
  return (
    <>
      <RadioGroup
        label={t('provider.form.kind')}
        choices={absenceKinds.map((id) => ({ id, label: t(`codes.absence.${id}`) }))}
        value={form.kind}
        onChange={(kind) => onChange({ kind: kind as ActForm['kind'] })}
        error={words('kind')}
        isRequired
      />
      <DayField {...props} />
      <DatePicker
        label={t('provider.form.until')}
        help={t('provider.form.untilHelp')}
        value={form.until}
        onChange={(until) => onChange({ until })}
        error={words('until')}
      />
    </>
  );
}

function LeaveFields(props: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const { form, faults, onChange } = props;
  const words = useFaultWords(faults);
  return (
    <>
      <Select
        label={t('provider.form.reason')}
        choices={endReasons.map((id) => ({ id, label: t(`codes.end.${id}`) }))}
        value={form.endReason}
        onChange={(id) => onChange({ endReason: id as ActForm['endReason'] })}
        error={words('endReason')}
        isRequired
      />
      <DayField {...props} />
    </>
  );
}

function MoveFields(props: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const { form, faults, onChange, openPlaces, subject } = props;
  const words = useFaultWords(faults);
  const slotWords = useSlotWords(subject.today);
  return (
    <>
      <RadioGroup
        label={t('provider.form.place')}
        choices={openPlaces.map((slot) => {
          const features = slotWords.features(slot.place?.features ?? []);
          const label = slotWords.place(slot);
          return { id: slot.id, label: features ? `${label} (${features})` : label };
        })}
        value={form.placeId}
        onChange={(placeId) => onChange({ placeId })}
        error={words('placeId')}
        isRequired
      />
      <DayField {...props} />
    </>
  );
}

function OutOfUseFields(props: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const { form, faults, onChange, subject } = props;
  const words = useFaultWords(faults);
  const reported = useReported();
  return (
    <>
      {subject.slot === null ? <WhatFields {...props} /> : null}
      <Select
        label={t('provider.form.reason')}
        choices={unavailabilityReasons.map((id) => ({
          id,
          label: t(`codes.unavailability.${id}`),
        }))}
        value={form.outReason}
        onChange={(id) => onChange({ outReason: id as ActForm['outReason'] })}
        error={words('outReason')}
        isRequired
      />
      <TextField
        label={t('provider.form.explanation')}
        help={t('provider.form.explanationHelp')}
        value={form.explanation}
        onChange={(explanation) => onChange({ explanation })}
        error={words('explanation')}
        isRequired={form.outReason === 'OTHER'}
        rows={2}
        maxLength={500}
      />
      <DayField {...props} />
      {form.from ? (
        <UntilWeeks
          from={form.from}
          until={form.expectedEndOn}
          onChange={(expectedEndOn) => onChange({ expectedEndOn })}
        />
      ) : null}
      <EndFields {...props} />
      <ReportSentence
        what={reported(subject.slot === null ? form : { ...form, what: 'places', places: 1 })}
        until={form.expectedEndOn}
        reviewOn={
          form.reviewOn ??
          (form.from && form.expectedEndOn ? reviewDay(form.from, form.expectedEndOn) : null)
        }
      />
    </>
  );
}

function WhatFields({ subject, form, faults, onChange }: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const words = useFaultWords(faults);
  return (
    <>
      <RadioGroup
        label={t('provider.form.what')}
        choices={[
          { id: 'places', label: t('provider.form.whatPlaces') },
          { id: 'stop', label: t('provider.form.whatStop') },
        ]}
        value={form.what}
        onChange={(what) => onChange({ what: what as ActForm['what'] })}
      />
      {form.what === 'places' ? (
        <NumberField
          label={t('provider.form.places')}
          help={t('provider.form.placesHelp')}
          value={form.places}
          onChange={(places) => onChange({ places })}
          min={1}
          max={subject.recognised}
          error={words('places')}
          isRequired
        />
      ) : (
        <RadioGroup
          label={t('provider.form.stop')}
          choices={partialStops.map((id) => ({ id, label: t(`codes.partialStop.${id}`) }))}
          value={form.stop}
          onChange={(stop) => onChange({ stop: stop as ActForm['stop'] })}
          error={words('stop')}
          isRequired
        />
      )}
    </>
  );
}

function EndFields({ subject, form, faults, onChange }: ActFieldsProps) {
  const { t } = useTranslation('capacity');
  const words = useFaultWords(faults);
  const last = lastEndOf(subject, form);
  return (
    <>
      <DatePicker
        label={t('provider.form.outEnd')}
        help={t('provider.form.outEndHelp', { day: formatDay(last) })}
        value={form.expectedEndOn}
        onChange={(expectedEndOn) => onChange({ expectedEndOn })}
        min={addDays(subject.today, -31)}
        error={words('expectedEndOn')}
        isRequired
      />
      <DatePicker
        label={t('provider.form.reviewOn')}
        help={t('provider.form.reviewHelp')}
        value={form.reviewOn}
        onChange={(reviewOn) => onChange({ reviewOn })}
        error={words('reviewOn')}
      />
    </>
  );
}
