import { useTranslation } from 'react-i18next';
import { useSession } from '../shell.ts';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/feedback.tsx';

/** The page exists, but not for this role: says which role, and what to do. */
export function ForbiddenPage() {
  const { t } = useTranslation('shell');
  const session = useSession();
  return (
    <EmptyState
      level={1}
      title={t('forbidden.title')}
      action={
        <LinkButton href="/" look="primary">
          {t('act.home')}
        </LinkButton>
      }
    >
      <p>{t('forbidden.role', { role: t(`role.${session.role}`) })}</p>
      <p>{session.hats.length > 1 ? t('forbidden.switch') : t('forbidden.ask')}</p>
    </EmptyState>
  );
}
