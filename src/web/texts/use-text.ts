import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { InEachLanguage, Language } from '../../platform/language.ts';

/** A text in the language of the screen; the one before stays while another comes. */
export function useText<Text>(
  name: string,
  texts: InEachLanguage<() => Promise<{ default: Text }>>,
) {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return useQuery({
    queryKey: ['text', name, language],
    queryFn: async () => (await texts[language]()).default,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
}
