import { formatNumber } from '../../../web/i18n/format.ts';

/** A number with its sign: +3, -2, 0. */
export const signed = (value: number): string => formatNumber(value, { signDisplay: 'exceptZero' });
