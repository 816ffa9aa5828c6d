import { useTranslation } from 'react-i18next';
import { RadioGroup, SearchField, Select } from '../../../web/ui/index.ts';
import type { Findings } from '../../findings/contract.ts';
import { findingKinds, findingOwners } from '../../findings/kinds.ts';
import { useAreas } from '../use-areas.ts';
import { useFindingWords } from './finding-words.ts';
import { AGES, type FindingsSearch } from './findings-search.ts';

const ALL = 'alle';
const byName = new Intl.Collator('nl-BE', { numeric: true, sensitivity: 'base' });

interface FindingFiltersProps {
  readonly data: Findings;
  readonly search: FindingsSearch;
  readonly change: (part: FindingsSearch) => void;
}

/** What is asked of the list; a provider's own people have no other providers to choose. */
export function FindingFilters({ data, search, change }: FindingFiltersProps) {
  const { t } = useTranslation('findings');
  const { isProvider } = useFindingWords(data.day);
  const areas = useAreas();
  const all = { id: ALL, label: t('filter.all') };
  const pick = (key: keyof FindingsSearch) => (id: string) =>
    change({ [key]: id === ALL ? undefined : id });
  const units = new Map(data.findings.map((each) => [each.unitId, each.unitName]));
  return (
    <>
      <SearchField
        label={t('filter.search')}
        value={search.zoek ?? ''}
        onChange={(zoek) => change({ zoek: zoek || undefined })}
      />
      <Select
        label={t('column.kind')}
        choices={[all, ...findingKinds.map((id) => ({ id, label: t(`kind.${id}.title`) }))]}
        value={search.soort ?? ALL}
        onChange={pick('soort')}
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
            onChange={pick('regio')}
          />
          <Select
            label={t('column.provider')}
            choices={[
              all,
              ...data.freshness.map((each) => ({ id: each.providerId, label: each.providerName })),
            ]}
            value={search.voorziening ?? ALL}
            onChange={pick('voorziening')}
          />
        </>
      )}
      {isProvider || search.leefgroep ? (
        <Select
          label={t('column.unit')}
          choices={[
            all,
            ...[...units]
              .map(([id, label]) => ({ id, label }))
              .sort((a, b) => byName.compare(a.label, b.label)),
          ]}
          value={search.leefgroep ?? ALL}
          onChange={pick('leefgroep')}
        />
      ) : null}
      <RadioGroup
        label={t('column.owner')}
        choices={[all, ...findingOwners.map((id) => ({ id, label: t(`owner.${id}`) }))]}
        value={search.wie ?? ALL}
        onChange={pick('wie')}
      />
      <RadioGroup
        label={t('filter.age')}
        choices={[all, ...AGES.map((id) => ({ id, label: t('filter.older', { days: id }) }))]}
        value={search.ouder ?? ALL}
        onChange={pick('ouder')}
      />
    </>
  );
}
