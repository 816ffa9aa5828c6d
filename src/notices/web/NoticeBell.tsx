import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../web/i18n/format.ts';
import { Icon, useShortcut, VisuallyHidden } from '../../web/ui/index.ts';
import { useUnread } from './use-notices.ts';
import './words.ts';
import './notices.css';

const most = 99;

/** The way to the inbox in the head of every page, with how many notices were not read. */
export function NoticeBell() {
  const { t } = useTranslation('notices');
  const router = useRouter();
  const unread = useUnread();
  useShortcut(['g', 'b'], t('title'), () => router.history.push('/berichten'));
  return (
    <Link to="/berichten" className="nt-bell" activeProps={{ 'aria-current': 'page' }}>
      <Icon name="bell" />
      <VisuallyHidden>{t('bell', { count: unread })}</VisuallyHidden>
      {unread > 0 ? (
        <span className="nt-count vp-number" aria-hidden="true">
          {unread > most ? `${formatNumber(most)}+` : formatNumber(unread)}
        </span>
      ) : null}
    </Link>
  );
}
