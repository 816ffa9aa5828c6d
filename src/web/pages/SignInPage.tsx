import { useEffect, useState } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signInAddress } from '../nav.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import { ownerOfKept } from '../offline/owner.ts';
import { Banner } from '../ui/feedback.tsx';
import { Wordmark } from '../Wordmark.tsx';

const route = getRouteApi('/aanmelden');

/** Whether something that was said on this device still waits; not what it is, as nobody has said who they are. */
function useWaits(): boolean {
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    const owner = ownerOfKept();
    if (owner === null) return;
    import('../offline/kept.ts')
      .then(({ keptWrites }) => keptWrites(owner))
      .then(
        (writes) => setWaits(writes.length > 0),
        () => {},
      );
  }, []);
  return waits;
}

/** The door: one button, which goes to whoever knows who one is. */
export function SignInPage() {
  const { t } = useTranslation('shell');
  const { terug } = route.useSearch();
  const waits = useWaits();
  return (
    <div className="vp-door">
      <Wordmark isLarge />
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.what')}</p>
      {waits ? (
        <Banner tone="caution" isAnnounced>
          {t('signIn.unsent')}
        </Banner>
      ) : null}
      {/* A plain link: the log-in is a page of another program. */}
      <a className="vp-button" data-look="primary" href={signInAddress(terug)}>
        {t('act.signIn')}
      </a>
      <p className="vp-muted">{t('signIn.help')}</p>
      <LanguageChoice />
    </div>
  );
}
