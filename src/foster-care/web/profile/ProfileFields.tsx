import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup, NumberField, RadioGroup } from '../../../web/ui/index.ts';
import { accessNeeds, careKinds } from '../../codes.ts';
import type { Profile } from '../../contract.ts';
import { MunicipalityField } from '../MunicipalityField.tsx';
import { type TypedProfile, lacksOfProfile } from './profile-form.ts';
import './words.ts';

interface ProfileFieldsProps {
  readonly typed: TypedProfile;
  readonly set: (part: Partial<TypedProfile>) => void;
  readonly isTried: boolean;
  readonly municipalities: readonly { readonly code: string; readonly name: string }[];
}

/** What a family can do: where, which children, what the house has. The same questions for whoever answers them. */
export function ProfileFields({ typed, set, isTried, municipalities }: ProfileFieldsProps) {
  const { t } = useTranslation('foster-profile');
  const lacks = isTried ? lacksOfProfile(typed) : [];
  const required = (lack: (typeof lacks)[number], words = t('required')) =>
    lacks.includes(lack) ? words : null;
  return (
    <>
      <MunicipalityField
        label={t('municipality')}
        help={t('municipalityHelp')}
        isRequired
        municipalities={municipalities}
        value={typed.municipality}
        onChange={(municipality) => set({ municipality })}
        error={required('municipality')}
      />
      <CheckboxGroup
        label={t('kinds')}
        isRequired
        choices={careKinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={typed.kinds}
        onChange={(ids) => set({ kinds: careKinds.filter((kind) => ids.includes(kind)) })}
        error={required('kinds')}
      />
      <div className="fc-pair">
        <NumberField
          label={t('ageFrom')}
          min={0}
          max={17}
          value={typed.ageFrom}
          onChange={(ageFrom) => set({ ageFrom })}
          error={required('ages', t('badAges'))}
        />
        <NumberField
          label={t('ageTo')}
          min={0}
          max={17}
          value={typed.ageTo}
          onChange={(ageTo) => set({ ageTo })}
        />
        <NumberField
          label={t('places')}
          min={1}
          max={6}
          value={typed.places}
          onChange={(places) => set({ places })}
          error={required('places')}
        />
      </div>
      <Checkbox
        isSelected={typed.siblingsTogether}
        onChange={(siblingsTogether) => set({ siblingsTogether })}
      >
        {t('siblings')}
      </Checkbox>
      <Checkbox isSelected={typed.hasPets} onChange={(hasPets) => set({ hasPets })}>
        {t('pets')}
      </Checkbox>
      <NumberField
        label={t('school')}
        help={t('schoolHelp')}
        min={0}
        max={100}
        value={typed.schoolReachKm}
        onChange={(schoolReachKm) => set({ schoolReachKm })}
      />
      <RadioGroup
        label={t('access')}
        choices={accessNeeds.map((id) => ({ id, label: t(`house.${id}`) }))}
        value={typed.access}
        onChange={(id) => set({ access: accessNeeds.find((each) => each === id) ?? 'NONE' })}
      />
      <div className="fc-languages">
        <CheckboxGroup
          label={t('languages')}
          isRequired
          choices={languages.map((id) => ({ id, label: t(`language.${id}`) }))}
          value={typed.languages}
          onChange={(ids) => set({ languages: languages.filter((each) => ids.includes(each)) })}
          error={required('languages')}
        />
      </div>
    </>
  );
}

const languages: readonly Profile['languages'][number][] = [
  'nl',
  'fr',
  'en',
  'de',
  'ar',
  'tr',
  'es',
  'pl',
  'ro',
  'uk',
  'ru',
  'sign',
];
