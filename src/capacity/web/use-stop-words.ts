import { useTranslation } from 'react-i18next';
import { formatDay } from '../../web/i18n/format.ts';
import type { UnitRow } from '../contract.ts';
import './words.ts';

/** A partial stop in words, with its end: a stop without one would read as for ever. */
export function useStopWords(): (stop: UnitRow['partialStops'][number]) => string {
  const { t } = useTranslation('capacity');
  return ({ onlyFor, until }) =>
    t('stopUntil', { stop: t(`codes.partialStop.${onlyFor}`), day: formatDay(until) });
}
