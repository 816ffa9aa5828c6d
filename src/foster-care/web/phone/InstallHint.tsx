import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import { installOffer, isApplePhone, isInstalled } from './install-prompt.ts';
import './words.ts';

const DISMISSED = 'vrijplaats-install-hint';

const wasDismissed = (): boolean => {
  try {
    return localStorage.getItem(DISMISSED) !== null;
  } catch {
    return false;
  }
};

/** How to put the page on the home screen; gone once it is there, or once somebody does not want it. */
export function InstallHint() {
  const { t } = useTranslation('foster-phone');
  const offer = useSyncExternalStore(installOffer.subscribe, installOffer.get);
  const [isShown, setShown] = useState(() => !wasDismissed() && !isInstalled());
  if (!isShown) return null;
  const dismiss = () => {
    setShown(false);
    try {
      localStorage.setItem(DISMISSED, 'no');
    } catch {
      // It comes back at the next visit.
    }
  };
  return (
    <div className="fc-window">
      <div>
        <p>{t('install.why')}</p>
        {offer ? null : (
          <p className="fc-small">{t(isApplePhone() ? 'install.ios' : 'install.menu')}</p>
        )}
      </div>
      <div className="vp-actions">
        {offer ? <Button onPress={() => void installOffer.ask()}>{t('install.do')}</Button> : null}
        <Button look="quiet" onPress={dismiss}>
          {t('install.dismiss')}
        </Button>
      </div>
    </div>
  );
}
