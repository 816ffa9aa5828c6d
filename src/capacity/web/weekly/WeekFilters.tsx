import { useTranslation } from 'react-i18next';
import { formatDayShort, weekOf } from '../../../web/i18n/format.ts';
import { useSession } from '../../../web/shell.ts';
import { RadioGroup, Select } from '../../../web/ui/index.ts';
import type { WeekDifference } from '../../weekly/contract.ts';
import { explained } from '../../weekly/explain-change.ts';
import { useAreas } from '../use-areas.ts';
import { useModules } from '../use-modules.ts';
import { GROUPS, type WeeklySearch } from './weekly-search.ts';

const ALL = 'alle';

interface WeekFiltersProps {
  readonly days: readonly string[];
  readonly difference: WeekDifference;
  readonly search: WeeklySearch;
  readonly change: (part: WeeklySearch) => void;
}

/** Which two weeks, which figure, of whom. */
export function WeekFilters({ days, difference, search, change }: WeekFiltersProps) {
  const { t } = useTranslation('weekly');
  const { role } = useSession();
  const areas = useAreas();
  const modules = useModules();
  const isProvider = role === 'PC' || role === 'PI';
  const all = { id: ALL, label: t('filter.all') };
  const weeks = days.toReversed().map((day) => ({
    id: day,
    label: t('filter.week', { week: weekOf(day).week, day: formatDayShort(day) }),
  }));
  const offered = new Set(difference.rows.map((row) => row.module));
  const providers = new Map(difference.rows.map((row) => [row.providerId, row.providerName]));
  const orNone = (id: string) => (id === ALL ? undefined : id);
  return (
    <>
      <Select
        label={t('filter.from')}
        choices={weeks}
        value={difference.from.day}
        onChange={(van) => change({ van })}
      />
      <Select
        label={t('filter.until')}
        choices={weeks}
        value={difference.until.day}
        onChange={(tot) => change({ tot })}
      />
      <RadioGroup
        label={t('filter.figure')}
        choices={explained.map((id) => ({ id, label: t(`figure.${id}`) }))}
        value={search.cijfer ?? 'free'}
        onChange={(id) =>
          change({ cijfer: explained.find((each) => each === id && id !== 'free') })
        }
      />
      <RadioGroup
        label={t('filter.per')}
        choices={GROUPS.filter((id) => !isProvider || id === 'module' || id === 'leefgroep').map(
          (id) => ({ id, label: t(`per.${id}`) }),
        )}
        value={search.per ?? (isProvider ? 'leefgroep' : 'regio')}
        onChange={(id) => change({ per: GROUPS.find((each) => each === id) })}
      />
      {isProvider ? null : (
        <>
          <Select
            label={t('filter.region')}
            choices={[
              all,
              ...(areas?.regions ?? []).map(({ code, name }) => ({ id: code, label: name })),
            ]}
            value={search.regio ?? ALL}
            onChange={(id) => change({ regio: orNone(id) })}
          />
          <Select
            label={t('filter.provider')}
            choices={[all, ...[...providers].map(([id, label]) => ({ id, label }))]}
            value={search.voorziening ?? ALL}
            onChange={(id) => change({ voorziening: orNone(id) })}
          />
        </>
      )}
      <Select
        label={t('filter.module')}
        choices={[
          all,
          ...modules.list
            .filter(({ code }) => offered.has(code))
            .map(({ code, name }) => ({ id: code, label: name })),
        ]}
        value={search.module ?? ALL}
        onChange={(id) => change({ module: orNone(id) })}
      />
    </>
  );
}
