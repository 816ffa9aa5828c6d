import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../web/api.ts';
import { containsDay } from '../../../platform/period.ts';
import { addDays, formatDay } from '../../../web/i18n/format.ts';
import {
  Button,
  CheckboxGroup,
  DatePicker,
  ErrorState,
  Select,
  Skeleton,
} from '../../../web/ui/index.ts';
import type { UnitDetail } from '../../contract.ts';
import { capacityRules } from '../../rules.ts';
import { CanComeWords } from './CanComeWords.tsx';
import { useFeatureWords } from './fact-words.ts';
import { Section } from './Section.tsx';
import { type Question, useCanCome } from './use-can-come.ts';
import type { Regiekamer } from './use-regiekamer.ts';

/** Needs that can be asked everywhere; a unit adds the features of its own places. */
const NEEDS = ['single', 'adapted', 'ground-floor', 'under-6'];

export interface CanComeFormProps {
  readonly unitId: string;
  readonly detail: UnitDetail;
  readonly regiekamer: Pick<Regiekamer, 'today' | 'moduleName' | 'search'>;
  /** The question as the address has it, for a page that keeps it there. */
  readonly begun?: Question | null;
  readonly onAsk?: (question: Question) => void;
}

/** "Kan dit kind komen?": asks the server to house everybody together, and says the answer in words. */
export function CanComeForm(props: CanComeFormProps) {
  const { unitId, detail, regiekamer, begun = null } = props;
  const { t } = useTranslation('capacity');
  const featureWords = useFeatureWords();
  const { today, moduleName, search } = regiekamer;
  const offered = detail.modules.map((row) => row.module);
  const [module, setModule] = useState(
    offered.find((code) => search.module?.includes(code)) ?? offered[0] ?? '',
  );
  const [from, setFrom] = useState<string | null>(
    begun?.from ?? (detail.day < today ? today : detail.day),
  );
  const [until, setUntil] = useState<string | null>(begun?.until ?? null);
  const [needs, setNeeds] = useState<string[]>([...(begun?.needs ?? [])]);
  const [asked, setAsked] = useState<Question | null>(begun);
  const [isTried, setTried] = useState(false);
  if (offered.length === 0) return null;
  const isBackwards = from !== null && until !== null && until <= from;
  const features = [...new Set([...NEEDS, ...detail.places.flatMap((place) => place.features)])];
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (from === null || isBackwards) return;
    const question = { module, from, needs, ...(until ? { until } : {}) };
    setAsked(question);
    props.onAsk?.(question);
  };
  return (
    <Section title={t('regiekamer.canCome.title')}>
      <form className="rk-can-come vp-no-print" onSubmit={ask} noValidate>
        {offered.length > 1 ? (
          <Select
            label={t('regiekamer.filter.module')}
            choices={offered.map((code) => ({ id: code, label: moduleName(code) }))}
            value={module}
            onChange={setModule}
          />
        ) : null}
        <DatePicker
          label={t('regiekamer.canCome.from')}
          value={from}
          onChange={setFrom}
          min={today}
          max={addDays(today, capacityRules.furthestStartDays)}
          isRequired
          error={isTried && from === null ? t('regiekamer.canCome.fromMissing') : null}
        />
        <DatePicker
          label={t('regiekamer.canCome.until')}
          help={t('regiekamer.canCome.untilHelp')}
          value={until}
          onChange={setUntil}
          error={isTried && isBackwards ? t('regiekamer.canCome.backwards') : null}
        />
        <CheckboxGroup
          label={t('regiekamer.canCome.needs')}
          choices={features.map((id) => ({ id, label: featureWords(id) }))}
          value={needs}
          onChange={setNeeds}
        />
        <Button type="submit" look="primary">
          {t('regiekamer.canCome.ask')}
        </Button>
      </form>
      {asked ? <Answer unitId={unitId} asked={asked} detail={detail} /> : null}
    </Section>
  );
}

function Answer(props: {
  readonly unitId: string;
  readonly asked: Question;
  readonly detail: UnitDetail;
}) {
  const { unitId, asked, detail } = props;
  const { t } = useTranslation('capacity');
  const query = useCanCome(unitId, asked);
  if (query.isPending) return <Skeleton lines={2} label={t('regiekamer.canCome.asking')} />;
  if (query.isError) {
    const problem = query.error instanceof ApiProblem ? query.error : null;
    return (
      <ErrorState
        what={t('regiekamer.canCome.failed')}
        mend={problem?.mend ?? problem?.message}
        kept={null}
        onRetry={() => void query.refetch()}
        reference={problem?.reference}
      />
    );
  }
  // A stop takes no place away; whether it concerns this child, the reader knows.
  const stops = detail.unavailabilities.filter(
    ({ onlyFor, module, period }) =>
      onlyFor !== null && module === asked.module && containsDay(period, asked.from),
  );
  return (
    <div className="rk-answer" data-outcome={query.data.outcome} role="status">
      {stops.map(({ id, onlyFor, period, expectedEndOn, reason }) => (
        <p key={id} className="rk-stop">
          {onlyFor
            ? t('regiekamer.canCome.mind', {
                stop: t(`codes.partialStop.${onlyFor}`),
                day: formatDay(period.until ?? expectedEndOn),
                reason: t(`codes.unavailability.${reason}`),
              })
            : null}
        </p>
      ))}
      <CanComeWords answer={query.data} detail={detail} needs={asked.needs} />
    </div>
  );
}
