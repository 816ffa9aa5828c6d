import { useTranslation } from 'react-i18next';
import { searchKey } from '../../../region/index.ts';
import { formatNumber } from '../../../web/i18n/format.ts';
import {
  Button,
  CheckboxGroup,
  type Choice,
  ComboBox,
  DatePicker,
  RadioGroup,
} from '../../../web/ui/index.ts';
import { addDays } from '../../../web/i18n/format.ts';
import { capacityRules } from '../../rules.ts';
import { findMunicipalities } from './find-municipalities.ts';
import { askedCount, GENDERS, type RegiekamerSearch } from './regiekamer-search.ts';
import { NumberBox } from './typed-fields.tsx';
import { type AreaList, useAreas } from '../use-areas.ts';
import type { ModuleList } from '../use-modules.ts';

/** The distance that stands there when a municipality is chosen. */
const FIRST_KM = 30;
const ANY = 'any';

export interface FilterPanelProps {
  readonly search: RegiekamerSearch;
  readonly change: (part: RegiekamerSearch, isTyping?: boolean) => void;
  readonly onClear: () => void;
  readonly origin: AreaList['municipalities'][number] | undefined;
  readonly modules: ModuleList;
  readonly today: string;
  /** Places to offer by region and by module, under the rest of the question. */
  readonly placesIn: (key: 'region' | 'module') => ReadonlyMap<string, number>;
}

/** Every part of the question, always in sight; each choice works at once. */
export function FilterPanel(props: FilterPanelProps) {
  const { t } = useTranslation('capacity');
  const { search } = props;
  const count = askedCount(search);
  return (
    <div className="rk-filter-list">
      <WithPlace {...props} />
      <Child {...props} />
      <Where {...props} />
      <What {...props} />
      {count > 0 || search.at ? (
        <Button onPress={props.onClear}>{t('regiekamer.filter.clear')}</Button>
      ) : null}
    </div>
  );
}

function WithPlace({ search, change }: FilterPanelProps) {
  const { t } = useTranslation('capacity');
  return (
    <>
      <RadioGroup
        label={t('regiekamer.filter.show')}
        value={search.minimum ? 'places' : 'all'}
        onChange={(id) => change({ minimum: id === 'places' ? 1 : undefined })}
        choices={[
          { id: 'all', label: t('regiekamer.filter.all') },
          { id: 'places', label: t('regiekamer.filter.places') },
        ]}
      />
      {search.minimum ? (
        <NumberBox
          label={t('regiekamer.filter.minimum')}
          help={t('regiekamer.filter.minimumHelp')}
          value={search.minimum}
          onChange={(minimum) => change({ minimum: minimum ?? 1 }, true)}
          min={1}
          max={50}
          fault={t('regiekamer.filter.numberFault', { min: 1, max: 50 })}
        />
      ) : null}
    </>
  );
}

function Child({ search, change, today }: FilterPanelProps) {
  const { t } = useTranslation('capacity');
  return (
    <>
      <NumberBox
        label={t('regiekamer.filter.age')}
        value={search.age}
        onChange={(age) => change({ age }, true)}
        min={0}
        max={25}
        fault={t('regiekamer.filter.numberFault', { min: 0, max: 25 })}
      />
      <div className="rk-in-line">
        <RadioGroup
          label={t('regiekamer.filter.gender')}
          value={search.gender ?? ANY}
          onChange={(id) => change({ gender: GENDERS.find((one) => one === id) })}
          choices={[ANY, ...GENDERS].map((id) => ({
            id,
            label: t(`regiekamer.gender.${id as (typeof GENDERS)[number] | 'any'}`),
          }))}
        />
      </div>
      <DatePicker
        label={t('regiekamer.filter.from')}
        help={t('regiekamer.filter.fromHelp')}
        value={search.at !== undefined && search.at > today ? search.at : null}
        onChange={(at) => {
          // A year that is half typed is no day to go to.
          if (at === null || at >= today) change({ at: at ?? undefined, known: undefined });
        }}
        min={today}
        max={addDays(today, capacityRules.furthestStartDays)}
      />
    </>
  );
}

function Where({ search, change, origin, today, placesIn }: FilterPanelProps) {
  const { t } = useTranslation('capacity');
  const areas = useAreas();
  const places = placesIn('region');
  const zones: Choice[] = (areas?.zones ?? []).map(({ code, name }) => ({ id: code, label: name }));
  return (
    <>
      <ComboBox
        label={t('regiekamer.filter.near')}
        placeholder={t('regiekamer.filter.nearExample')}
        value={origin ? { id: origin.code, label: origin.name } : null}
        onChange={(choice) =>
          change(
            choice
              ? { near: choice.id, withinKm: search.withinKm ?? FIRST_KM }
              : { near: undefined, withinKm: undefined },
          )
        }
        search={async (text) => findMunicipalities(areas?.municipalities ?? [], text, today)}
      />
      {search.near ? (
        <NumberBox
          label={t('regiekamer.filter.within')}
          help={t('regiekamer.filter.withinHelp')}
          value={search.withinKm}
          onChange={(withinKm) => change({ withinKm }, true)}
          min={1}
          max={300}
          fault={t('regiekamer.filter.numberFault', { min: 1, max: 300 })}
        />
      ) : null}
      <CheckboxGroup
        label={t('regiekamer.filter.region')}
        help={t('regiekamer.filter.countHelp')}
        value={search.region ?? []}
        onChange={(region) => change({ region, zone: undefined })}
        choices={(areas?.regions ?? []).map(({ code, name }) => ({
          id: code,
          label: name,
          count: formatNumber(places.get(code) ?? 0),
        }))}
      />
      <ComboBox
        label={t('regiekamer.filter.zone')}
        value={zones.find(({ id }) => id === search.zone) ?? null}
        onChange={(choice) => change({ zone: choice?.id })}
        search={async (text) => findZones(zones, text)}
      />
    </>
  );
}

async function findZones(zones: readonly Choice[], text: string): Promise<Choice[]> {
  const wanted = searchKey(text);
  return zones.filter(({ label }) => searchKey(label).includes(wanted));
}

function What({ search, change, modules, placesIn }: FilterPanelProps) {
  const { t } = useTranslation('capacity');
  const places = placesIn('module');
  return (
    <>
      <CheckboxGroup
        label={t('regiekamer.filter.module')}
        value={search.module ?? []}
        onChange={(module) => change({ module })}
        choices={modules
          .filter(({ code }) => places.has(code) || search.module?.includes(code))
          .map(({ code, name }) => ({
            id: code,
            label: name,
            count: formatNumber(places.get(code) ?? 0),
          }))}
      />
      <div className="rk-in-line">
        <RadioGroup
          label={t('regiekamer.filter.term')}
          value={search.term ?? ANY}
          onChange={(id) => change({ term: id === 'SHORT' || id === 'LONG' ? id : undefined })}
          choices={([ANY, 'SHORT', 'LONG'] as const).map((id) => ({
            id,
            label: id === ANY ? t('regiekamer.gender.any') : t(`codes.term.${id}`),
          }))}
        />
      </div>
    </>
  );
}
