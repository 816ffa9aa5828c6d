import { useTranslation } from 'react-i18next';
import { formatDay, formatMoment } from '../../../web/i18n/format.ts';
import { type Role, ROLES } from '../../../web/session.ts';
import type { Change } from '../../contract.ts';
import { type Step, steps } from '../../codes.ts';
import { usePeriodWords } from '../hat-words.ts';
import nl from './locales/nl.json' with { type: 'json' };
import './words.ts';

type Field = Change['fields'][number];

/** Said already by who made the change, and when. */
const untold = new Set(['asked_at', 'decided_at']);

const isOneOf = <Code extends string>(codes: readonly Code[], value: string): value is Code =>
  (codes as readonly string[]).includes(value);

/** What of a change is worth telling, each in a line of words. */
export function useFieldWords(): (fields: readonly Field[]) => string[] {
  const { t } = useTranslation('changes');
  const valueWords = useValueWords();
  return (fields) =>
    fields
      .filter(({ name }) => !untold.has(name))
      .map(({ name, before, after }) => {
        const field = name in nl.field ? t(`field.${name as keyof typeof nl.field}`) : name;
        const was = before === null ? null : valueWords(name, before);
        const is = after === null ? null : valueWords(name, after);
        if (was === null) return t('now', { field, after: is ?? '' });
        return is === null
          ? t('gone', { field, before: was })
          : t('other', { field, before: was, after: is });
      });
}

/** A value of a row as people say it: a role, a period, a day; what is words already stays so. */
function useValueWords(): (name: string, value: string) => string {
  const { t } = useTranslation('changes');
  const { t: shell } = useTranslation('shell');
  const { t: administration } = useTranslation('administration');
  const period = usePeriodWords();
  return (name, value) => {
    const span = /^\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)?\)$/.exec(value);
    if (span) return period({ from: span[1] as string, until: span[2] ?? null });
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return formatMoment(value);
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value);
    if (name === 'role_code' && isOneOf<Role>(ROLES, value)) return shell(`role.${value}`);
    if (name === 'step' && isOneOf<Step>(steps, value))
      return administration(`organisations.step.${value}`);
    if (value === 'true' || value === 'YES') return t('yes');
    if (value === 'false' || value === 'NO') return t('no');
    return value;
  };
}
