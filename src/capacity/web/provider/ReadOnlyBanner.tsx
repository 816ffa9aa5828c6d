import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import { Banner } from '../../../web/ui/index.ts';
import { useMayChange } from './use-provider.ts';
import './words.ts';

/** Says why there are no acts here, to who may only look. */
export function ReadOnlyBanner() {
  const { t } = useTranslation('capacity');
  const session = useSession();
  if (useMayChange()) return null;
  return (
    <Banner>
      {session.hats.some((hat) => hat.role === 'PC')
        ? t('provider.readOnlySwitch')
        : t('provider.readOnly')}
    </Banner>
  );
}
