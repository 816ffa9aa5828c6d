import { useTranslation } from 'react-i18next';
import {
  Checkbox,
  CheckboxGroup,
  DateField,
  Disclosure,
  NumberField,
  RadioGroup,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import { ageBands, problems, sexes } from '../../codes.ts';
import type { TypedOwn } from './own-form.ts';
import { useAreas } from './use-areas.ts';

interface FieldsProps {
  readonly own: TypedOwn;
  readonly set: (change: Partial<TypedOwn>) => void;
}

/** No zone has this code. */
const UNKNOWN = 'unknown';

/** How old the child is, more or less, and its sex. */
export function ChildFields({ own, set }: FieldsProps) {
  const { t } = useTranslation('crisis');
  return (
    <>
      {own.unborn ? null : (
        <div className="cr-row">
          <NumberField
            label={t('call.age')}
            min={0}
            max={25}
            value={own.ageYears}
            onChange={(ageYears) => set({ ageYears })}
          />
          <Select
            label={t('call.band')}
            choices={ageBands.map((id) => ({ id, label: t('child.band', { band: id }) }))}
            value={own.ageBand}
            onChange={(ageBand) => set({ ageBand })}
          />
        </div>
      )}
      <Checkbox isSelected={own.unborn} onChange={(unborn) => set({ unborn })}>
        {t('child.unborn')}
      </Checkbox>
      <RadioGroup
        label={t('call.sex')}
        choices={sexes.map((id) => ({ id, label: t(`code.sex.${id}`) }))}
        value={own.sex}
        onChange={(sex) => set({ sex })}
      />
    </>
  );
}

/** What one may add: who it is, where it lives, what is going on. */
export function MoreFields({ own, set }: FieldsProps) {
  const { t } = useTranslation('crisis-around');
  const { t: code } = useTranslation('crisis');
  const zones = useAreas().zones.filter(({ region }) => region === own.region);
  const isFilled = own.givenName !== '' || own.familyName !== '' || own.problems.length > 0;
  return (
    <Disclosure title={t('register.more')} level={2} startsOpen={isFilled}>
      <div className="cr-form">
        <div className="cr-row">
          <TextField
            label={t('register.givenName')}
            autoComplete="off"
            value={own.givenName}
            onChange={(givenName) => set({ givenName })}
            maxLength={100}
          />
          <TextField
            label={t('register.familyName')}
            autoComplete="off"
            value={own.familyName}
            onChange={(familyName) => set({ familyName })}
            maxLength={100}
          />
          <DateField
            label={t('register.birthDate')}
            value={own.birthDate}
            onChange={(birthDate) => set({ birthDate })}
          />
        </div>
        {zones.length > 0 ? (
          <Select
            label={code('call.zone')}
            choices={[
              { id: UNKNOWN, label: code('call.zoneUnknown') },
              ...zones.map(({ code: id, name }) => ({ id, label: name })),
            ]}
            value={own.zone ?? UNKNOWN}
            onChange={(zone) => set({ zone: zone === UNKNOWN ? null : zone })}
          />
        ) : null}
        <CheckboxGroup
          label={code('call.problems')}
          choices={problems.map((id) => ({ id, label: code(`code.problem.${id}`) }))}
          value={own.problems}
          onChange={(chosen) => set({ problems: chosen })}
        />
      </div>
    </Disclosure>
  );
}
