import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { ApiProblem } from '../../../web/api.ts';
import { containsDay } from '../../../platform/period.ts';
import { addDays } from '../../../web/i18n/format.ts';
import { useApi } from '../../../web/shell.ts';
import {
  Button,
  CheckboxGroup,
  DatePicker,
  ErrorState,
  Select,
  Skeleton,
} from '../../../web/ui/index.ts';
import type { CanComeAnswer, UnitDetail } from '../../contract.ts';
import { capacityRules } from '../../rules.ts';
import { CanComeWords } from './CanComeWords.tsx';
import { useFeatureWords } from './fact-words.ts';
import { Section } from './Section.tsx';
import type { Regiekamer } from './use-regiekamer.ts';

/** Needs that can be asked everywhere; a unit adds the features of its own places. */
const NEEDS = ['single', 'adapted', 'ground-floor', 'under-6'];

interface Question {
  readonly module: string;
  readonly from: string;
  readonly until?: string;
  readonly needs: readonly string[];
}

export interface CanComeFormProps {
  readonly unitId: string;
  readonly detail: UnitDetail;
  readonly regiekamer: Regiekamer;
}

/** "Kan dit kind komen?": asks the server to house everybody together, and says the answer in words. */
export function CanComeForm({ unitId, detail, regiekamer }: CanComeFormProps) {
  const { t } = useTranslation('capacity');
  const featureWords = useFeatureWords();
  const { today, moduleName, search } = regiekamer;
  const offered = detail.modules.map((row) => row.module);
  const [module, setModule] = useState(
    offered.find((code) => search.module?.includes(code)) ?? offered[0] ?? '',
  );
  const [from, setFrom] = useState<string | null>(detail.day < today ? today : detail.day);
  const [until, setUntil] = useState<string | null>(null);
  const [needs, setNeeds] = useState<string[]>([]);
  const [asked, setAsked] = useState<Question | null>(null);
  const [isTried, setTried] = useState(false);
  if (offered.length === 0) return null;
  const isBackwards = from !== null && until !== null && until <= from;
  const features = [...new Set([...NEEDS, ...detail.places.flatMap((place) => place.features)])];
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (from === null || isBackwards) return;
    setAsked({ module, from, needs, ...(until ? { until } : {}) });
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
  const api = useApi();
  // Under the key of its unit, so that a live change asks it anew.
  const query = useQuery({
    queryKey: ['capacity', 'unit', unitId, 'can-come', asked] as const,
    queryFn: ({ signal }) =>
      api.get<Static<typeof CanComeAnswer>>(
        `/api/capacity/units/${encodeURIComponent(unitId)}/can-come`,
        { ...asked },
        signal,
      ),
  });
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
      {stops.map(({ id, onlyFor }) => (
        <p key={id} className="rk-stop">
          {onlyFor
            ? t('regiekamer.canCome.mind', { stop: t(`codes.partialStop.${onlyFor}`) })
            : null}
        </p>
      ))}
      <CanComeWords answer={query.data} detail={detail} needs={asked.needs} />
    </div>
  );
}
