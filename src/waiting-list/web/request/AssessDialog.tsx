import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, formatDay } from '../../../web/i18n/format.ts';
import { Checkbox, DatePicker, Select, TextField } from '../../../web/ui/index.ts';
import type { UrgencyFact } from '../../codes.ts';
import type { RuleContent } from '../../rule-set.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { BandMark } from '../BandMark.tsx';
import { useToday, useWords } from '../code-words.ts';
import { useWrite } from '../use-waiting-list.ts';
import { type ActProps, pathOf } from './acts.ts';
import { factGroups, fromPriority, lastDay, outcomeOf, toggleFact } from './assess-form.ts';

const SHORTEST_REASON = 3;

interface Fields {
  readonly facts: readonly UrgencyFact[];
  readonly sources: Readonly<Record<string, string>>;
  /** `null`: as late as the rules allow. */
  readonly validUntil: string | null;
  readonly override: { readonly bandNo: number; readonly reason: string } | null;
}

/** Which facts hold, each with where it is known from; the band that follows is seen before it is saved. */
export function AssessDialog({ detail, onClose }: ActProps) {
  const { t } = useTranslation('waiting-list');
  const rules = detail.rules?.content;
  if (!rules)
    return (
      <FormDialog
        title={t('request.urgency.assess')}
        verb={t('form.save')}
        isPending={false}
        problem={t('list.noRules')}
        onSave={onClose}
        onClose={onClose}
      >
        {null}
      </FormDialog>
    );
  return <Form detail={detail} onClose={onClose} rules={rules} />;
}

function Form({ detail, onClose, rules }: ActProps & { readonly rules: RuleContent }) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const { send, isPending, problem } = useWrite();
  const [latest] = detail.assessments;
  const [fields, setFields] = useState<Fields>({
    facts: latest?.facts ?? [],
    sources: latest?.sources ?? {},
    validUntil: null,
    override: null,
  });
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));
  const priority = fromPriority(detail.row.facts);
  const outcome = outcomeOf(rules, [...fields.facts, ...priority]);
  const bandNo = fields.override?.bandNo ?? outcome.bandNo;
  const band = rules.bands[bandNo - 1]!;
  const last = lastDay(band, today);
  const validUntil =
    fields.validUntil === null || fields.validUntil > last ? last : fields.validUntil;
  const noSource = (fact: UrgencyFact) => !fields.sources[fact]?.trim();
  const noReason =
    fields.override !== null && fields.override.reason.trim().length < SHORTEST_REASON;
  const save = async () => {
    setTried(true);
    if (fields.facts.some(noSource) || noReason) return;
    const sources = Object.fromEntries(
      fields.facts.map((fact) => [fact, fields.sources[fact]!.trim()]),
    );
    const { override } = fields;
    const done = await send({
      path: `${pathOf(detail)}/assessments`,
      body: {
        facts: fields.facts,
        sources,
        validUntil,
        ...(override ? { override: { ...override, reason: override.reason.trim() } } : {}),
      },
      said: t('request.urgency.said', { band: band.code }),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('request.urgency.assess')}
      verb={t('form.save')}
      isWide
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      {(Object.keys(factGroups) as (keyof typeof factGroups)[]).map((group) => (
        <fieldset key={group} className="wl-group">
          <legend>{t(`codes.factGroup.${group}`)}</legend>
          {factGroups[group].map((fact) => (
            <FactField
              key={fact}
              fact={fact}
              isOn={fields.facts.includes(fact)}
              source={fields.sources[fact] ?? ''}
              isMissing={isTried && noSource(fact)}
              onToggle={() => change({ facts: toggleFact(fields.facts, fact) })}
              onSource={(text) => change({ sources: { ...fields.sources, [fact]: text } })}
            />
          ))}
        </fieldset>
      ))}
      <Outcome outcome={outcome} priority={priority} isReplaced={fields.override !== null} />
      <Override rules={rules} fields={fields} change={change} isMissing={isTried && noReason} />
      <DatePicker
        label={t('request.urgency.until')}
        help={t('request.urgency.untilHelp', { day: formatDay(last), band: band.code })}
        value={validUntil}
        onChange={(day) => change({ validUntil: day })}
        min={addDays(today, 1)}
        max={last}
        isRequired
      />
    </FormDialog>
  );
}

interface FactFieldProps {
  readonly fact: UrgencyFact;
  readonly isOn: boolean;
  readonly source: string;
  readonly isMissing: boolean;
  readonly onToggle: () => void;
  readonly onSource: (text: string) => void;
}

/** A fact in plain words; once it holds, it asks where that is known from. */
function FactField(props: FactFieldProps) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  return (
    <div>
      <Checkbox isSelected={props.isOn} onChange={props.onToggle}>
        {words.fact(props.fact)}
      </Checkbox>
      {props.isOn ? (
        <div className="wl-source">
          <TextField
            label={t('request.urgency.sourceOf', { fact: words.fact(props.fact) })}
            help={t('request.urgency.sourceHelp')}
            value={props.source}
            onChange={props.onSource}
            maxLength={300}
            isRequired
            error={props.isMissing ? t('request.urgency.sourceMissing') : null}
          />
        </div>
      ) : null}
    </div>
  );
}

/** What the rules make of it, read out as it changes. */
function Outcome({
  outcome: { bandNo, band, condition },
  priority,
  isReplaced,
}: {
  readonly outcome: ReturnType<typeof outcomeOf>;
  readonly priority: readonly UrgencyFact[];
  readonly isReplaced: boolean;
}) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  return (
    <div className="wl-outcome" role="status">
      <BandMark band={band.code} bandNo={bandNo} />
      <div>
        <p className="wl-big">{t('request.urgency.result', { band: band.code })}</p>
        <p>
          {condition.length > 0
            ? t('request.urgency.because', { facts: words.facts(condition) })
            : t('request.urgency.becauseNone')}
          {'. '}
          {isReplaced ? '' : t(`codes.secondWorker.${band.secondWorker}`)}
        </p>
        {priority.length > 0 ? (
          <p className="vp-muted">
            {t('request.urgency.fromPriority', { facts: words.facts(priority) })}
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** Another band than the rules give: with a reason, and a second worker. */
function Override({
  rules,
  fields: { override },
  change,
  isMissing,
}: {
  readonly rules: RuleContent;
  readonly fields: Fields;
  readonly change: (part: Partial<Fields>) => void;
  readonly isMissing: boolean;
}) {
  const { t } = useTranslation('waiting-list');
  return (
    <>
      <Checkbox
        isSelected={override !== null}
        onChange={(isOn) => change({ override: isOn ? { bandNo: 1, reason: '' } : null })}
      >
        {t('request.urgency.override')}
      </Checkbox>
      {override ? (
        <div className="wl-source">
          <Select
            label={t('request.urgency.overrideBand')}
            choices={rules.bands.map(({ code }, at) => ({ id: String(at + 1), label: code }))}
            value={String(override.bandNo)}
            onChange={(id) => change({ override: { ...override, bandNo: Number(id) } })}
          />
          <TextField
            label={t('request.urgency.overrideReason')}
            help={t('request.urgency.overrideHelp')}
            value={override.reason}
            onChange={(reason) => change({ override: { ...override, reason } })}
            rows={2}
            maxLength={1000}
            isRequired
            error={isMissing ? t('form.reasonShort') : null}
          />
        </div>
      ) : null}
    </>
  );
}
