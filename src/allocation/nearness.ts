/** The soft criteria: they order the places that fit one child, never children, and are never added up (R200). */
import { DEFAULT_DETOUR_FACTOR, estimatedRoadKm, type GeoPoint } from '../region/index.ts';
import type { ChildFacts, FitRules, OfferFacts, SoftCriterion } from './fit-facts.ts';

/** How far it is by road. A real router takes the place of the estimate without anything else changing. */
export interface Router {
  /** Named in records. */
  readonly name: string;
  km(from: GeoPoint, to: GeoPoint): number;
}

/** The great circle times a factor for the detours of roads. */
export function greatCircleRouter(detourFactor: number = DEFAULT_DETOUR_FACTOR): Router {
  return {
    name: `great-circle × ${detourFactor}`,
    km: (from, to) => estimatedRoadKm(from, to, detourFactor),
  };
}

/** What speaks for a place, each by itself. Kilometres in tenths, so that no machine rounds otherwise than another. */
export interface SoftFacts {
  /** First or second preference for this module. */
  readonly preference: 1 | 2 | null;
  /** A sibling lives in the unit, or near it; the kilometres to the nearest of them. */
  readonly sibling: 'HERE' | 'NEAR' | null;
  readonly siblingKm: number | null;
  /** The child lives or lived in this unit, or with this provider. */
  readonly continuity: 'UNIT' | 'PROVIDER' | null;
  readonly homeKm: number | null;
  readonly schoolKm: number | null;
  /** To the nearest of the people who matter. */
  readonly networkKm: number | null;
}

export function softFacts(
  child: ChildFacts,
  offer: OfferFacts,
  rules: FitRules,
  router: Router,
): SoftFacts {
  const { unitId, providerId, moduleCode, point } = offer;
  const km = (to: GeoPoint | null) => (to ? Math.round(router.km(point, to) * 10) / 10 : null);
  const nearest = (points: readonly GeoPoint[]) =>
    points.length === 0 ? null : Math.min(...points.map((each) => km(each)!));
  const wanted = child.wants.find((each) => each.moduleCode === moduleCode);
  const stays = child.siblings && child.siblings.wish !== 'APART' ? child.siblings.stays : [];
  const siblingKm = nearest(stays.map((stay) => stay.point));
  const isNear = siblingKm !== null && siblingKm <= rules.siblingNearKm;
  return {
    preference: wanted?.firstUnitId === unitId ? 1 : wanted?.secondUnitId === unitId ? 2 : null,
    sibling: stays.some((stay) => stay.unitId === unitId) ? 'HERE' : isNear ? 'NEAR' : null,
    siblingKm,
    continuity: child.knownUnitIds.includes(unitId)
      ? 'UNIT'
      : child.knownProviderIds.includes(providerId)
        ? 'PROVIDER'
        : null,
    homeKm: km(child.home),
    schoolKm: km(child.school),
    networkKm: nearest(child.network),
  };
}

const graded = <T extends string | number>(grades: readonly T[], value: T | null) =>
  value === null ? grades.length : grades.indexOf(value);

/** What is compared, the less the better. An unknown distance is no distance: it decides nothing for one child. */
const measures: Record<SoftCriterion, (facts: SoftFacts, kmStep: number) => number> = {
  PREFERENCE: ({ preference }) => graded([1, 2], preference),
  SIBLING: ({ sibling }) => graded(['HERE', 'NEAR'], sibling),
  CONTINUITY: ({ continuity }) => graded(['UNIT', 'PROVIDER'], continuity),
  HOME: ({ homeKm }, kmStep) => Math.floor((homeKm ?? 0) / kmStep),
  SCHOOL: ({ schoolKm }, kmStep) => Math.floor((schoolKm ?? 0) / kmStep),
  NETWORK: ({ networkKm }, kmStep) => Math.floor((networkKm ?? 0) / kmStep),
};

/** Which of two places is better for the same child: the criteria one after another, then the kilometres from home. */
export function compareSoft(a: SoftFacts, b: SoftFacts, rules: FitRules): number {
  for (const criterion of rules.softOrder) {
    const measure = measures[criterion];
    const difference = measure(a, rules.kmStep) - measure(b, rules.kmStep);
    if (difference !== 0) return difference;
  }
  return (a.homeKm ?? 0) - (b.homeKm ?? 0);
}
