import { Navigate, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { navOf } from '../nav.ts';
import { useSession } from '../shell.ts';
import { EmptyState } from '../ui/feedback.tsx';

/** The beginning is the first page of one's role. */
export function HomePage() {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const session = useSession();
  const [first] = navOf(Object.values(router.routesById), session.role);
  if (first) return <Navigate to={first.href} replace />;
  return (
    <EmptyState level={1} title={t('home.nothing', { role: t(`role.${session.role}`) })}>
      {t('home.next')}
    </EmptyState>
  );
}
