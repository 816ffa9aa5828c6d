import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NumberField, RadioGroup, say, Select } from '../../../web/ui/index.ts';
import type { Balance } from '../../balance/contract.ts';
import { type ScenarioStep, stepText } from '../../balance/scenario.ts';
import { useModules } from '../use-modules.ts';
import type { BalanceSearch } from './balance-search.ts';
import type { Weighed } from './weigh-regions.ts';

const KINDS = ['add', 'move', 'convert'] as const;
type Kind = (typeof KINDS)[number];

interface ScenarioFormProps {
  readonly data: Balance;
  readonly weighed: Weighed;
  readonly change: (part: BalanceSearch) => void;
}

/** Steps of a scenario, one after another; they stand in the address and change nothing else. */
export function ScenarioForm({ data, weighed, change }: ScenarioFormProps) {
  const { t } = useTranslation('balance');
  const { steps } = weighed;
  const put = (next: readonly ScenarioStep[]) =>
    change({ wat: next.length > 0 ? next.map(stepText) : undefined });
  const share = async () => {
    await navigator.clipboard.writeText(window.location.href).catch(() => {});
    say({ text: t('whatIf.copied') });
  };
  return (
    <>
      <p className="vp-muted">{t('whatIf.words')}</p>
      {steps.length > 0 ? (
        <ol className="ba-steps">
          {steps.map((step, at) => (
            // Two equal steps are two steps; the order is what tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${stepText(step)} ${at}`}>
              <StepWords step={step} data={data} missing={weighed.missing[at] ?? 0} />
              <Button
                size="small"
                look="quiet"
                label={t('whatIf.removeOf', { number: at + 1 })}
                onPress={() => put(steps.filter((_, other) => other !== at))}
              >
                {t('whatIf.remove')}
              </Button>
            </li>
          ))}
        </ol>
      ) : null}
      <NewStep data={data} onAdd={(step) => put([...steps, step])} />
      {steps.length > 0 ? (
        <div className="vp-actions vp-no-print">
          <Button onPress={() => void share()}>{t('whatIf.share')}</Button>
          <Button look="quiet" onPress={() => put([])}>
            {t('whatIf.clear')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface StepWordsProps {
  readonly step: ScenarioStep;
  readonly data: Balance;
  readonly missing: number;
}

function StepWords({ step, data, missing }: StepWordsProps) {
  const { t } = useTranslation('balance');
  const { nameOf } = useModules();
  const region = (code: string) => data.regions.find((each) => each.code === code)?.name ?? code;
  const words = {
    count: Math.abs(step.places),
    region: region(step.region),
    module: nameOf(step.module),
  };
  const what =
    step.kind === 'add'
      ? t(step.places > 0 ? 'step.add' : 'step.take', words)
      : step.kind === 'move'
        ? t('step.move', { ...words, to: region(step.to) })
        : t('step.convert', { ...words, to: nameOf(step.to), toPlaces: step.toPlaces });
  return (
    <span>
      {what}
      {missing > 0 ? <b> {t('step.missing', { count: missing })}</b> : null}
    </span>
  );
}

interface NewStepProps {
  readonly data: Balance;
  readonly onAdd: (step: ScenarioStep) => void;
}

interface Draft {
  readonly kind: Kind;
  readonly region: string;
  readonly toRegion: string;
  readonly module: string;
  readonly toModule: string;
  readonly places: number | null;
  readonly toPlaces: number | null;
}

/** The step of a draft; `null` while something is missing. */
function stepOf({
  kind,
  region,
  toRegion,
  module,
  toModule,
  places,
  toPlaces,
}: Draft): ScenarioStep | null {
  if (!places) return null;
  if (kind === 'add') return { kind, region, module, places };
  if (places < 0) return null;
  if (kind === 'move')
    return region === toRegion ? null : { kind, region, to: toRegion, module, places };
  if (module === toModule || toPlaces === null) return null;
  return { kind, region, module, to: toModule, places, toPlaces };
}

function NewStep({ data, onAdd }: NewStepProps) {
  const { t } = useTranslation('balance');
  const modules = useModules();
  const offered = [...new Set(data.rows.map((row) => row.module))];
  const [first, second] = data.regions;
  const [draft, setDraft] = useState<Draft>({
    kind: 'add',
    region: first?.code ?? '',
    toRegion: second?.code ?? '',
    module: offered[0] ?? '',
    toModule: offered[1] ?? '',
    places: 10,
    toPlaces: 10,
  });
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const regions = data.regions.map(({ code, name }) => ({ id: code, label: name }));
  const kinds = offered.map((code) => ({ id: code, label: modules.nameOf(code) }));
  const step = stepOf(draft);
  return (
    <div className="ba-form vp-no-print">
      <RadioGroup
        label={t('whatIf.act')}
        choices={KINDS.map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={draft.kind}
        onChange={(id) => set({ kind: KINDS.find((kind) => kind === id) ?? 'add' })}
      />
      <NumberField
        label={t('whatIf.places')}
        value={draft.places}
        onChange={(places) => set({ places })}
        min={draft.kind === 'add' ? -999 : 1}
        max={999}
      />
      <Select
        label={t('whatIf.module')}
        choices={kinds}
        value={draft.module}
        onChange={(module) => set({ module })}
      />
      <Select
        label={t(draft.kind === 'move' ? 'whatIf.from' : 'whatIf.in')}
        choices={regions}
        value={draft.region}
        onChange={(region) => set({ region })}
      />
      {draft.kind === 'move' ? (
        <Select
          label={t('whatIf.to')}
          choices={regions}
          value={draft.toRegion}
          onChange={(toRegion) => set({ toRegion })}
        />
      ) : null}
      {draft.kind === 'convert' ? (
        <>
          <Select
            label={t('whatIf.becomes')}
            choices={kinds}
            value={draft.toModule}
            onChange={(toModule) => set({ toModule })}
          />
          <NumberField
            label={t('whatIf.toPlaces')}
            value={draft.toPlaces}
            onChange={(toPlaces) => set({ toPlaces })}
            min={0}
            max={999}
          />
        </>
      ) : null}
      <Button
        look="primary"
        onPress={() => step && onAdd(step)}
        blockedBecause={step ? null : t('whatIf.incomplete')}
      >
        {t('whatIf.add')}
      </Button>
    </div>
  );
}
