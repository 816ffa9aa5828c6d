import type { StayRow, UnavailabilityRow, UnitDetail, UnitRow } from '../../contract.ts';
import type { UnitDuties } from '../../provider-contract.ts';

/** Builders for tests of the provider's screens; every name is invented. */
export const someFigures = (change: Partial<UnitRow['figures']> = {}): UnitRow['figures'] => ({
  recognised: 4,
  occupied: 2,
  absent: 0,
  notConverted: 0,
  unavailable: 0,
  held: 0,
  free: 2,
  offerable: 2,
  overOccupied: 0,
  ...change,
});

export const aRow = (change: Partial<UnitRow> = {}): UnitRow => ({
  unitId: 'unit-1',
  unitCode: 'U-1',
  unitName: 'De Wilg (verzonnen)',
  providerId: 'provider-1',
  providerName: 'Voorziening (verzonnen)',
  siteName: 'Vestiging (verzonnen)',
  municipalityCode: 'M-1',
  municipality: 'Voorbeelddorp',
  zone: null,
  region: 'WVL',
  lat: 51,
  lon: 3,
  module: 'STAY_O12',
  term: 'LONG',
  ageMin: 12,
  ageMax: 18,
  genderMix: 'MIXED',
  securityLevel: 'OPEN',
  partialStops: [],
  figures: someFigures(),
  confirmedAt: '2026-05-06T07:00:00Z',
  confirmedBy: 'Persoon (verzonnen)',
  staleAfterDays: 7,
  changedAt: null,
  ...change,
});

export const noDuties = (change: Partial<UnitDuties> = {}): UnitDuties => ({
  unitId: 'unit-1',
  reviewsDue: 0,
  nextReviewOn: null,
  pastDecision: 0,
  nextDecisionUntil: null,
  pastExpectedEnd: 0,
  nextExpectedEndOn: null,
  withoutPlace: 0,
  ...change,
});

export const aStay = (change: Partial<StayRow> = {}): StayRow => ({
  id: 'stay-1',
  module: 'STAY_O12',
  placeId: 'place-1',
  claimedPlaceId: null,
  period: { from: '2026-01-10', until: null },
  expectedEndOn: null,
  decisionUntil: null,
  needs: [],
  timeOutOf: null,
  alsoElsewhere: false,
  absences: [],
  personRef: 'K-17',
  ...change,
});

export const anUnavailability = (change: Partial<UnavailabilityRow> = {}): UnavailabilityRow => ({
  id: 'out-1',
  module: 'STAY_O12',
  placeId: 'place-3',
  places: 1,
  onlyFor: null,
  reason: 'BUILDING',
  explanation: null,
  period: { from: '2026-05-01', until: '2026-05-20' },
  expectedEndOn: '2026-05-20',
  reviewOn: '2026-05-13',
  ...change,
});

type Place = UnitDetail['places'][number];
export const aPlace = (n: number, change: Partial<Place> = {}): Place => ({
  id: `place-${n}`,
  module: 'STAY_O12',
  label: String(n),
  features: [],
  state: 'FREE',
  stayId: null,
  unavailabilityId: null,
  holdId: null,
  ...change,
});

/** Four places: one occupied, one whose child is away, one out of use, one free. */
export const aDetail = (change: Partial<UnitDetail> = {}): UnitDetail => ({
  day: '2026-05-06',
  knownAt: '2026-05-06T08:00:00Z',
  live: true,
  note: null,
  contact: null,
  modules: [
    aRow({
      figures: someFigures({ occupied: 2, absent: 1, unavailable: 1, free: 1, offerable: 1 }),
    }),
  ],
  places: [
    aPlace(1, { state: 'OCCUPIED', stayId: 'stay-1' }),
    aPlace(2, { state: 'OCCUPIED_ABSENT', stayId: 'stay-2' }),
    aPlace(3, { state: 'UNAVAILABLE', unavailabilityId: 'out-1' }),
    aPlace(4, { features: ['single'] }),
  ],
  stays: [
    aStay(),
    aStay({
      id: 'stay-2',
      placeId: 'place-2',
      personRef: 'K-18',
      absences: [{ id: 'away-1', period: { from: '2026-05-04', until: null }, kind: 'HOME' }],
    }),
  ],
  unavailabilities: [anUnavailability()],
  holds: [],
  ...change,
});
