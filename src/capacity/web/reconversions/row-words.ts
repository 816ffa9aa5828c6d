import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../../web/i18n/format.ts';
import type { ReconversionRow } from '../../reconversion/contract.ts';
import { useModules } from '../use-modules.ts';
import './words.ts';

/** A reconversion in one line: "3 × Verblijf +12 → 2 × Crisisverblijf". */
export function useWhat() {
  const { t } = useTranslation('reconversion');
  const { nameOf: moduleName } = useModules();
  return (row: Pick<ReconversionRow, 'places' | 'module' | 'toPlaces' | 'toModule'>) => {
    const of = {
      places: row.places,
      module: moduleName(row.module),
      toPlaces: row.toPlaces,
      toModule: moduleName(row.toModule),
    };
    return row.toPlaces > 0 ? t('what', of) : t('whatGone', of);
  };
}

/** Whose turn it is, and for how long already where nobody may let it lie. */
export function useWaits(today: string) {
  const { t } = useTranslation('reconversion');
  return (row: ReconversionRow) => {
    if (row.waitsFor === null) return t('waits.none');
    if (row.waitsFor !== 'SOURCE') return t(`waits.${row.waitsFor}`);
    const days = row.effectiveOn ? Math.max(0, daysBetween(row.effectiveOn, today)) : 0;
    return t('waits.SOURCE', { count: days });
  };
}
