import type { UnitDetail, UnitRow } from '../../contract.ts';
import { recount, shareOut } from '../../figures.ts';
import type { Act } from './acts.ts';
import { coversDay } from './slots.ts';

/**
 * The unit as it will be when an act is saved, shown while the answer is under way. Pure. An act
 * changes the facts of the detail; the figures follow from the facts by the one definition. An act that
 * the detail already shows, or that begins after its day, changes nothing here: what the server answers
 * is what stays.
 */

/** The figures of each module counted anew from the facts that the detail holds. */
function withFigures(detail: UnitDetail): UnitDetail {
  const modules = detail.modules.map((row) => {
    const ofModule = <T extends { readonly module: string }>(rows: readonly T[]) =>
      rows.filter((each) => each.module === row.module);
    const stays = ofModule(detail.stays);
    const raw = recount(
      {
        recognitions: [],
        reconversions: [],
        stays,
        absences: stays.flatMap((stay) => stay.absences),
        unavailabilities: ofModule(detail.unavailabilities),
        holds: ofModule(detail.holds),
      },
      detail.day,
    );
    const { recognised, notConverted, free, offerable } = row.figures;
    const now = shareOut({ ...raw, recognised, notConverted });
    // What can be given without end also hangs on days to come: it moves along with what is free.
    const given = Math.max(0, Math.min(now.free, offerable + now.free - free));
    return { ...row, figures: { ...now, offerable: given } };
  });
  return { ...detail, modules };
}

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
  };
}

function leave(detail: UnitDetail, act: Extract<Act, { name: 'leave' }>): UnitDetail {
  const stay = detail.stays.find((each) => each.id === act.stayId);
  if (!stay || act.on > detail.day || !coversDay(stay.period, detail.day)) return detail;
  const place = detail.places.find((each) => each.id === stay.placeId);
  const change = place?.unavailabilityId
    ? { stayId: null, state: 'UNAVAILABLE' as const }
    : placeWithout;
  return {
    ...detail,
    stays: detail.stays.filter((each) => each !== stay),
    places: withPlace(detail, stay.placeId, change),
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
  const isThere = detail.unavailabilities.some(
    (row) =>
      row.module === act.module &&
      row.placeId === act.placeId &&
      row.onlyFor === (act.onlyFor ?? null) &&
      row.reason === act.reason &&
      row.period.from === act.from,
  );
  if (isThere || act.from > detail.day) return detail;
  const id = `new:${act.placeId ?? act.onlyFor ?? 'places'}`;
  const row: UnitDetail['unavailabilities'][number] = {
    id,
    module: act.module,
    placeId: act.placeId,
    places: act.onlyFor ? 0 : (act.places ?? 1),
    onlyFor: act.onlyFor ?? null,
    reason: act.reason,
    explanation: act.explanation ?? null,
    period: { from: act.from, until: act.expectedEndOn },
    expectedEndOn: act.expectedEndOn,
    reviewOn: act.reviewOn ?? act.expectedEndOn,
  };
  const isOpen = place?.state === 'FREE' || place?.state === 'RESERVED';
  return {
    ...detail,
    unavailabilities: [...detail.unavailabilities, row],
    places: isOpen
      ? withPlace(detail, act.placeId, { state: 'UNAVAILABLE', unavailabilityId: id })
      : detail.places,
  };
}

function inUse(detail: UnitDetail, act: Extract<Act, { name: 'inUse' }>): UnitDetail {
  const row = detail.unavailabilities.find((each) => each.id === act.unavailabilityId);
  if (!row || act.on > detail.day) return detail;
  const place = detail.places.find((each) => each.id === row.placeId);
  const other = detail.unavailabilities.find(
    (each) =>
      each !== row &&
      each.placeId !== null &&
      each.placeId === row.placeId &&
      coversDay(each.period, detail.day),
  );
  const opened = place?.holdId ? ('RESERVED' as const) : ('FREE' as const);
  return {
    ...detail,
    unavailabilities: detail.unavailabilities.filter((each) => each !== row),
    places: withPlace(detail, row.placeId, {
      unavailabilityId: other?.id ?? null,
      ...(place?.state === 'UNAVAILABLE' && !other ? { state: opened } : {}),
    }),
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

const facts = (detail: UnitDetail, act: Exclude<Act, { name: 'confirm' }>): UnitDetail => {
  switch (act.name) {
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
};

/** The detail with one act carried out. */
export function predict(detail: UnitDetail, act: Act): UnitDetail {
  if (act.name === 'confirm') return { ...detail, modules: confirmRows(detail.modules, act) };
  const after = facts(detail, act);
  return after === detail ? detail : withFigures(after);
}
