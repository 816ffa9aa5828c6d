import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMaybeSession, useShell } from '../../web/shell.ts';
import { Button } from '../../web/ui/index.ts';
import { asksToLeave, leave } from './leave.ts';
import './nav/words.ts';
import './dossier.css';

const families: readonly string[] = ['CH', 'PA', 'TP'];

/** On every page of who has a window: away at once, by a button or by pressing Escape three times. */
export function QuickExit() {
  const { t } = useTranslation('dossier-nav');
  const { queries } = useShell();
  const session = useMaybeSession();
  const isFamily = session !== null && families.includes(session.role);
  const csrfToken = session?.csrfToken ?? null;
  useEffect(() => {
    if (!isFamily) return undefined;
    let earlier: number[] = [];
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat) return;
      const now = performance.now();
      if (asksToLeave(earlier, now)) leave(csrfToken);
      earlier = [...earlier, now].slice(-4);
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [isFamily, csrfToken]);
  if (!isFamily) return null;
  const go = () => {
    queries.clear();
    leave(csrfToken);
  };
  return (
    <span className="ds-exit" title={t('exitHelp')}>
      <Button look="danger" size="small" onPress={go}>
        {t('exit')}
      </Button>
    </span>
  );
}
