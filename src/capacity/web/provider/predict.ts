import type { UnitDetail, UnitRow } from '../../contract.ts';
import type { Act } from './acts.ts';
import { coversDay } from './slots.ts';

/**
 * The unit as it will be when an act is saved, shown while the answer is under way. Pure. An act that
 * the detail already shows, or that begins after its day, changes nothing here: what the server
 * answers is what stays.
 */
type Figures = UnitRow['figures'];

/** One more, or one less, stay, as the precedence of the figures shares it out. */
function withStays(figures: Figures, change: 1 | -1): Figures {
  if (change === -1) {
    if (figures.overOccupied > 0) return { ...figures, overOccupied: figures.overOccupied - 1 };
    return freed({ ...figures, occupied: Math.max(0, figures.occupied - 1) });
  }
  const taken = (['free', 'held', 'unavailable', 'notConverted'] as const).find(
    (part) => figures[part] > 0,
  );
  if (!taken) return { ...figures, overOccupied: figures.overOccupied + 1 };
  return bounded({
    ...figures,
    occupied: figures.occupied + 1,
    [taken]: figures[taken] - 1,
    offerable: figures.offerable - 1,
  });
}

const bounded = (figures: Figures): Figures => ({
  ...figures,
  offerable: Math.max(0, Math.min(figures.offerable, figures.free)),
});

const freed = (figures: Figures): Figures =>
  bounded({ ...figures, free: figures.free + 1, offerable: figures.offerable + 1 });

function withUnavailable(figures: Figures, places: number): Figures {
  const taken =
    places > 0 ? Math.min(places, figures.free) : -Math.min(-places, figures.unavailable);
  return bounded({
    ...figures,
    unavailable: figures.unavailable + taken,
    free: figures.free - taken,
    offerable: figures.offerable - taken,
  });
}

const withFigures = (detail: UnitDetail, module: string, change: (f: Figures) => Figures) =>
  detail.modules.map((row) =>
    row.module === module ? { ...row, figures: change(row.figures) } : row,
  );

type Place = UnitDetail['places'][number];
const withPlace = (detail: UnitDetail, id: string | null, change: Partial<Place>) =>
  detail.places.map((place) => (place.id === id ? { ...place, ...change } : place));

const placeWithout: Partial<Place> = { state: 'FREE', stayId: null };

function start(detail: UnitDetail, act: Extract<Act, { name: 'start' }>): UnitDetail {
  const place = detail.places.find((each) => each.id === act.placeId);
  if (act.from > detail.day || (place && place.state !== 'FREE')) return detail;
  const id = `new:${act.placeId ?? 'none'}`;
  if (detail.stays.some((each) => each.id === id)) return detail;
  const stay: UnitDetail['stays'][number] = {
    id,
    module: act.module,
    placeId: act.placeId,
    claimedPlaceId: null,
    period: { from: act.from, until: null },
    expectedEndOn: act.expectedEndOn ?? null,
    decisionUntil: null,
    needs: [...(act.needs ?? [])],
    timeOutOf: null,
    alsoElsewhere: false,
    absences: [],
    ...(act.personRef ? { personRef: act.personRef } : {}),
  };
  return {
    ...detail,
    stays: [...detail.stays, stay],
    places: withPlace(detail, act.placeId, { state: 'OCCUPIED', stayId: id }),
    modules: withFigures(detail, act.module, (figures) => withStays(figures, 1)),
  };
}

function leave(detail: UnitDetail, act: Extract<Act, { name: 'leave' }>): UnitDetail {
  const stay = detail.stays.find((each) => each.id === act.stayId);
  if (!stay || act.on > detail.day || !coversDay(stay.period, detail.day)) return detail;
  const wasAway = stay.absences.some((each) => coversDay(each.period, detail.day));
  const place = detail.places.find((each) => each.id === stay.placeId);
  const change = place?.unavailabilityId
    ? { stayId: null, state: 'UNAVAILABLE' as const }
    : placeWithout;
  return {
    ...detail,
    stays: detail.stays.filter((each) => each !== stay),
    places: withPlace(detail, stay.placeId, change),
    modules: withFigures(detail, stay.module, (figures) => {
      const after = withStays(figures, -1);
      return wasAway ? { ...after, absent: Math.max(0, after.absent - 1) } : after;
    }),
  };
}

function away(detail: UnitDetail, act: Extract<Act, { name: 'away' }>): UnitDetail {
  const stay = detail.stays.find((each) => each.id === act.stayId);
  const already = stay?.absences.some((each) => coversDay(each.period, detail.day)) ?? true;
  if (!stay || already || act.from > detail.day) return detail;
  const absence = {
    id: `new:${stay.id}`,
    period: { from: act.from, until: act.until },
    kind: act.kind,
  };
  return {
    ...detail,
    stays: detail.stays.map((each) =>
      each === stay ? { ...stay, absences: [absence, ...stay.absences] } : each,
    ),
    places: withPlace(detail, stay.placeId, { state: 'OCCUPIED_ABSENT' }),
    modules: withFigures(detail, stay.module, (figures) => ({
      ...figures,
      absent: figures.absent + 1,
    })),
  };
}

function back(detail: UnitDetail, act: Extract<Act, { name: 'back' }>): UnitDetail {
  const stay = detail.stays.find((each) => each.absences.some(({ id }) => id === act.absenceId));
  if (!stay || act.on > detail.day) return detail;
  return {
    ...detail,
    stays: detail.stays.map((each) =>
      each === stay
        ? { ...stay, absences: stay.absences.filter(({ id }) => id !== act.absenceId) }
        : each,
    ),
    places: withPlace(detail, stay.placeId, { state: 'OCCUPIED' }),
    modules: withFigures(detail, stay.module, (figures) => ({
      ...figures,
      absent: Math.max(0, figures.absent - 1),
    })),
  };
}

function move(detail: UnitDetail, act: Extract<Act, { name: 'move' }>): UnitDetail {
  const stay = detail.stays.find((each) => each.id === act.stayId);
  if (!stay || stay.placeId === act.placeId) return detail;
  const isAway = stay.absences.some((each) => coversDay(each.period, detail.day));
  const left = withPlace(detail, stay.placeId, placeWithout);
  return {
    ...detail,
    stays: detail.stays.map((each) =>
      each === stay ? { ...stay, placeId: act.placeId, claimedPlaceId: null } : each,
    ),
    places: left.map((place) =>
      place.id === act.placeId
        ? { ...place, stayId: stay.id, state: isAway ? 'OCCUPIED_ABSENT' : 'OCCUPIED' }
        : place,
    ),
  };
}

function outOfUse(detail: UnitDetail, act: Extract<Act, { name: 'outOfUse' }>): UnitDetail {
  const place = detail.places.find((each) => each.id === act.placeId);
  const isFree = place === undefined || place.state === 'FREE';
  if (act.onlyFor || act.from > detail.day || !isFree) return detail;
  return {
    ...detail,
    places: withPlace(detail, act.placeId, { state: 'UNAVAILABLE' }),
    modules: withFigures(detail, act.module, (figures) =>
      withUnavailable(figures, act.places ?? 1),
    ),
  };
}

function inUse(detail: UnitDetail, act: Extract<Act, { name: 'inUse' }>): UnitDetail {
  const row = detail.unavailabilities.find((each) => each.id === act.unavailabilityId);
  if (!row || act.on > detail.day) return detail;
  const place = detail.places.find((each) => each.id === row.placeId);
  const counts = !place || place.state === 'UNAVAILABLE';
  return {
    ...detail,
    unavailabilities: detail.unavailabilities.filter((each) => each !== row),
    places: withPlace(detail, row.placeId, {
      unavailabilityId: null,
      ...(place?.state === 'UNAVAILABLE' ? { state: 'FREE' as const } : {}),
    }),
    modules:
      counts && coversDay(row.period, detail.day)
        ? withFigures(detail, row.module, (figures) => withUnavailable(figures, -row.places))
        : detail.modules,
  };
}

function extend(detail: UnitDetail, act: Extract<Act, { name: 'extend' }>): UnitDetail {
  return {
    ...detail,
    unavailabilities: detail.unavailabilities.map((row) =>
      row.id === act.unavailabilityId
        ? {
            ...row,
            expectedEndOn: act.expectedEndOn,
            period: { ...row.period, until: act.expectedEndOn },
            ...(act.reviewOn ? { reviewOn: act.reviewOn } : {}),
          }
        : row,
    ),
  };
}

/** The rows of a unit that somebody just confirmed. */
export const confirmRows = (rows: readonly UnitRow[], act: Extract<Act, { name: 'confirm' }>) =>
  rows.map((row) =>
    row.unitId === act.unitId && (row.confirmedAt ?? '') < act.at
      ? { ...row, confirmedAt: act.at, confirmedBy: act.by }
      : row,
  );

/** The detail with one act carried out. */
export function predict(detail: UnitDetail, act: Act): UnitDetail {
  switch (act.name) {
    case 'confirm':
      return { ...detail, modules: confirmRows(detail.modules, act) };
    case 'start':
      return start(detail, act);
    case 'leave':
      return leave(detail, act);
    case 'away':
      return away(detail, act);
    case 'back':
      return back(detail, act);
    case 'move':
      return move(detail, act);
    case 'outOfUse':
      return outOfUse(detail, act);
    case 'inUse':
      return inUse(detail, act);
    case 'extend':
      return extend(detail, act);
  }
}
