import { useTranslation } from 'react-i18next';
import { searchKey } from '../../../region/index.ts';
import { type Choice, ComboBox, NumberField, Select } from '../../../web/ui/index.ts';
import { useAreas } from '../around/use-areas.ts';
import { type BedSearch, distances, type Group, groups } from './bed-search.ts';
import type { ModuleNames } from './use-beds.ts';
import './words.ts';

const ANY = 'any';
const MOST = 12;

interface BedFieldsProps {
  readonly search: BedSearch;
  readonly modules: readonly ModuleNames[];
  readonly onChange: (change: BedSearch) => void;
}

/** For whom, what, and how far from where. */
export function BedFields({ search, modules, onChange }: BedFieldsProps) {
  const { t } = useTranslation('crisis-beds');
  const { municipalities } = useAreas();
  const choiceOf = ({ code, name }: { code: string; name: string }): Choice => ({
    id: code,
    label: name,
  });
  const near = municipalities.find(({ code }) => code === search.van);
  const found = (text: string) => {
    const wanted = searchKey(text);
    const begins = (name: string) => (searchKey(name).startsWith(wanted) ? 0 : 1);
    return municipalities
      .filter(({ name }) => searchKey(name).includes(wanted))
      .toSorted((a, b) => begins(a.name) - begins(b.name))
      .slice(0, MOST)
      .map(choiceOf);
  };
  return (
    <div className="cr-bar cr-fields vp-no-print">
      <NumberField
        label={t('age')}
        min={0}
        max={25}
        value={search.leeftijd ?? null}
        onChange={(age) => onChange({ leeftijd: age ?? undefined })}
      />
      <Select
        label={t('group')}
        choices={[ANY, ...groups].map((id) => ({ id, label: t(`groups.${id as Group | 'any'}`) }))}
        value={search.groep ?? ANY}
        onChange={(id) => onChange({ groep: groups.find((group) => group === id) })}
      />
      <Select
        label={t('module')}
        choices={[{ id: ANY, label: t('anyModule') }, ...modules.map(choiceOf)]}
        value={search.module ?? ANY}
        onChange={(id) => onChange({ module: id === ANY ? undefined : id })}
      />
      <ComboBox
        label={t('near')}
        help={t('nearHelp')}
        value={near ? choiceOf(near) : null}
        onChange={(choice) => onChange({ van: choice?.id })}
        search={async (text) => found(text)}
      />
      {search.van ? (
        <Select
          label={t('km')}
          choices={[
            { id: ANY, label: t('anyKm') },
            ...distances.map((km) => ({ id: String(km), label: t('kmOf', { km }) })),
          ]}
          value={search.km === undefined ? ANY : String(search.km)}
          onChange={(id) => onChange({ km: distances.find((km) => String(km) === id) })}
        />
      ) : null}
    </div>
  );
}
