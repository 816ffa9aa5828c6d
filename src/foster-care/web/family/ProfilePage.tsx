import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { Button, EmptyState, LinkButton, TextField } from '../../../web/ui/index.ts';
import type { FamilyPage } from '../../contract.ts';
import { lacksOfProfile, profileOf, typedOf } from '../profile/profile-form.ts';
import { ProfileFields } from '../profile/ProfileFields.tsx';
import { useAreas, useAsked, useWrite } from '../use-foster-care.ts';
import '../foster-care.css';

/** The family's own profile on its phone: what fits follows at once. */
export function ProfilePage() {
  const { t } = useTranslation('foster-profile');
  const { t: care } = useTranslation('foster-care');
  const query = useAsked<FamilyPage>('/mine');
  const areas = useAreas();
  return (
    <div className="fc-page">
      <h1>{t('own.title')}</h1>
      <p>{t('own.intro')}</p>
      <Answered
        query={query}
        failed={care('family.failed')}
        mend={care('family.failedMend')}
        lines={10}
      >
        {({ family }) =>
          family && areas ? (
            <OwnProfile key={family.id} family={family} municipalities={areas.municipalities} />
          ) : (
            <EmptyState level={2} title={care('family.nobody')}>
              {care('family.nobodyNext')}
            </EmptyState>
          )
        }
      </Answered>
    </div>
  );
}

interface OwnProfileProps {
  readonly family: NonNullable<FamilyPage['family']>;
  readonly municipalities: readonly { readonly code: string; readonly name: string }[];
}

function OwnProfile({ family, municipalities }: OwnProfileProps) {
  const { t } = useTranslation('foster-profile');
  const { send, isPending, problem } = useWrite();
  const nameOf = (code: string) => municipalities.find((each) => each.code === code)?.name ?? code;
  const [start, setStart] = useState(() => typedOf(family, nameOf(family.municipality)));
  const [typed, setTyped] = useState(start);
  const [isTried, setTried] = useState(false);
  const write = async (next: typeof typed, said: string, before?: typeof typed) => {
    const body = profileOf(next);
    if (!body) return;
    const undo = before && { undo: () => void write(before, t('undone')) };
    if (await send({ method: 'PUT', path: '/mine/profile', body, said, ...undo })) {
      setStart(next);
      setTyped(next);
    }
  };
  return (
    <form
      className="fc-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        void write(typed, t('saved'), start);
      }}
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
        {...{ isTried, municipalities }}
      />
      {problem ? <Refusal words={problem} /> : null}
      <div className="vp-actions">
        <Button look="primary" type="submit" isPending={isPending}>
          {t('save')}
        </Button>
        <LinkButton href="/pleeggezin">{t('own.back')}</LinkButton>
      </div>
    </form>
  );
}
