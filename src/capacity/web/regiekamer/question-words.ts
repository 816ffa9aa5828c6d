import { useTranslation } from 'react-i18next';
import type { Regiekamer } from './use-regiekamer.ts';

/** The question in words, for the head of the answer and for paper; empty where nothing is asked. */
export function useQuestionWords(regiekamer: Regiekamer): string {
  const { t } = useTranslation('capacity');
  const { search, areas, origin, moduleName } = regiekamer;
  const parts: string[] = [];
  if (search.gender) parts.push(t(`regiekamer.gender.${search.gender}`));
  if (search.age !== undefined) parts.push(t('regiekamer.question.age', { count: search.age }));
  if (origin && search.withinKm) {
    parts.push(t('regiekamer.question.within', { km: search.withinKm, near: origin.name }));
  }
  for (const code of search.region ?? []) {
    parts.push(areas?.regions.find((region) => region.code === code)?.name ?? code);
  }
  if (search.zone) {
    parts.push(areas?.zones.find(({ code }) => code === search.zone)?.name ?? search.zone);
  }
  for (const code of search.module ?? []) parts.push(moduleName(code));
  if (search.term) {
    parts.push(t('regiekamer.question.term', { term: t(`codes.term.${search.term}`) }));
  }
  if (search.text) parts.push(t('regiekamer.question.text', { text: search.text }));
  if (search.minimum) parts.push(t('regiekamer.question.minimum', { count: search.minimum }));
  return parts.join(', ');
}
