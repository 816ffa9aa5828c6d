import { useTranslation } from 'react-i18next';
import { formatMonth } from '../../web/i18n/format.ts';
import { Select } from '../../web/ui/index.ts';
import type { Releases } from '../contract.ts';
import type { FiguresSearch } from './figures-search.ts';
import type { Names } from './use-figures.ts';
import './words.ts';

export const ALL = 'alle';

interface FiltersProps {
  readonly releases: Releases;
  readonly month: string;
  /** Null: without a choice of area. */
  readonly area: string | null;
  readonly names: Names;
  readonly onChange: (part: FiguresSearch) => void;
}

/** Which month and which area; a board member's own region is said so and comes first. */
export function FigureFilters({ releases, month, area, names, onChange }: FiltersProps) {
  const { t } = useTranslation('insight');
  const own = releases.ownRegion;
  const regions = names.regions.toSorted(
    (a, b) => Number(b.code === own) - Number(a.code === own) || a.name.localeCompare(b.name),
  );
  return (
    <>
      <Select
        label={t('figures.month')}
        choices={releases.releases.map(({ month: id }) => ({ id, label: formatMonth(id) }))}
        value={month}
        onChange={(id) => onChange({ maand: id === releases.releases[0]?.month ? undefined : id })}
      />
      {area === null || names.regions.length === 0 ? null : (
        <Select
          label={t('figures.area')}
          choices={[
            { id: ALL, label: t('figures.everywhere') },
            ...regions.map(({ code, name }) => ({
              id: code,
              label: code === own ? t('figures.own', { region: name }) : name,
            })),
          ]}
          value={area}
          onChange={(gebied) => onChange({ gebied })}
        />
      )}
    </>
  );
}
