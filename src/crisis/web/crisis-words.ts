import { useTranslation } from 'react-i18next';
import { formatMomentNear } from '../../web/i18n/format.ts';
import { useNow } from '../../web/shell.ts';
import type { AskedOfPartner } from '../contract.ts';
import './words.ts';

type Shown = Pick<AskedOfPartner['rows'][number], 'sex' | 'ageYears' | 'ageBand' | 'unborn'>;

/** A child without a name: sex and age as far as they are known. */
export function useChildWords(): (child: Shown) => string {
  const { t } = useTranslation('crisis');
  return ({ sex, ageYears, ageBand, unborn }) => {
    if (unborn) return t('child.unborn');
    const age =
      ageYears === null
        ? ageBand === null
          ? t('child.ageUnknown')
          : t('child.band', { band: ageBand })
        : t('child.age', { count: ageYears });
    return `${t(`code.sex.${sex}`)}, ${age}`;
  };
}

/** A moment as one says it at the moment on the screen. */
export function useMomentWords(): (at: string) => string {
  const now = useNow();
  return (at) => formatMomentNear(at, now);
}
