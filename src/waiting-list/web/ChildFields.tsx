import { useTranslation } from 'react-i18next';
import {
  Checkbox,
  ComboBox,
  DateField,
  DatePicker,
  RadioGroup,
  TextField,
} from '../../web/ui/index.ts';
import { sexes } from '../codes.ts';
import type { Identity } from '../contract.ts';
import { useToday } from './code-words.ts';
import { useAreas } from './use-waiting-list.ts';

/** A child as it is typed. */
export interface Child {
  readonly unborn: boolean;
  readonly isNamed: boolean;
  readonly given: string;
  readonly family: string;
  /** The day of birth; of an unborn child, or one without a name, only its month counts. */
  readonly born: string | null;
  readonly number: string;
  readonly sex: (typeof sexes)[number];
  readonly municipality: string | null;
}

/** What is missing, by field. */
export function childFaults({ isNamed, given, family, born }: Child): {
  given?: true;
  family?: true;
  born?: true;
} {
  return {
    ...(isNamed && given.trim() === '' ? { given: true } : {}),
    ...(isNamed && family.trim() === '' ? { family: true } : {}),
    ...(born === null ? { born: true } : {}),
  };
}

/** Who it is, for the own region alone; none while the name is not known. */
export function identityOf({
  isNamed,
  given,
  family,
  born,
  unborn,
  number,
}: Child): Identity | null {
  if (!isNamed) return null;
  return {
    givenName: given.trim(),
    familyName: family.trim(),
    birthDate: unborn ? null : born,
    fileNumber: number.trim() || null,
  };
}

export interface ChildFieldsProps {
  readonly child: Child;
  readonly change: (part: Partial<Child>) => void;
  readonly isTried: boolean;
  /** Municipalities of this region come first. */
  readonly region: string | null;
}

/** Asks what is known, in an order that leaves out what cannot be: no name or day of an unborn child. */
export function ChildFields({ child, change, isTried, region }: ChildFieldsProps) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const faults = childFaults(child);
  const error = (field: keyof typeof faults) =>
    isTried && faults[field] ? t('form.required') : null;
  return (
    <>
      <RadioGroup
        label={t('entry.child.born')}
        value={child.unborn ? 'no' : 'yes'}
        onChange={(id) =>
          change({ unborn: id === 'no', born: null, ...(id === 'no' ? { isNamed: false } : {}) })
        }
        choices={[
          { id: 'yes', label: t('entry.child.yes') },
          { id: 'no', label: t('entry.child.no') },
        ]}
      />
      <Checkbox isSelected={child.isNamed} onChange={(isNamed) => change({ isNamed })}>
        {t('entry.child.nameKnown')}
      </Checkbox>
      <div className="wl-fields">
        {child.isNamed ? (
          <>
            <TextField
              label={t('entry.child.given')}
              value={child.given}
              onChange={(given) => change({ given })}
              maxLength={100}
              isRequired
              error={error('given')}
            />
            <TextField
              label={t('entry.child.family')}
              value={child.family}
              onChange={(family) => change({ family })}
              maxLength={100}
              isRequired
              error={error('family')}
            />
          </>
        ) : null}
        {child.unborn ? (
          <DatePicker
            label={t('entry.child.expected')}
            help={t('entry.child.monthHelp')}
            value={child.born}
            onChange={(born) => change({ born })}
            isRequired
            error={error('born')}
          />
        ) : (
          <DateField
            label={t(child.isNamed ? 'entry.child.birthDate' : 'entry.child.bornAbout')}
            help={child.isNamed ? undefined : t('entry.child.monthHelp')}
            value={child.born}
            onChange={(born) => change({ born })}
            max={today}
            isRequired
            error={error('born')}
          />
        )}
        {child.isNamed ? (
          <TextField
            label={t('entry.child.number')}
            help={t('entry.child.numberHelp')}
            value={child.number}
            onChange={(number) => change({ number })}
            maxLength={40}
          />
        ) : null}
        <Municipality child={child} change={change} region={region} />
      </div>
      <div className="wl-in-line">
        <RadioGroup
          label={t('entry.child.sex')}
          value={child.sex}
          onChange={(id) => change({ sex: sexes.find((each) => each === id) ?? 'UNKNOWN' })}
          choices={sexes.map((id) => ({ id, label: t(`codes.sex.${id}`) }))}
        />
      </div>
    </>
  );
}

const SHOWN = 30;

function Municipality({
  child,
  change,
  region,
}: Pick<ChildFieldsProps, 'child' | 'change' | 'region'>) {
  const { t } = useTranslation('waiting-list');
  const { municipalities, regionName } = useAreas();
  const chosen = municipalities.find(({ code }) => code === child.municipality);
  return (
    <ComboBox
      label={t('entry.child.municipality')}
      help={t('entry.child.municipalityHelp')}
      value={chosen ? { id: chosen.code, label: chosen.name } : null}
      onChange={(choice) => change({ municipality: choice?.id ?? null })}
      search={async (text) =>
        municipalities
          .filter(({ name }) => name.toLocaleLowerCase().includes(text.toLocaleLowerCase()))
          .sort(
            (a, b) =>
              Number(b.region === region) - Number(a.region === region) ||
              a.name.length - b.name.length,
          )
          .slice(0, SHOWN)
          .map(({ code, name, region: where }) => ({
            id: code,
            label: name,
            detail: regionName(where),
          }))
      }
    />
  );
}
