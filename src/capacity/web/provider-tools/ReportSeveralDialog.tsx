import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { addDays, formatDay } from '../../../web/i18n/format.ts';
import {
  Button,
  CheckboxGroup,
  DatePicker,
  Dialog,
  Icon,
  NumberField,
  RadioGroup,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import { partialStops, unavailabilityReasons } from '../../codes.ts';
import { reviewDay } from '../../rules.ts';
import { latestEnd } from '../provider/acts.ts';
import { useProblemWords } from '../provider/problem-words.ts';
import type { MyUnit } from '../provider/urgency.ts';
import { useModules } from '../use-modules.ts';
import {
  blankReport,
  modulesOf,
  mostPlaces,
  pairsOf,
  type ReportFault,
  type ReportForm,
  reportFaults,
  reportOf,
} from './report-form.ts';
import { ReportSentence, UntilWeeks, useReported } from './UntilWeeks.tsx';
import { useSeveral } from './use-several.ts';
import './words.ts';
import './provider-tools.css';
import '../provider/words.ts';

export interface ReportSeveralDialogProps {
  readonly units: readonly MyUnit[];
  readonly today: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A stop, or places out of use, for several units in one go: for whom, until when, why. */
export function ReportSeveralDialog(props: ReportSeveralDialogProps) {
  const { t } = useTranslation('provider-tools');
  const { units, today } = props;
  const [form, setForm] = useState(() => blankReport(units, today));
  const [isTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const several = useSeveral();
  const problemWords = useProblemWords();
  const what = useReported()(form);
  const concerned = new Set(pairsOf(units, form.modules).map(({ unitId }) => unitId)).size;
  const save = async () => {
    setTried(true);
    const body = reportOf(form, units);
    if (!body || isSending) return;
    setSending(true);
    setProblem(null);
    const day = formatDay(body.expectedEndOn);
    const text = body.onlyFor
      ? t('several.saidStop', { stop: what, count: concerned, day })
      : t('several.saidPlaces', { count: concerned, day });
    try {
      await several.report(body, text);
      props.onDone();
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault;
      setProblem(fault);
      setSending(false);
    }
  };
  const told = problem ? problemWords(problem) : null;
  const inTheWay = units.find(({ unitId }) => unitId === problem?.details['unitId'])?.name;
  return (
    <Dialog
      title={t('several.title', { count: units.length })}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button look="primary" onPress={() => void save()} isPending={isSending}>
            {t('several.save', { count: concerned })}
          </Button>
          <CancelButton onPress={props.onClose} />
        </>
      }
    >
      <form
        className="pt-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Fields
          form={form}
          units={units}
          today={today}
          faults={isTried ? reportFaults(form, units) : []}
          onChange={(part) => setForm((before) => ({ ...before, ...part }))}
        />
        <ReportSentence
          what={what}
          until={form.until}
          reviewOn={form.until === null ? null : reviewDay(form.from, form.until)}
        />
        <button type="submit" hidden tabIndex={-1} />
      </form>
      {told ? (
        <p className="vp-field-error" role="alert">
          <Icon name="warning" />
          <span>
            {inTheWay ? `${t('several.problem', { name: inTheWay })} ` : ''}
            {told.what} {told.mend}
          </span>
        </p>
      ) : null}
    </Dialog>
  );
}

function CancelButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation('capacity');
  return (
    <Button look="quiet" onPress={onPress}>
      {t('provider.form.cancel')}
    </Button>
  );
}

interface FieldsProps {
  readonly form: ReportForm;
  readonly units: readonly MyUnit[];
  readonly today: string;
  readonly faults: readonly ReportFault[];
  readonly onChange: (part: Partial<ReportForm>) => void;
}

function Fields(props: FieldsProps) {
  const { t } = useTranslation('provider-tools');
  const { t: c } = useTranslation('capacity');
  const { form, units, faults, onChange } = props;
  const { nameOf: moduleName } = useModules();
  const modules = modulesOf(units);
  const required = (field: ReportFault) =>
    faults.includes(field) ? c('provider.form.fault.required') : null;
  const most = mostPlaces(units, form.modules);
  return (
    <>
      <RadioGroup
        label={c('provider.form.what')}
        choices={[
          { id: 'stop', label: c('provider.form.whatStop') },
          { id: 'places', label: c('provider.form.whatPlaces') },
        ]}
        value={form.what}
        onChange={(what) => onChange({ what: what as ReportForm['what'] })}
      />
      {form.what === 'stop' ? (
        <RadioGroup
          label={t('stop.who')}
          choices={partialStops.map((id) => ({ id, label: c(`codes.partialStop.${id}`) }))}
          value={form.stop}
          onChange={(stop) => onChange({ stop: stop as ReportForm['stop'] })}
          error={required('stop')}
          isRequired
        />
      ) : (
        <NumberField
          label={t('several.places')}
          help={t('several.placesMost', { most })}
          value={form.places}
          onChange={(places) => onChange({ places })}
          min={1}
          max={most}
          error={required('places')}
          isRequired
        />
      )}
      {modules.length > 1 ? (
        <CheckboxGroup
          label={t('several.modules')}
          choices={modules.map((id) => ({ id, label: moduleName(id) }))}
          value={form.modules}
          onChange={(chosen) => onChange({ modules: chosen })}
          error={faults.includes('modules') ? t('several.noModule') : null}
        />
      ) : null}
      <Select
        label={c('provider.form.reason')}
        choices={unavailabilityReasons.map((id) => ({
          id,
          label: c(`codes.unavailability.${id}`),
        }))}
        value={form.reason}
        onChange={(reason) => onChange({ reason: reason as ReportForm['reason'] })}
        error={required('reason')}
        isRequired
      />
      <TextField
        label={c('provider.form.explanation')}
        help={c('provider.form.explanationHelp')}
        value={form.explanation}
        onChange={(explanation) => onChange({ explanation })}
        error={faults.includes('explanation') ? c('provider.form.fault.tooShort') : null}
        isRequired={form.reason === 'OTHER'}
        rows={2}
        maxLength={500}
      />
      <UntilFields {...props} />
    </>
  );
}

/** Until when: in whole weeks by one tap, or a day of one's own. */
function UntilFields({ form, today, faults, onChange }: FieldsProps) {
  const { t: c } = useTranslation('capacity');
  const last = latestEnd(form.from);
  return (
    <>
      <UntilWeeks from={form.from} until={form.until} onChange={(until) => onChange({ until })} />
      <DatePicker
        label={c('provider.form.outEnd')}
        help={c('provider.form.outEndHelp', { day: formatDay(last) })}
        value={form.until}
        onChange={(until) => onChange({ until })}
        min={addDays(today, 1)}
        error={
          faults.includes('until')
            ? c('provider.form.fault.tooLate', { day: formatDay(last) })
            : null
        }
        isRequired
      />
    </>
  );
}
