import { useTranslation } from 'react-i18next';
import { CheckboxGroup, DatePicker, RadioGroup, Select } from '../../web/ui/index.ts';
import {
  consents,
  fileKinds,
  gates,
  indications,
  registrarKinds,
  runningHelps,
  securityLevels,
} from '../codes.ts';
import type { ChangeRequest } from '../contract.ts';
import { ageOn } from '../directable.ts';
import { useToday } from './code-words.ts';
import { NEEDS, useNeedWords } from './need-words.ts';
import './words.ts';

export type Profile = Required<Omit<ChangeRequest, 'wishes' | 'reviewOn' | 'since'>>;

export interface ProfileProps {
  readonly profile: Profile;
  readonly change: (part: Partial<Profile>) => void;
}

export const isCourt = ({ fileKind }: Pick<Profile, 'fileKind'>): boolean =>
  fileKind === 'COURT' || fileKind === 'COURT_URGENT';

/** Who asks, and in which legal frame; the frame decides what else is asked. */
export function FrameFields({ profile, change }: ProfileProps) {
  const { t } = useTranslation('waiting-list');
  return (
    <>
      <RadioGroup
        label={t('request.field.fileKind')}
        value={profile.fileKind}
        onChange={(id) => change({ fileKind: fileKinds.find((each) => each === id)! })}
        choices={fileKinds.map((id) => ({ id, label: t(`codes.fileKind.${id}`) }))}
      />
      <div className="wl-fields">
        <Select
          label={t('request.field.registrarKind')}
          value={profile.registrarKind}
          onChange={(id) => change({ registrarKind: registrarKinds.find((each) => each === id)! })}
          choices={registrarKinds.map((id) => ({ id, label: t(`codes.registrar.${id}`) }))}
        />
        <Select
          label={t('request.field.gate')}
          value={profile.gate}
          onChange={(id) => change({ gate: gates.find((each) => each === id)! })}
          choices={gates.map((id) => ({ id, label: t(`codes.gate.${id}`) }))}
        />
        <DatePicker
          label={t(isCourt(profile) ? 'request.field.validUntilCourt' : 'request.field.validUntil')}
          value={profile.validUntil}
          onChange={(validUntil) => change({ validUntil })}
        />
        <DatePicker
          label={t('request.field.startFrom')}
          value={profile.startFrom}
          onChange={(startFrom) => change({ startFrom })}
        />
      </div>
    </>
  );
}

/** Who consents: the young person from 12, or when found able; a measure of the court asks nobody. */
export function ConsentFields({
  profile,
  change,
  child,
}: ProfileProps & { readonly child: { bornMonth: string | null; unborn: boolean } }) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  if (isCourt(profile)) return <p>{t('entry.consent.court')}</p>;
  const age = child.unborn || child.bornMonth === null ? null : ageOn(child.bornMonth, today);
  const byAge = age !== null && age >= 12;
  const decides = !child.unborn && (profile.minorAble ?? byAge);
  const isAdult = age !== null && age >= 18;
  const choices = consents.map((id) => ({ id, label: t(`codes.consent.${id}`) }));
  const pick = (id: string) => consents.find((each) => each === id)!;
  return (
    <>
      {isAdult ? (
        <p>{t('entry.consent.adult')}</p>
      ) : (
        <RadioGroup
          label={t('request.field.consentRepresentative')}
          value={profile.consentRepresentative}
          onChange={(id) => change({ consentRepresentative: pick(id) })}
          choices={choices}
        />
      )}
      {child.unborn || isAdult ? null : (
        <RadioGroup
          label={t('request.field.minorAble')}
          help={byAge ? undefined : t('entry.consent.childUnable')}
          value={profile.minorAble === null ? 'age' : profile.minorAble ? 'yes' : 'no'}
          onChange={(id) => change({ minorAble: id === 'age' ? null : id === 'yes' })}
          choices={[
            { id: 'age', label: t('request.field.ableByAge') },
            byAge
              ? { id: 'no', label: t('entry.consent.foundUnable') }
              : { id: 'yes', label: t('entry.consent.foundAble') },
          ]}
        />
      )}
      {decides ? (
        <RadioGroup
          label={t('request.field.consentMinor')}
          value={profile.consentMinor}
          onChange={(id) => change({ consentMinor: pick(id) })}
          choices={choices}
        />
      ) : null}
    </>
  );
}

/** What the child needs of a place, and what help runs meanwhile. */
export function NeedFields({ profile, change }: ProfileProps) {
  const { t } = useTranslation('waiting-list');
  const needWords = useNeedWords();
  const others = profile.needs.filter((code) => !(NEEDS as readonly string[]).includes(code));
  return (
    <div className="wl-fields">
      <RadioGroup
        label={t('request.field.securityNeed')}
        value={profile.securityNeed}
        onChange={(id) => change({ securityNeed: securityLevels.find((each) => each === id)! })}
        choices={securityLevels.map((id) => ({ id, label: t(`codes.security.${id}`) }))}
      />
      <CheckboxGroup
        label={t('request.field.runningHelp')}
        value={profile.runningHelp}
        onChange={(ids) => change({ runningHelp: runningHelps.filter((id) => ids.includes(id)) })}
        choices={runningHelps.map((id) => ({ id, label: t(`codes.help.${id}`) }))}
      />
      <CheckboxGroup
        label={t('request.field.needs')}
        value={profile.needs}
        onChange={(needs) => change({ needs })}
        choices={[...NEEDS, ...others].map((id) => ({ id, label: needWords(id) }))}
      />
      <CheckboxGroup
        label={t('request.field.indications')}
        value={profile.indications}
        onChange={(ids) => change({ indications: indications.filter((id) => ids.includes(id)) })}
        choices={indications.map((id) => ({ id, label: t(`codes.indication.${id}`) }))}
      />
    </div>
  );
}
