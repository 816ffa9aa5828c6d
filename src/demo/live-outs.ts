import { type DayNo, momentOn } from './calendar.ts';
import { outLength, runningOutLength } from './pace.ts';
import { reasonShares, staffReasons } from './plan.ts';
import { emptyPlaces } from './live-stays.ts';
import {
  type OutState,
  type PlaceState,
  plan,
  type UnitState,
  type World,
  writingMoment,
} from './world.ts';

const longestDays = 56;

const explanations: Readonly<Record<string, readonly string[]>> = {
  STAFF_SHORTAGE: [
    'Twee vacatures niet ingevuld',
    'Nachtpermanentie niet rond',
    'Vacature begeleider sinds vorige maand open',
  ],
  STAFF_ABSENCE: ['Langdurige afwezigheid in het team', 'Drie begeleiders tegelijk uit'],
  GROUP_LOAD: [
    'Zware groepsdynamiek, eerst rust brengen',
    'Eén-op-één nodig voor een jongere in de groep',
  ],
  BUILDING: [
    'Herstelling na waterschade',
    'Kamer wordt verbouwd',
    'Brandveiligheid in orde te brengen',
  ],
  OTHER: [
    'Verhuis van de groep binnen de vestiging',
    'Proefproject loopt nog tot het einde van de maand',
  ],
};

/** Reason of one place out of use; staff weighs more where staff is short, waiting for a start in new forms. */
function reasonFor(world: World, unit: UnitState): string {
  const { staffFactor } = unit.unit.provider.region;
  return world.random.weighted(
    reasonShares.map(([reason, share]) => {
      // These two take several places at a time, so they come up less often than their share.
      const perCase = reason === 'UNIT_CLOSED' ? 0.16 : reason === 'ADMISSION_STOP' ? 0.6 : 1;
      const secure =
        reason === 'NOT_YET_OPERATIONAL' && unit.unit.plan.code === 'SECURE_STAY' ? 8 : 1;
      return [
        reason,
        share * perCase * secure * (staffReasons.has(reason) ? staffFactor : 1),
      ] as const;
    }),
  );
}

/** What is thought of the end at the start: rarely right, at most eight weeks on. */
function firstGuess(world: World, end: DayNo): DayNo {
  const left = (end - world.day) * (0.5 + world.random.next());
  const weeks = Math.max(1, Math.round(left / 7));
  return world.day + Math.min(longestDays, weeks * 7);
}

export interface OutOptions {
  place: PlaceState | null;
  places: number;
  reason: string;
  days: number;
  onlyFor?: string;
  closes?: boolean;
}

export function startOut(world: World, unit: UnitState, options: OutOptions): void {
  const { random } = world;
  const { place, reason } = options;
  const end = world.day + options.days;
  const saidEnd = firstGuess(world, end);
  const at = writingMoment(world, unit, world.day, place?.writableAt ?? 0);
  const out: OutState = {
    id: random.uuid(),
    place,
    from: world.day,
    end,
    saidEnd,
    closes: options.closes ?? false,
    writableAt: at + 600,
  };
  const texts = explanations[reason];
  plan(world, unit, {
    kind: 'unavailability.start',
    at,
    unavailability: out.id,
    place: place?.place ?? null,
    places: options.places,
    onlyFor: options.onlyFor ?? null,
    reason,
    explanation: texts && (reason === 'OTHER' || random.chance(0.4)) ? random.pick(texts) : null,
    from: world.day,
    expectedEndOn: saidEnd,
  });
  unit.outs.push(out);
  if (place) place.outUntil = saidEnd;
}

/** Takes empty places out of use by chance, one by one or the whole unit. */
export function startOuts(world: World, unit: UnitState): void {
  const { random } = world;
  if (unit.crowdedFrom !== null && world.day >= unit.crowdedFrom - 60) return;
  // Want of staff grew over the years.
  const trend = 1.12 - ((world.today - world.day) / 1096) * 0.3;
  for (const place of emptyPlaces(world, unit)) {
    if (!random.chance(unit.pace.out * trend)) continue;
    const reason = reasonFor(world, unit);
    const days = outLength(random);
    if (reason === 'UNIT_CLOSED' || reason === 'ADMISSION_STOP') {
      if (unit.closedUntil > world.day) continue;
      close(world, unit, reason, Math.min(days, 120));
    } else startOut(world, unit, { place, places: 1, reason, days });
  }
}

/** A unit closes, or admits nobody: who is there stays, or leaves earlier; what falls empty is out of use. */
function close(world: World, unit: UnitState, reason: string, days: number): void {
  const { random } = world;
  const size = unit.unit.size;
  unit.closedUntil = world.day + days;
  startOut(world, unit, {
    place: null,
    places: reason === 'UNIT_CLOSED' ? size : Math.ceil(size / 2),
    reason,
    days,
    closes: true,
  });
  if (reason !== 'UNIT_CLOSED') return;
  for (const { stay } of unit.places) {
    if (stay && !stay.announced && !stay.away && random.chance(0.5))
      stay.end = Math.min(stay.end, world.day + random.between(3, 40));
  }
}

/** Partial stops: no place less, but not for every child. */
export function startPartialStops(world: World, unit: UnitState): void {
  const { random } = world;
  const { unit: u } = unit;
  if (!random.chance(0.0007)) return;
  const choices = [
    ...(u.genderMix === 'MIXED' ? ['GIRLS', 'BOYS'] : []),
    ...(u.ageMin < 6 ? ['UNDER_6'] : []),
    ...(u.ageMin < 12 && u.ageMax > 12 ? ['UNDER_12', 'OVER_12'] : []),
  ];
  if (choices.length === 0) return;
  startOut(world, unit, {
    place: null,
    places: 0,
    onlyFor: random.pick(choices),
    reason: random.pick(['GROUP_LOAD', 'SAFETY_GROUP']),
    days: outLength(random),
  });
}

/** The places are in use again from today; nothing else is written of the place before that is. */
export function endOut(world: World, unit: UnitState, out: OutState): void {
  const at = writingMoment(world, unit, world.day, out.writableAt);
  plan(world, unit, { kind: 'unavailability.end', at, unavailability: out.id, on: world.day });
  out.writableAt = at + 600;
  if (!out.place) return;
  out.place.outUntil = world.day;
  out.place.writableAt = Math.max(out.place.writableAt, out.writableAt);
}

/** What is asked and answered about a place out of use: longer, earlier, or as said. */
function follow(world: World, unit: UnitState, out: OutState): boolean {
  const { random } = world;
  const { day } = world;
  if (day >= out.end && out.saidEnd > out.end + 3) {
    endOut(world, unit, out);
    return false;
  }
  if (day >= out.saidEnd) return false;
  // Asked a few days before the end that was said; told longer where it will be longer.
  if (out.saidEnd - day <= 3 && out.end > out.saidEnd + 3) {
    const longer = Math.max(7, Math.ceil(((out.end - day) * (0.6 + random.next() * 0.7)) / 7) * 7);
    const saidEnd = day + Math.min(longestDays, longer);
    const at = writingMoment(world, unit, day, out.writableAt);
    if (saidEnd <= out.saidEnd || at >= momentOn(out.saidEnd, 0)) return true;
    plan(world, unit, {
      kind: 'unavailability.extend',
      at,
      unavailability: out.id,
      expectedEndOn: saidEnd,
    });
    out.writableAt = at + 600;
    out.saidEnd = saidEnd;
  }
  return true;
}

/** Follows what is out of use; where nobody told longer in time, the place is back in use on the said day. */
export function followOuts(world: World, unit: UnitState): void {
  if (unit.outs.length === 0) return;
  unit.outs = unit.outs.filter((out) => {
    const lasts = follow(world, unit, out);
    if (!lasts && out.place) out.place.outUntil = world.day;
    if (!lasts && out.closes) unit.closedUntil = world.day;
    if (lasts && out.closes) unit.closedUntil = Math.max(out.saidEnd, world.day + 1);
    if (!lasts && out.place) out.place.writableAt = Math.max(out.place.writableAt, out.writableAt);
    if (lasts && out.place) out.place.outUntil = Math.max(out.saidEnd, world.day + 1);
    return lasts;
  });
}

/** What is out of use when the history begins. */
export function runningOuts(world: World, unit: UnitState): void {
  const { random } = world;
  const empty = emptyPlaces(world, unit);
  const share = unit.unit.plan.unavailable / (1 - unit.unit.plan.occupied);
  for (const place of empty) {
    if (!random.chance(share)) continue;
    let reason = reasonFor(world, unit);
    if (reason === 'UNIT_CLOSED' || reason === 'ADMISSION_STOP') reason = 'STAFF_SHORTAGE';
    startOut(world, unit, { place, places: 1, reason, days: runningOutLength(random) });
  }
}
