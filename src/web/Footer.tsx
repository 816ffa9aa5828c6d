import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMaybeSession } from './shell.ts';

export interface FooterProps {
  /** There is no other page to go to: nobody answers. */
  readonly isAlone?: boolean;
}

/** The foot: texts to read, which version this is, and whose data it draws on. */
export function Footer({ isAlone = false }: FooterProps) {
  const { t } = useTranslation('shell');
  const session = useMaybeSession();
  return (
    <footer className="vp-footer vp-no-print">
      {session && !isAlone ? (
        <>
          <Link to="/wat-betekent-dit">{t('foot.child')}</Link>
          <Link to="/wat-is-er-nieuw">{t('foot.news')}</Link>
        </>
      ) : null}
      {isAlone ? null : (
        <>
          <Link to="/algoritmeregister">{t('foot.algorithms')}</Link>
          <Link to="/wie-ziet-wat">{t('foot.access')}</Link>
        </>
      )}
      <span>{t('foot.version', { version: __VERSION__ })}</span>
      <span>{t('foot.places')}</span>
      <span>{t('foot.outlines')}</span>
    </footer>
  );
}
