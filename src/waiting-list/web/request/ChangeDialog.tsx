import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DatePicker } from '../../../web/ui/index.ts';
import type { Wish } from '../../contract.ts';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { ConsentFields, FrameFields, NeedFields, type Profile } from '../ProfileFields.tsx';
import { useWrite } from '../use-waiting-list.ts';
import { WishFields } from '../WishFields.tsx';
import { type ActProps, pathOf } from './acts.ts';

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What is asked for the child; only what was changed is sent. */
export function ChangeDialog({ detail, onClose }: ActProps) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const { row, request } = detail;
  const before: Profile = {
    gate: request.gate,
    fileKind: request.fileKind,
    registrarKind: request.registrarKind,
    registeredOn: request.registeredOn,
    validUntil: request.validUntil,
    startFrom: request.startFrom,
    securityNeed: request.securityNeed,
    indications: request.indications,
    needs: request.needs,
    consentRepresentative: request.consentRepresentative,
    consentMinor: request.consentMinor,
    minorAble: request.minorAble,
    runningHelp: request.runningHelp,
  };
  const wishesBefore: Wish[] = request.wishes.map(({ module, firstUnitId, secondUnitId }) => ({
    module,
    firstUnitId,
    secondUnitId,
  }));
  const [profile, setProfile] = useState(before);
  const [wishes, setWishes] = useState(wishesBefore);
  const [since, setSince] = useState(request.since);
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<Profile>) => setProfile((now) => ({ ...now, ...part }));
  const save = async () => {
    setTried(true);
    if (wishes.length === 0) return;
    const changed = Object.entries(profile).filter(
      ([key, value]) => !isSame(value, before[key as keyof Profile]),
    );
    const body = {
      ...Object.fromEntries(changed),
      ...(isSame(wishes, wishesBefore) ? {} : { wishes }),
      ...(since === null || since === request.since ? {} : { since }),
    };
    const isNothing = Object.keys(body).length === 0;
    if (
      isNothing ||
      (await send({ method: 'PATCH', path: pathOf(detail), body, said: t('request.wanted.said') }))
    )
      onClose();
  };
  return (
    <FormDialog
      title={t('request.wanted.title')}
      verb={t('form.save')}
      isWide
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <h3>{t('entry.consent.title')}</h3>
      <ConsentFields profile={profile} change={change} child={row} />
      <h3>{t('entry.frame.title')}</h3>
      <FrameFields profile={profile} change={change} />
      {request.since ? (
        <DatePicker
          label={t('request.field.since')}
          help={t('request.field.sinceHelp')}
          value={since}
          onChange={setSince}
          max={request.since}
        />
      ) : null}
      <h3>{t('entry.wishes.title')}</h3>
      <WishFields
        wishes={wishes}
        onChange={setWishes}
        region={row.region}
        error={isTried && wishes.length === 0 ? t('entry.wishes.choose') : null}
      />
      <h3>{t('entry.needs.title')}</h3>
      <NeedFields profile={profile} change={change} />
    </FormDialog>
  );
}
