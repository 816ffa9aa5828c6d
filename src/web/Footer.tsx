import { useTranslation } from 'react-i18next';

/** The foot: which version this is, and whose data it draws on. */
export function Footer() {
  const { t } = useTranslation('shell');
  return (
    <footer className="vp-footer vp-no-print">
      <span>{t('foot.version', { version: __VERSION__ })}</span>
      <span>{t('foot.places')}</span>
      <span>{t('foot.outlines')}</span>
    </footer>
  );
}
