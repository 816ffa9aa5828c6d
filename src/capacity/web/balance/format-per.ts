import { formatNumber } from '../../../web/i18n/format.ts';

/** Places for each 1,000 minors with one decimal; a dash where the minors are not known. */
export const formatPer = (value: number | null): string =>
  value === null
    ? '–'
    : formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
