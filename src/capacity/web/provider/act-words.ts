import { useTranslation } from 'react-i18next';
import type { UnitDetail } from '../../contract.ts';
import type { Act } from './acts.ts';
import type { Slot } from './slots.ts';
import { useSlotWords } from './slot-words.ts';
import './words.ts';

/** What is said of an act when it is done: what was done, and where. */
export function useSaid(detail: UnitDetail): (act: Act, slot: Slot | null) => string {
  const { t } = useTranslation('capacity');
  const words = useSlotWords(detail.day);
  const isLater = (day: string) => day > detail.day;
  const labelOf = (placeId: string | null) => {
    const place = detail.places.find((each) => each.id === placeId);
    return place ? t('provider.unit.place', { label: place.label }) : t('provider.unit.noPlace');
  };
  const whereOf = (slot: Slot | null) =>
    slot ? words.place(slot) : t('provider.unit.noPlaceOver');
  return (act, slot) => {
    const place = whereOf(slot);
    switch (act.name) {
      case 'confirm':
        return t('provider.list.confirm');
      case 'start':
        return isLater(act.from)
          ? t('provider.said.startLater', { place, day: words.day(act.from) })
          : t('provider.said.start', { place });
      case 'away':
        return isLater(act.from)
          ? t('provider.said.awayLater', { place, day: words.day(act.from) })
          : t('provider.said.away', {
              place,
              reason: t(`codes.absence.${act.kind}`).toLocaleLowerCase('nl'),
            });
      case 'back':
        return t('provider.said.back', { place });
      case 'leave':
        return isLater(act.on)
          ? t('provider.said.leaveLater', { place, day: words.day(act.on) })
          : t('provider.said.leave', { place });
      case 'move':
        return t('provider.said.move', { place: labelOf(act.placeId).toLocaleLowerCase('nl') });
      case 'outOfUse':
        return saidOutOfUse(act, slot);
      case 'inUse':
        return slot ? t('provider.said.inUse', { place }) : t('provider.said.inUseUnit');
      case 'extend': {
        const day = words.day(act.expectedEndOn);
        return slot
          ? t('provider.said.extend', { place, day })
          : t('provider.said.extendUnit', { day });
      }
    }
  };
  function saidOutOfUse(act: Extract<Act, { name: 'outOfUse' }>, slot: Slot | null): string {
    const day = words.day(act.expectedEndOn);
    if (act.onlyFor) {
      const stop = t(`codes.partialStop.${act.onlyFor}`);
      return t('provider.said.stop', {
        stop: stop[0]?.toLocaleUpperCase('nl') + stop.slice(1),
        day,
      });
    }
    if (!slot) return t('provider.said.outOfUsePlaces', { count: act.places ?? 1, day });
    return t('provider.said.outOfUse', { place: words.place(slot), day });
  }
}
