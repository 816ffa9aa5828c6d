import { useTranslation } from 'react-i18next';
import type { Names } from '../contract.ts';

/** A name that stands in three languages, in the one that is read. */
export function useNames(): (names: Names) => string {
  const { i18n } = useTranslation('dossier');
  return (names) => names[i18n.language.slice(0, 2) as keyof Names] || names.nl;
}
