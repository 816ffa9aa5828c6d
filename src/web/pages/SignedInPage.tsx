import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SESSION_CHANNEL } from '../shell.ts';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/feedback.tsx';

/** Where the log-in in a second tab ends: the first tab goes on with what was typed. */
export function SignedInPage() {
  const { t } = useTranslation('shell');
  useEffect(() => {
    const channel = new BroadcastChannel(SESSION_CHANNEL);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin to name
    channel.postMessage('renewed');
    channel.close();
  }, []);
  return (
    <EmptyState
      level={1}
      title={t('signedIn.title')}
      action={<LinkButton href="/">{t('act.home')}</LinkButton>}
    >
      {t('signedIn.next')}
    </EmptyState>
  );
}
