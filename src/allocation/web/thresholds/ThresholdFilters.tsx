import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import { Select } from '../../../web/ui/index.ts';
import type { Thresholds } from '../../thresholds/contract.ts';
import { sides, thresholdStates } from '../../thresholds/sides.ts';
import { useModules, useRegions } from '../use-allocation.ts';
import { everywhere, monthTexts, type ThresholdSearch, usualMonths } from './threshold-search.ts';
import './words.ts';

const all = 'all';

export interface ThresholdFiltersProps {
  readonly search: ThresholdSearch;
  readonly change: (part: ThresholdSearch) => void;
  readonly data: Thresholds | null;
}

/** Which thresholds: each choice works at once and stands in the address. */
export function ThresholdFilters({ search, change, data }: ThresholdFiltersProps) {
  const { t } = useTranslation('thresholds');
  const isProvider = useSession().role === 'PI';
  const modules = useModules();
  return (
    <>
      <Select
        label={t('months')}
        choices={monthTexts.map((id) => ({ id, label: t('lastMonths', { count: Number(id) }) }))}
        value={search.maanden ?? usualMonths}
        onChange={(id) =>
          change({ maanden: monthTexts.find((each) => each === id && id !== usualMonths) })
        }
      />
      {isProvider ? null : <Whose search={search} change={change} data={data} />}
      <Select
        label={t('module')}
        choices={[
          { id: all, label: t('allModules') },
          ...modules.map(({ code, name }) => ({ id: code, label: name })),
        ]}
        value={search.module ?? all}
        onChange={(id) => change({ module: id === all ? undefined : id })}
      />
      <Select
        label={t('sideFilter')}
        choices={[
          { id: all, label: t('allSides') },
          ...sides.map((id) => ({ id, label: t(`side.${id}`) })),
        ]}
        value={search.kant ?? all}
        onChange={(id) => change({ kant: sides.find((each) => each === id) })}
      />
      <Select
        label={t('stateFilter')}
        choices={[
          { id: all, label: t('allStates') },
          ...thresholdStates.map((id) => ({ id, label: t(`state.${id}`) })),
        ]}
        value={search.stand ?? all}
        onChange={(id) => change({ stand: thresholdStates.find((each) => each === id) })}
      />
    </>
  );
}

function Whose({ search, change, data }: ThresholdFiltersProps) {
  const { t } = useTranslation('thresholds');
  const regions = useRegions();
  const own = data?.ownRegion ?? null;
  return (
    <>
      <Select
        label={t('region')}
        choices={[
          { id: everywhere, label: t('everywhere') },
          ...regions.map(({ code, name }) => ({ id: code, label: name })),
        ]}
        value={search.regio ?? own ?? everywhere}
        onChange={(id) =>
          change({ regio: id === (own ?? everywhere) ? undefined : id, voorziening: undefined })
        }
      />
      <Select
        label={t('provider')}
        choices={[
          { id: all, label: t('allProviders') },
          ...(data?.providers ?? []).map(({ id, name }) => ({ id, label: name })),
        ]}
        value={search.voorziening ?? all}
        onChange={(id) => change({ voorziening: id === all ? undefined : id })}
      />
    </>
  );
}
