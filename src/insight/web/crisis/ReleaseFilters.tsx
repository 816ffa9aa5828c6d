import { useTranslation } from 'react-i18next';
import { spoken } from '../../../web/i18n/index.ts';
import { Select } from '../../../web/ui/index.ts';
import type { CrisisReleases } from '../../crisis/contract.ts';
import { quarterName } from '../../crisis/release-sections.ts';
import { useNames } from '../use-figures.ts';
import type { CrisisSearch } from './crisis-search.ts';

interface ReleaseFiltersProps {
  readonly releases: CrisisReleases;
  readonly change: (part: Pick<CrisisSearch, 'regio' | 'kwartaal'>) => void;
  /** Every region may be chosen. */
  readonly isOfAll: boolean;
}

/** Which quarter, and of which region. */
export function ReleaseFilters({ releases, change, isOfAll }: ReleaseFiltersProps) {
  const { t } = useTranslation('crisis-figures');
  const names = useNames();
  const { release, quarters, regions } = releases;
  return (
    <>
      <Select
        label={t('quarter')}
        choices={quarters.map((id) => ({ id, label: quarterName(id, spoken()) }))}
        value={release?.quarter ?? null}
        onChange={(id) => change({ kwartaal: id ?? undefined })}
      />
      {isOfAll ? (
        <Select
          label={t('region')}
          choices={regions.map((id) => ({ id, label: names.region(id) }))}
          value={release?.region ?? null}
          onChange={(id) => change({ regio: id ?? undefined })}
        />
      ) : null}
    </>
  );
}
