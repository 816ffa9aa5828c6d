import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { formatMoment } from './i18n/format.ts';
import type { Session } from './session.ts';

/** On paper only: what this is, who printed it and when. A sheet lives longer than a screen. */
export function PrintHead({
  session,
  isDemo,
}: {
  readonly session: Session | null;
  readonly isDemo: boolean;
}) {
  const { t } = useTranslation('shell');
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const stamp = () => flushSync(() => setAt(Date.now()));
    window.addEventListener('beforeprint', stamp);
    return () => window.removeEventListener('beforeprint', stamp);
  }, []);
  if (!session) return null;
  return (
    <p className="vp-print-head">
      {t('print.head', {
        moment: formatMoment(at),
        name: session.person.name,
        role: t(`role.${session.role}`),
      })}{' '}
      {isDemo ? t('demo.banner') : t('print.classification')}
    </p>
  );
}
