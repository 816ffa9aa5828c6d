import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import '../words.ts';

/** Where the administrator will give people their roles; until then it says just that. */
export function AccountsPage() {
  const { t } = useTranslation('capacity');
  const session = useSession();
  return (
    <div className="ct-page">
      <h1>{t('catalogue.accounts.title')}</h1>
      <p>{t('catalogue.accounts.words')}</p>
      {session.hats.length > 1 ? <p>{t('catalogue.accounts.next')}</p> : null}
    </div>
  );
}
