import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Disclosure,
  NumberField,
  RadioGroup,
  SearchField,
  Select,
} from '../../../web/ui/index.ts';
import { fileKinds, sexes } from '../../codes.ts';
import { requestStates } from '../../request-state.ts';
import { useAreas, useModules } from '../use-waiting-list.ts';
import { isAsked, type ListSearch, SORTS } from './list-search.ts';

const ANY = 'any';
const PAUSE_MS = 250;

export interface ListFiltersProps {
  readonly search: ListSearch;
  readonly change: (part: ListSearch) => void;
  readonly bands: readonly string[];
}

/** Every part of the question, always in sight; each choice works at once and stands in the address. */
export function ListFilters(props: ListFiltersProps) {
  const { t } = useTranslation('waiting-list');
  const { search, change, bands } = props;
  return (
    <>
      <Find value={search.zoek ?? ''} onChange={(zoek) => change({ zoek: zoek || undefined })} />
      <Select
        label={t('list.filter.sort')}
        choices={SORTS.map((id) => ({ id, label: t(`list.filter.sortBy.${id}`) }))}
        value={search.volgorde ?? 'order'}
        onChange={(id) =>
          change({ volgorde: SORTS.find((each) => each === id && each !== 'order') })
        }
      />
      {bands.length > 0 ? (
        <div className="wl-in-line">
          <CheckboxGroup
            label={t('list.filter.band')}
            value={search.trap ?? []}
            onChange={(trap) => change({ trap })}
            choices={bands.map((id) => ({ id, label: id }))}
          />
        </div>
      ) : null}
      <Where {...props} />
      <Child {...props} />
      <Disclosure title={t('list.filter.state')} startsOpen={search.stand !== undefined}>
        <CheckboxGroup
          label={t('list.filter.state')}
          help={t('list.filter.stateHelp')}
          value={search.stand ?? []}
          onChange={(ids) => change({ stand: requestStates.filter((id) => ids.includes(id)) })}
          choices={requestStates.map((id) => ({ id, label: t(`codes.state.${id}`) }))}
        />
      </Disclosure>
      {isAsked(search) ? (
        <Button
          onPress={() =>
            change(Object.fromEntries(Object.keys(search).map((key) => [key, undefined])))
          }
        >
          {t('list.clear')}
        </Button>
      ) : null}
    </>
  );
}

/** What is typed counts a moment after the last key. */
function Find({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const { t } = useTranslation('waiting-list');
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (typed.trim() !== value) setTyped(value);
  }
  const send = useEffectEvent(onChange);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => send(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <SearchField
      label={t('list.filter.find')}
      help={t('list.filter.findHelp')}
      value={typed}
      onChange={setTyped}
    />
  );
}

function Where({ search, change }: ListFiltersProps) {
  const { t } = useTranslation('waiting-list');
  const { regions } = useAreas();
  const { modules } = useModules();
  return (
    <>
      <CheckboxGroup
        label={t('list.filter.region')}
        value={search.regio ?? []}
        onChange={(regio) => change({ regio })}
        choices={regions.map(({ code, name }) => ({ id: code, label: name }))}
      />
      <Disclosure title={t('list.filter.module')} startsOpen={search.module !== undefined}>
        <CheckboxGroup
          label={t('list.filter.module')}
          value={search.module ?? []}
          onChange={(module) => change({ module })}
          choices={modules.map(({ code, name }) => ({ id: code, label: name }))}
        />
      </Disclosure>
    </>
  );
}

function Child({ search, change }: ListFiltersProps) {
  const { t } = useTranslation('waiting-list');
  return (
    <>
      <div className="wl-ages">
        <NumberField
          label={t('list.filter.ageFrom')}
          value={search.van ?? null}
          onChange={(van) => change({ van: van ?? undefined })}
          min={0}
          max={25}
        />
        <NumberField
          label={t('list.filter.ageTo')}
          value={search.tot ?? null}
          onChange={(tot) => change({ tot: tot ?? undefined })}
          min={0}
          max={25}
        />
      </div>
      <RadioGroup
        label={t('list.filter.sex')}
        value={search.geslacht ?? ANY}
        onChange={(id) => change({ geslacht: sexes.find((each) => each === id) })}
        choices={[
          { id: ANY, label: t('list.filter.any') },
          ...sexes.map((id) => ({ id, label: t(`codes.sex.${id}`) })),
        ]}
      />
      <Checkbox
        isSelected={search.broers === 'ja'}
        onChange={(isOn) => change({ broers: isOn ? 'ja' : undefined })}
      >
        {t('list.filter.siblings')}
      </Checkbox>
      <Disclosure title={t('list.filter.fileKind')} startsOpen={search.dossier !== undefined}>
        <CheckboxGroup
          label={t('list.filter.fileKind')}
          value={search.dossier ?? []}
          onChange={(ids) => change({ dossier: fileKinds.filter((id) => ids.includes(id)) })}
          choices={fileKinds.map((id) => ({ id, label: t(`codes.fileKind.${id}`) }))}
        />
      </Disclosure>
    </>
  );
}
