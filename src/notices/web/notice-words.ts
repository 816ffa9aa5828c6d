import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber } from '../../web/i18n/format.ts';

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Days are written out, numbers too, and `count` chooses between one and more. */
function valuesOf(details: Readonly<Record<string, string | number>>) {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details)) {
    values[name] = isDay(value)
      ? formatDay(value)
      : typeof value === 'number'
        ? formatNumber(value)
        : value;
  }
  const count = details['places'] ?? details['count'];
  return typeof count === 'number' ? { ...values, count } : values;
}

/** The words of a kind of notice; a kind that is not known yet only says that there is something. */
export function useNoticeWords() {
  const { t, i18n } = useTranslation('notices');
  const say = (kind: string, part: 'name' | 'text', details = {}): string => {
    const key = `kinds.${kind}.${part}`;
    const values = valuesOf(details);
    return i18n.exists(`notices:${key}`, values)
      ? t(key as 'kinds.other.name', values)
      : t(`kinds.other.${part}`);
  };
  return {
    nameOf: (kind: string) => say(kind, 'name'),
    textOf: (kind: string, details: Readonly<Record<string, string | number>>) =>
      say(kind, 'text', details),
  };
}
