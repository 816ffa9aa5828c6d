import type { UnitCalendar } from '../../unit-calendar-contract.ts';

type Stay = UnitCalendar['stays'][number];
type Out = UnitCalendar['unavailabilities'][number];
type Hold = UnitCalendar['holds'][number];

/** A unit of two places over the four weeks from 2 March 2026, with nothing in it; all invented. */
export const emptyCalendar: UnitCalendar = {
  from: '2026-03-02',
  until: '2026-03-30',
  knownAt: '2026-03-10T10:00:00Z',
  modules: ['STAY_O12'],
  places: ['1', '2'].map((label) => ({
    id: `place-${label}`,
    module: 'STAY_O12',
    label,
    features: [],
    period: { from: '2000-01-01', until: null },
  })),
  recognitions: [{ module: 'STAY_O12', places: 2, period: { from: '2020-01-01', until: null } }],
  reconversions: [],
  stays: [],
  unavailabilities: [],
  holds: [],
};

export const stay = (
  id: string,
  from: string,
  until: string | null,
  more: Partial<Stay> = {},
): Stay => ({
  id,
  module: 'STAY_O12',
  placeId: 'place-1',
  claimedPlaceId: null,
  period: { from, until },
  expectedEndOn: null,
  decisionUntil: null,
  needs: [],
  timeOutOf: null,
  alsoElsewhere: false,
  absences: [],
  ...more,
});

export const out = (id: string, from: string, until: string, more: Partial<Out> = {}): Out => ({
  id,
  module: 'STAY_O12',
  placeId: 'place-2',
  places: 1,
  onlyFor: null,
  reason: 'BUILDING',
  explanation: null,
  period: { from, until },
  expectedEndOn: until,
  reviewOn: until,
  ...more,
});

export const hold = (
  id: string,
  from: string,
  until: string | null,
  more: Partial<Hold> = {},
): Hold => ({
  id,
  module: 'STAY_O12',
  placeId: 'place-2',
  period: { from, until },
  reason: 'RESERVED_START',
  needs: [],
  ...more,
});
