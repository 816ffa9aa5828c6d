import { useTranslation } from 'react-i18next';
import { formatDay } from '../../web/i18n/format.ts';
import type { Role } from '../../web/session.ts';
import type { Hat } from '../contract.ts';

/** Worn today, or from a later day on. */
export const isWorn = ({ until }: Pick<Hat, 'until'>, today: string): boolean =>
  until === null || until > today;

/** A role in words, with where it is worn. */
export function useRoleWords() {
  const { t } = useTranslation('shell');
  return ({ role, organisationName }: { role: Role; organisationName?: string | null }): string =>
    organisationName ? `${t(`role.${role}`)}, ${organisationName}` : t(`role.${role}`);
}

/** From when until when, in words; `until` is the first day without. */
export function usePeriodWords() {
  const { t } = useTranslation('administration');
  return ({ from, until }: Pick<Hat, 'from' | 'until'>): string =>
    until === null
      ? t('period.open', { from: formatDay(from) })
      : t('period.closed', { from: formatDay(from), until: formatDay(until) });
}
