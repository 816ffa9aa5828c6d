import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeSession } from './shell.ts';

/** The foot: texts to read, which version this is, and whose data it draws on. */
export function Footer() {
  const { t } = useTranslation('shell');
  const session = useMaybeSession();
  return (
    <footer className="vp-footer vp-no-print">
      {session ? (
        <>
          <Link to="/wat-betekent-dit">{t('foot.child')}</Link>
          <Link to="/wat-is-er-nieuw">{t('foot.news')}</Link>
        </>
      ) : null}
      <span>{t('foot.version', { version: __VERSION__ })}</span>
      <span>{t('foot.places')}</span>
      <span>{t('foot.outlines')}</span>
    </footer>
  );
}
