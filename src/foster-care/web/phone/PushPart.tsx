import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spoken } from '../../../web/i18n/index.ts';
import { useApi } from '../../../web/shell.ts';
import { Button } from '../../../web/ui/index.ts';
import { DevicePush, type PushState } from './device-push.ts';
import { isApplePhone } from './install-prompt.ts';
import './words.ts';

/** Messages on this device: why, then one tap; what is blocked says how it is mended. */
export function PushPart({ whose }: { readonly whose: string }) {
  const { t } = useTranslation('foster-phone');
  const api = useApi();
  const [device] = useState(() => new DevicePush(api, whose, spoken()));
  const [state, setState] = useState<PushState>('none');
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const go = async (step: () => Promise<PushState>) => {
    setBusy(true);
    setFailed(false);
    try {
      setState(await step());
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    // Without a line it is looked at another time.
    device.look().then(setState, () => {});
  }, [device]);
  if (state === 'none') return null;
  return (
    <div className="fc-window">
      <div>
        <h3>{t('push.title')}</h3>
        {state === 'off' ? <p>{t('push.why')}</p> : null}
        <p role="status">
          {state === 'on' ? t('push.isOn') : null}
          {state === 'blocked' ? t('push.blocked') : null}
          {state === 'unsupported' ? t(isApplePhone() ? 'push.ios' : 'push.unsupported') : null}
        </p>
        {hasFailed ? <p role="alert">{t('push.failed')}</p> : null}
      </div>
      <div className="vp-actions">
        {state === 'off' ? (
          <Button isPending={isBusy} onPress={() => void go(() => device.turnOn())}>
            {t('push.turnOn')}
          </Button>
        ) : null}
        {state === 'on' ? (
          <Button look="quiet" isPending={isBusy} onPress={() => void go(() => device.turnOff())}>
            {t('push.turnOff')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
