import { useTranslation } from 'react-i18next';
import './words.ts';

/** Practical needs that a unit or a place can meet; other codes may come from elsewhere and are their own word. */
export const NEEDS = ['ground-floor', 'adapted', 'single', 'under-6'] as const;

export function useNeedWords(): (code: string) => string {
  const { t } = useTranslation('waiting-list');
  return (code) => {
    const known = NEEDS.find((each) => each === code);
    return known ? t(`codes.need.${known}`) : code;
  };
}
