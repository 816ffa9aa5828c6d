import { useTranslation } from 'react-i18next';
import { EmptyState, LinkButton } from '../ui/index.ts';

/** No page has this address. */
export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState
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
