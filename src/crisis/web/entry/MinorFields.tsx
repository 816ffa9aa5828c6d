import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../web/shell.ts';
import {
  Banner,
  Button,
  Checkbox,
  NumberField,
  RadioGroup,
  Select,
} from '../../../web/ui/index.ts';
import { ageBands, sexes } from '../../codes.ts';
import type { Change } from '../../../web/kept-form.ts';
import { useDesk } from '../use-crisis.ts';
import { type TypedCall, type TypedMinor, withMinor } from './call-form.ts';

interface Zone {
  readonly code: string;
  readonly name: string;
  readonly region: string;
}
const none: readonly Zone[] = [];
/** No zone has this code. */
const UNKNOWN = 'unknown';

/** The zones of the desk's own region. */
export function useZones(): readonly Zone[] {
  const api = useApi();
  const region = useDesk().data?.region;
  const { data } = useQuery({
    queryKey: ['region', 'areas'],
    queryFn: ({ signal }) => api.get<{ zones: Zone[] }>('/api/region/areas', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data?.zones.filter((zone) => zone.region === region) ?? none;
}

interface MinorFieldsProps {
  readonly call: TypedCall;
  readonly set: (change: Change<TypedCall>) => void;
  readonly isLacking: boolean;
}

/** The minors of a call: no name is needed, and everything may be unknown. */
export function MinorFields({ call, set, isLacking }: MinorFieldsProps) {
  const { t } = useTranslation('crisis');
  const zones = useZones();
  const change = (id: number, part: Partial<TypedMinor>) =>
    set(({ minors }) => ({
      minors: minors.map((each) => (each.id === id ? { ...each, ...part } : each)),
    }));
  const remove = (id: number) =>
    set(({ minors }) => ({ minors: minors.filter((each) => each.id !== id) }));
  return (
    <>
      {call.minors.map((minor, index) => (
        <fieldset key={minor.id} className="cr-minor">
          <legend>{t('call.minor', { position: index + 1 })}</legend>
          <OneMinor minor={minor} zones={zones} change={(part) => change(minor.id, part)} />
          <div>
            <Button
              size="small"
              label={t('call.removeMinor', { position: index + 1 })}
              onPress={() => remove(minor.id)}
            >
              {t('call.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      {isLacking ? <Banner tone="danger">{t('call.needsMinor')}</Banner> : null}
      {call.minors.length < 12 ? (
        <div>
          <Button onPress={() => set(withMinor)}>{t('call.addMinor')}</Button>
        </div>
      ) : null}
    </>
  );
}

interface OneMinorProps {
  readonly minor: TypedMinor;
  readonly zones: readonly Zone[];
  readonly change: (part: Partial<TypedMinor>) => void;
}

/** One minor as it is typed. */
export function OneMinor({ minor, zones, change }: OneMinorProps) {
  const { t } = useTranslation('crisis');
  return (
    <>
      {minor.unborn ? null : (
        <div className="cr-row">
          <NumberField
            label={t('call.age')}
            min={0}
            max={25}
            value={minor.ageYears}
            onChange={(ageYears) => change({ ageYears })}
          />
          <Select
            label={t('call.band')}
            choices={ageBands.map((id) => ({ id, label: t('child.band', { band: id }) }))}
            value={minor.ageBand}
            onChange={(ageBand) => change({ ageBand })}
          />
        </div>
      )}
      <Checkbox isSelected={minor.unborn} onChange={(unborn) => change({ unborn })}>
        {t('child.unborn')}
      </Checkbox>
      <RadioGroup
        label={t('call.sex')}
        choices={sexes.map((id) => ({ id, label: t(`code.sex.${id}`) }))}
        value={minor.sex}
        onChange={(sex) => change({ sex })}
      />
      {zones.length > 0 ? (
        <Select
          label={t('call.zone')}
          choices={[
            { id: UNKNOWN, label: t('call.zoneUnknown') },
            ...zones.map(({ code, name }) => ({ id: code, label: name })),
          ]}
          value={minor.zone ?? UNKNOWN}
          onChange={(zone) => change({ zone: zone === UNKNOWN ? null : zone })}
        />
      ) : null}
    </>
  );
}
