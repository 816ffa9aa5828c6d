import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/feedback.tsx';

/** No page has this address. */
export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
      level={1}
      title={t('notFound.title')}
      action={
        <LinkButton href="/" look="primary">
          {t('act.home')}
        </LinkButton>
      }
    >
      {t('notFound.mend')}
    </EmptyState>
  );
}
