import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../web/i18n/format.ts';
import type { UnitRow } from '../../contract.ts';
import { useStopWords } from '../use-stop-words.ts';
import '../words.ts';

/** A distance as it is read: whole kilometres, never nought for two places that differ. */
export function wholeKm(km: number): string {
  return formatNumber(Math.max(1, Math.round(km)));
}

/** What a unit is and what stands beside its figures, in words. */
export function useFigureWords() {
  const { t } = useTranslation('capacity');
  const stopWords = useStopWords();
  const stops = (row: UnitRow) => row.partialStops.map(stopWords);
  return {
    where: (municipality: string, km: number | null) =>
      km === null ? municipality : t('regiekamer.unit.whereKm', { municipality, km: wholeKm(km) }),
    ages: ({ ageMin, ageMax }: UnitRow) =>
      t('regiekamer.unit.ages', { from: ageMin, until: ageMax }),
    offer: (row: UnitRow, moduleName: (code: string) => string) =>
      t('regiekamer.unit.offer', {
        module: moduleName(row.module),
        from: row.ageMin,
        until: row.ageMax,
        mix: t(`codes.genderMix.${row.genderMix}`),
      }),
    stops,
    /** Partial stops, what is only planned, and whether the row no longer answers the question. */
    notes: (row: UnitRow, isLeft: boolean) => {
      const notes = [...stops(row), ...(isLeft ? [t('regiekamer.unit.left')] : [])];
      if (row.figures.free > row.figures.offerable) {
        notes.push(
          t('regiekamer.unit.promised', { count: row.figures.free - row.figures.offerable }),
        );
      }
      const planned = row.planned?.notConverted ?? 0;
      if (planned > 0) notes.push(t('regiekamer.unit.planned', { count: planned }));
      return notes.length === 0 ? null : sentence(notes.join(', '));
    },
  };
}

/** With a capital, as what stands alone on a line. */
export function sentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase('nl') + words.slice(1);
}
