import { useTranslation } from 'react-i18next';
import { addDays } from '../../../platform/period.ts';
import { formatDay } from '../../../web/i18n/format.ts';
import type { StayRow, UnavailabilityRow } from '../../contract.ts';
import '../words.ts';
import { overdueOf, type Slot } from './slots.ts';
import './words.ts';

/** What a place and a child are called, and what their state is, in words. */
export function useSlotWords(today: string) {
  const { t } = useTranslation('capacity');
  /** A day as one says it: "vandaag", "morgen", else written out. */
  const day = (iso: string): string => {
    if (iso === today) return t('provider.day.today');
    if (iso === addDays(today, 1)) return t('provider.day.tomorrow');
    if (iso === addDays(today, -1)) return t('provider.day.yesterday');
    // Some languages put a word before a date that they do not put before "today".
    return t('provider.day.other', { day: formatDay(iso) });
  };
  const who = (stay: StayRow): string => stay.personRef ?? t('provider.unit.someone');
  const reasonOf = (row: UnavailabilityRow): string => t(`codes.unavailability.${row.reason}`);
  const endOf = (row: UnavailabilityRow): string => day(row.period.until ?? row.expectedEndOn);
  const features = (list: readonly string[]): string =>
    list.map((each) => t(`codes.feature.${each}` as 'codes.feature.single', each)).join(', ');
  const place = (slot: Slot): string =>
    slot.place ? t('provider.unit.place', { label: slot.place.label }) : t('provider.unit.noPlace');

  const absent = ({ absence }: Slot): string => {
    if (!absence) return t('state.absent');
    const since = day(absence.period.from);
    if (!absence.kind) return t('provider.unit.absentPlain', { day: since });
    const kind = t(`codes.absence.${absence.kind}`).toLocaleLowerCase('nl');
    return absence.period.until === null
      ? t('provider.unit.absent', { kind, day: since })
      : t('provider.unit.absentUntil', { kind, day: day(absence.period.until) });
  };
  const free = ({ planned, hold }: Slot): string => {
    if (planned) {
      return t('provider.unit.freeUntil', { day: day(planned.period.from), who: who(planned) });
    }
    return hold
      ? t('provider.unit.freeHeld', { day: day(hold.period.from) })
      : t('provider.unit.free');
  };
  const held = ({ hold }: Slot): string =>
    hold
      ? t('provider.unit.held', {
          reason: t(`codes.hold.${hold.reason}` as 'codes.hold.RESERVED_START'),
          day: day(hold.period.from),
        })
      : t('state.held');
  const out = ({ unavailability }: Slot): string =>
    unavailability
      ? t('provider.unit.out', {
          reason: reasonOf(unavailability),
          day: endOf(unavailability),
        })
      : t('provider.unit.outPlain');

  const state = (slot: Slot): string => {
    switch (slot.state) {
      case 'FREE':
        return free(slot);
      case 'RESERVED':
        return held(slot);
      case 'OCCUPIED':
        return t('provider.unit.occupied');
      case 'OCCUPIED_ABSENT':
        return absent(slot);
      case 'UNAVAILABLE':
        return out(slot);
      case 'NOT_CONVERTED':
        return t('provider.unit.notConverted');
    }
  };

  /** What stands under the state: what comes, and what the child needs. */
  const remarks = ({ stay, unavailability, state: code }: Slot): string[] => {
    const found: string[] = [];
    if (stay?.period.until) found.push(t('provider.unit.leaves', { day: day(stay.period.until) }));
    else if (stay?.expectedEndOn && stay.expectedEndOn >= today) {
      found.push(t('provider.unit.expected', { day: day(stay.expectedEndOn) }));
    }
    if (stay && unavailability) {
      const words = { reason: reasonOf(unavailability), day: endOf(unavailability) };
      found.push(t('provider.unit.outAfter', words));
    }
    if (unavailability && code === 'UNAVAILABLE' && unavailability.reviewOn > today) {
      found.push(t('provider.unit.review', { day: day(unavailability.reviewOn) }));
    }
    if (stay && stay.needs.length > 0) {
      found.push(t('provider.unit.needs', { needs: features(stay.needs) }));
    }
    if (stay?.timeOutOf) found.push(t('provider.unit.timeOut'));
    return found;
  };

  /** What differs between the register and the present: shown with a warning. */
  const warnings = ({ stay, unavailability, place: own, claimedLabel }: Slot): string[] => {
    const found: string[] = [];
    if (stay) {
      const overdue = overdueOf(stay, today);
      if (overdue === 'decision') {
        found.push(t('provider.unit.overdueDecision', { day: day(stay.decisionUntil ?? today) }));
      } else if (overdue === 'expectedEnd') {
        found.push(t('provider.unit.overdueEnd', { day: day(stay.expectedEndOn ?? today) }));
      }
      if (stay.alsoElsewhere) found.push(t('provider.unit.alsoElsewhere'));
    }
    if (!own) {
      if (claimedLabel) found.push(t('provider.unit.claimed', { label: claimedLabel }));
      else found.push(t('provider.unit.choosePlace'));
    }
    if (unavailability && unavailability.reviewOn <= today) {
      found.push(t('provider.unit.reviewPast', { day: day(unavailability.reviewOn) }));
    }
    return found;
  };

  return { day, who, place, features, state, remarks, warnings, reasonOf, endOf };
}

export type SlotWords = ReturnType<typeof useSlotWords>;
