import type { PlaceState as StateCode } from '../../codes.ts';
import type { PlaceRow, StayRow, UnavailabilityRow, UnitDetail } from '../../contract.ts';
import type { PlaceState as GlyphState } from '../place-states.ts';

/** What a provider's screen lists: each place, and each child who has none. Pure. */

type HoldRow = UnitDetail['holds'][number];
type AbsenceRow = StayRow['absences'][number];
type Period = StayRow['period'];

export interface Slot {
  /** The place's id, or the stay's where there is no place. */
  readonly id: string;
  readonly place: PlaceRow | null;
  readonly module: string;
  readonly state: StateCode;
  readonly stay: StayRow | null;
  /** The absence of today. */
  readonly absence: AbsenceRow | null;
  /** Out of use today; also where a child still stays on the place. */
  readonly unavailability: UnavailabilityRow | null;
  /** The promise of today, else the first one that begins later. */
  readonly hold: HoldRow | null;
  /** The first stay that begins on this place after today. */
  readonly planned: StayRow | null;
  /** Label of the place that the register named although another child holds it. */
  readonly claimedLabel: string | null;
}

export const coversDay = (period: Period, day: string): boolean =>
  period.from <= day && (period.until === null || day < period.until);

const byStart = (a: StayRow, b: StayRow) => (a.period.from < b.period.from ? -1 : 1);

function occupiedState(stay: StayRow, day: string): StateCode {
  return stay.absences.some((each) => coversDay(each.period, day)) ? 'OCCUPIED_ABSENT' : 'OCCUPIED';
}

/** Every place of a unit in the order of the detail, then every stay of today without one. */
export function slotsOf(detail: UnitDetail): Slot[] {
  const { day } = detail;
  const staysById = new Map(detail.stays.map((stay) => [stay.id, stay]));
  const labels = new Map(detail.places.map((place) => [place.id, place.label]));
  const absenceOf = (stay: StayRow | null) =>
    stay?.absences.find((each) => coversDay(each.period, day)) ?? null;
  const places = detail.places.map((place): Slot => {
    const stay = place.stayId === null ? null : (staysById.get(place.stayId) ?? null);
    const planned = detail.stays
      .filter((each) => each.placeId === place.id && each.period.from > day)
      .sort(byStart)[0];
    return {
      id: place.id,
      place,
      module: place.module,
      state: place.state,
      stay,
      absence: absenceOf(stay),
      unavailability:
        detail.unavailabilities.find((each) => each.id === place.unavailabilityId) ?? null,
      hold:
        detail.holds.find((each) => each.id === place.holdId) ??
        detail.holds.find((each) => each.placeId === place.id && each.period.from > day) ??
        null,
      planned: planned ?? null,
      claimedLabel: null,
    };
  });
  const homeless = detail.stays
    .filter((stay) => stay.placeId === null && coversDay(stay.period, day))
    .map(
      (stay): Slot => ({
        id: stay.id,
        place: null,
        module: stay.module,
        state: occupiedState(stay, day),
        stay,
        absence: absenceOf(stay),
        unavailability: null,
        hold: null,
        planned: null,
        claimedLabel:
          stay.claimedPlaceId === null ? null : (labels.get(stay.claimedPlaceId) ?? null),
      }),
    );
  return [...places, ...homeless];
}

const glyphs: Record<StateCode, GlyphState> = {
  FREE: 'free',
  RESERVED: 'held',
  OCCUPIED: 'occupied',
  OCCUPIED_ABSENT: 'absent',
  UNAVAILABLE: 'unavailable',
  NOT_CONVERTED: 'notConverted',
};

/** The picture of a state. */
export const glyphOf = (state: StateCode): GlyphState => glyphs[state];

/** The places that a child could be put on today for as long as needed, plainest first. */
export function openPlaces(slots: readonly Slot[], module: string): Slot[] {
  return slots
    .filter((slot) => slot.place && slot.module === module)
    .filter((slot) => slot.state === 'FREE' && slot.planned === null && slot.hold === null)
    .sort((a, b) => (a.place?.features.length ?? 0) - (b.place?.features.length ?? 0));
}

/** Stays that begin after today, first come first. */
export const plannedStays = (detail: UnitDetail): StayRow[] =>
  detail.stays.filter((stay) => stay.period.from > detail.day).sort(byStart);

/** Why the register and the present differ for a stay: the day that has passed, or null. */
export function overdueOf(stay: StayRow, day: string): 'decision' | 'expectedEnd' | null {
  if (stay.decisionUntil !== null && stay.decisionUntil <= day) return 'decision';
  return stay.expectedEndOn !== null && stay.expectedEndOn < day ? 'expectedEnd' : null;
}
