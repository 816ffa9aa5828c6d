import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { TextField } from '../../../web/ui/index.ts';
import type { Profile } from '../../contract.ts';
import { useAreas, useWrite } from '../use-foster-care.ts';
import { lacksOfProfile, profileOf, typedOf } from './profile-form.ts';
import { ProfileFields } from './ProfileFields.tsx';
import './words.ts';

interface ProfileDialogProps {
  readonly title: string;
  readonly profile: Omit<Profile, 'phone'> & { readonly phone: string | null };
  readonly municipalityName: string;
  /** After `/api/foster-care`. */
  readonly path: string;
  readonly onClose: () => void;
}

/** A profile over the page: which cards appear follows at once, and it can be put back. */
export function ProfileDialog(props: ProfileDialogProps) {
  const { title, profile, municipalityName, path, onClose } = props;
  const { t } = useTranslation('foster-profile');
  const { send, isPending, problem } = useWrite();
  const areas = useAreas();
  const [start] = useState(() => typedOf(profile, municipalityName));
  const [typed, setTyped] = useState(start);
  const [isTried, setTried] = useState(false);
  const before = profileOf(start);
  const save = async () => {
    setTried(true);
    const body = profileOf(typed);
    if (!body) return;
    const back = before && {
      undo: () => void send({ method: 'PUT', path, body: before, said: t('undone') }),
    };
    if (await send({ method: 'PUT', path, body, said: t('saved'), ...back })) onClose();
  };
  return (
    <FormDialog
      title={title}
      verb={t('save')}
      isWide
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <TextField
        label={t('phone')}
        type="tel"
        isRequired
        autoComplete="tel"
        value={typed.phone}
        onChange={(phone) => setTyped({ ...typed, phone })}
        error={isTried && lacksOfProfile(typed).includes('phone') ? t('badPhone') : null}
      />
      <ProfileFields
        typed={typed}
        set={(part) => setTyped((now) => ({ ...now, ...part }))}
        isTried={isTried}
        municipalities={areas?.municipalities ?? []}
      />
    </FormDialog>
  );
}
