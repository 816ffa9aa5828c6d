import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import {
  DatePicker,
  Disclosure,
  NumberField,
  RadioGroup,
  Select,
  TextField,
} from '../../../web/ui/index.ts';
import * as codes from '../../codes.ts';
import type { Requests, SignUpChoices } from '../../contract.ts';
import { MunicipalityField } from '../MunicipalityField.tsx';
import { useAsked } from '../use-foster-care.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import type { Lack, TypedRequest } from './request-form.ts';

interface FieldsProps {
  readonly typed: TypedRequest;
  readonly set: (part: Partial<TypedRequest>) => void;
  readonly lacks: readonly Lack[];
  readonly choices: SignUpChoices;
  /** ISO day in Brussels. */
  readonly today: string;
}

const useRequired = (lacks: readonly Lack[]) => {
  const { t } = useTranslation('foster-service');
  return (lack: Lack) => (lacks.includes(lack) ? t('form.required') : null);
};

/** Who it is about: where, how many, how old. */
export function ChildFields({ typed, set, lacks, choices }: FieldsProps) {
  const { t } = useTranslation('foster-service');
  const required = useRequired(lacks);
  const isMore = (typed.children ?? 1) > 1;
  return (
    <>
      <MunicipalityField
        label={t('new.municipality')}
        help={t('new.municipalityHelp')}
        isRequired
        municipalities={choices.municipalities}
        value={typed.municipality}
        onChange={(municipality) => set({ municipality })}
        error={required('municipality')}
      />
      <div className="fs-pair">
        <NumberField
          label={t('new.children')}
          isRequired
          min={1}
          max={8}
          value={typed.children}
          onChange={(children) => set({ children })}
          error={required('children')}
        />
        <NumberField
          label={t(isMore ? 'new.youngest' : 'new.age')}
          isRequired
          min={0}
          max={17}
          value={typed.youngest}
          onChange={(youngest) => set({ youngest })}
          error={required('youngest')}
        />
        {isMore ? (
          <NumberField
            label={t('new.oldest')}
            isRequired
            min={0}
            max={17}
            value={typed.oldest}
            onChange={(oldest) => set({ oldest })}
            error={required('oldest')}
          />
        ) : null}
      </div>
    </>
  );
}

/** What is asked: what care, when, how long, and what must be there. */
export function NeedFields({ typed, set, lacks, choices, today }: FieldsProps) {
  const { t } = useTranslation('foster-service');
  const { t: words } = useTranslation('foster-care');
  const required = useRequired(lacks);
  return (
    <>
      <RadioGroup
        label={words('card.kind')}
        choices={codes.careKinds.map((id) => ({ id, label: words(`codes.kind.${id}`) }))}
        value={typed.kind}
        onChange={(id) => set({ kind: codes.careKinds.find((each) => each === id) ?? 'CRISIS' })}
      />
      <div className="fs-pair">
        <DatePicker
          label={t('new.startOn')}
          isRequired
          min={today}
          value={typed.startOn}
          onChange={(startOn) => set({ startOn })}
          error={required('startOn')}
        />
        <NumberField
          label={t('new.startHour')}
          isRequired
          min={0}
          max={23}
          value={typed.startHour}
          onChange={(startHour) => set({ startHour })}
          error={required('startHour')}
        />
      </div>
      <RadioGroup
        label={words('card.length')}
        isRequired
        choices={codes.stayLengths.map((id) => ({ id, label: words(`codes.length.${id}`) }))}
        value={typed.length}
        onChange={(id) => set({ length: codes.stayLengths.find((each) => each === id) ?? null })}
        error={required('length')}
      />
      <RadioGroup
        label={words('card.school')}
        choices={codes.schoolNeeds.map((id) => ({ id, label: words(`codes.school.${id}`) }))}
        value={typed.school}
        onChange={(id) => set({ school: id === 'OWN_SCHOOL' ? id : 'NONE' })}
      />
      {typed.school === 'OWN_SCHOOL' ? (
        <MunicipalityField
          label={t('new.schoolMunicipality')}
          help={t('new.schoolHelp')}
          municipalities={choices.municipalities}
          value={typed.schoolMunicipality}
          onChange={(schoolMunicipality) => set({ schoolMunicipality })}
        />
      ) : null}
      <div className="fs-pair">
        <RadioGroup
          label={words('card.pets')}
          choices={codes.petNeeds.map((id) => ({ id, label: words(`codes.pets.${id}`) }))}
          value={typed.pets}
          onChange={(id) => set({ pets: id === 'NO_PETS' ? id : 'FINE' })}
        />
        <RadioGroup
          label={words('card.access')}
          choices={codes.accessNeeds.map((id) => ({ id, label: words(`codes.access.${id}`) }))}
          value={typed.access}
          onChange={(id) =>
            set({ access: codes.accessNeeds.find((each) => each === id) ?? 'NONE' })
          }
        />
        <RadioGroup
          label={words('card.contact')}
          isRequired
          choices={codes.contactFrequencies.map((id) => ({
            id,
            label: words(`codes.contact.${id}`),
          }))}
          value={typed.contact}
          onChange={(id) =>
            set({ contact: codes.contactFrequencies.find((each) => each === id) ?? null })
          }
          error={required('contact')}
        />
      </div>
    </>
  );
}

/** Who asks, a person or an organisation; and what is seldom other than usual. */
export function RegistrarFields({ typed, set, lacks, choices }: FieldsProps) {
  const { t } = useTranslation('foster-service');
  const { role } = useSession();
  const required = useRequired(lacks);
  return (
    <>
      <RadioGroup
        label={t('new.registrarKind')}
        choices={codes.registrarKinds.map((id) => ({ id, label: t(`code.registrar.${id}`) }))}
        value={typed.registrarKind}
        onChange={(id) => set({ registrarKind: id === 'PERSON' ? id : 'ORGANISATION' })}
      />
      <TextField
        label={t('new.registrarName')}
        help={t('new.registrarHelp')}
        isRequired
        maxLength={120}
        value={typed.registrarName}
        onChange={(registrarName) => set({ registrarName })}
        error={required('registrarName')}
      />
      {role === 'FS' ? null : (
        <Select
          label={t('new.service')}
          isRequired
          choices={choices.services.map(({ id, name }) => ({ id, label: name }))}
          value={typed.serviceId}
          onChange={(serviceId) => set({ serviceId })}
          error={required('serviceId')}
        />
      )}
      <Disclosure title={t('new.more')} level={2}>
        {() => (
          <div className="fs-group">
            <NumberField
              label={t('new.reach')}
              help={t('new.reachHelp')}
              min={5}
              max={400}
              value={typed.reachKm}
              onChange={(reachKm) => set({ reachKm })}
            />
            <RepeatField {...{ typed, set }} />
          </div>
        )}
      </Disclosure>
    </>
  );
}

/** Of one child that was asked for before, only one request counts on the ladder. */
function RepeatField({ typed, set }: Pick<FieldsProps, 'typed' | 'set'>) {
  const { t } = useTranslation('foster-service');
  const { data } = useAsked<Requests>('/requests');
  const earlier = (data ?? []).map(({ id, startOn, children, state }) => ({
    id,
    label: t('new.earlier', { count: children, day: formatDay(startOn) }),
    detail: t(`requestState.${state}`),
  }));
  return (
    <Select
      label={t('new.repeat')}
      help={t('new.repeatHelp')}
      choices={[{ id: '', label: t('new.noRepeat') }, ...earlier]}
      value={typed.repeatOf ?? ''}
      onChange={(id) => set({ repeatOf: id === '' ? null : id })}
    />
  );
}
