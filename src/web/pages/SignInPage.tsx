import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signInAddress } from '../nav.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import { Wordmark } from '../Wordmark.tsx';

const route = getRouteApi('/aanmelden');

/** The door: one button, which goes to whoever knows who one is. */
export function SignInPage() {
  const { t } = useTranslation('shell');
  const { terug } = route.useSearch();
  return (
    <div className="vp-door">
      <Wordmark isLarge />
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.what')}</p>
      {/* A plain link: the log-in is a page of another program. */}
      <a className="vp-button" data-look="primary" href={signInAddress(terug)}>
        {t('act.signIn')}
      </a>
      <p className="vp-muted">{t('signIn.help')}</p>
      <LanguageChoice />
    </div>
  );
}
