import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../web/i18n/format.ts';
import type { StayRow, UnitDetail } from '../../contract.ts';
import '../words.ts';

/** "van … tot …", where an end that is not known is left open. */
export function usePeriodWords() {
  const { t } = useTranslation('capacity');
  return ({ from, until }: { from: string; until: string | null }) =>
    until === null
      ? t('regiekamer.period.open', { from: formatDay(from) })
      : t('regiekamer.period.closed', { from: formatDay(from), until: formatDay(until) });
}

/** A feature of a place or a need of a child in words; one of a provider's own is its own word. */
export function useFeatureWords() {
  const { t, i18n } = useTranslation('capacity');
  return (feature: string) => {
    const key = `codes.feature.${feature}`;
    return i18n.exists(key, { ns: 'capacity' }) ? t(key as 'codes.feature.single') : feature;
  };
}

/** The label of a place; `undefined` for none, or one that is no more. */
export const labelOf = (detail: UnitDetail, placeId: string | null) =>
  detail.places.find(({ id }) => id === placeId)?.label;

/** A stay in words: where, since when, until when; never who. */
export function useStayWords(detail: UnitDetail) {
  const { t } = useTranslation('capacity');
  return (stay: StayRow) => {
    const label = labelOf(detail, stay.placeId);
    const place =
      label === undefined ? t('regiekamer.stays.noPlace') : t('regiekamer.places.label', { label });
    return t('regiekamer.stays.since', { place, from: formatDay(stay.period.from) });
  };
}

/** Who stands in the way or would move, as the answer names them: by id, never by name. */
export function useGuestWords(detail: UnitDetail) {
  const { t } = useTranslation('capacity');
  const stayWords = useStayWords(detail);
  return ({ kind, id }: { readonly kind: 'stay' | 'promise'; readonly id: string }) => {
    if (kind === 'stay') {
      const stay = detail.stays.find((each) => each.id === id);
      return stay ? stayWords(stay) : t('regiekamer.canCome.someone');
    }
    const hold = detail.holds.find((each) => each.id === id);
    if (hold) {
      return t('regiekamer.canCome.promised', { from: formatDay(hold.period.from) });
    }
    // Places out of use by number take part as promises, numbered behind the id of the fact.
    const out = detail.unavailabilities.find((each) => each.id === id.split('#')[0]);
    return out
      ? t('regiekamer.canCome.outOfUse', { reason: t(`codes.unavailability.${out.reason}`) })
      : t('regiekamer.canCome.notConverted');
  };
}
