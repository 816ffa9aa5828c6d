import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../web/session.ts';
import type { LogLine } from '../../contract.ts';
import '../words.ts';

const kinds = [
  'request',
  'person',
  'crisis-request',
  'crisis-minor',
  'foster-request',
  'foster-family',
  'unit',
  'proposal',
  'account',
  'stay',
] as const;
const whats = ['READ', 'WRITE', 'STREAM'] as const;

/** Words for what a line holds in codes. */
export function useLogWords() {
  const { t } = useTranslation('privacy');
  const { t: shell } = useTranslation('shell');
  const kindOf = (code: string, count: number) => {
    const known = kinds.find((each) => each === code);
    return known ? t(`kind.${known}`, { count }) : t('kind.other', { count, code });
  };
  return {
    kindOf,
    roleOf: (code: string | null) => {
      const known = ROLES.find((each) => each === code);
      return known ? shell(`role.${known}`) : (code ?? t('log.program'));
    },
    whatOf: ({ what, outcome }: LogLine) => {
      if (typeof outcome === 'number' && outcome >= 400) return t('what.REFUSED');
      const known = whats.find((each) => each === what);
      return known ? t(`what.${known}`) : t('what.PROGRAM');
    },
    subjectsOf: ({ subjects }: LogLine) =>
      subjects
        .map(({ kind, ids, every }) =>
          every ? t('kind.every', { kind: kindOf(kind, 2) }) : kindOf(kind, ids.length),
        )
        .join(', '),
  };
}
