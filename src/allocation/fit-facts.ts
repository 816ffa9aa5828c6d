/**
 * What the question "does this place fit this child?" is asked of. These shapes are kept as they are in the records of
 * candidates and rounds and are recomputed from there a year later: pseudonyms and codes only, no name, no address, no
 * day of birth. Days are ISO days in Europe/Brussels, periods half-open. A field that is added later must be optional
 * and mean, where it is absent, what was meant before it was there.
 */
import type { FileKind, GenderMix, PartialStop } from '../capacity/index.ts';
import type { Period } from '../platform/period.ts';
import type { GeoPoint } from '../region/index.ts';

/** From the least to the most that a group holds a young person by: people, rules, doors (P). */
export const securityLevels = ['OPEN', 'RELATIONAL', 'PROCEDURAL', 'INFRASTRUCTURAL'] as const;
export type SecurityLevel = (typeof securityLevels)[number];

export type Consent = 'GIVEN' | 'REFUSED' | 'ASKED' | 'NOT_NEEDED';

/** A module that a request waits for, with the two units that child and parents prefer (background 2.5). */
export interface WantedModule {
  readonly moduleCode: string;
  readonly firstUnitId: string | null;
  readonly secondUnitId: string | null;
}

/** Somebody, or a unit, that this child must not live with. It holds both ways: either side may name the other. */
export interface ApartFrom {
  /** Another request, a person by the reference of their stay, or a whole unit. */
  readonly kind: 'REQUEST' | 'PERSON' | 'UNIT';
  readonly id: string;
}

/** The brothers and sisters of a child, as far as they matter for where it lives (R196). */
export interface SiblingFacts {
  readonly groupId: string;
  /** `REQUIRED`: together or not at all; `PREFERRED`: together orders places; `APART`: not in one unit. */
  readonly wish: 'REQUIRED' | 'PREFERRED' | 'APART';
  /** The requests of the others who still wait, without this one's. */
  readonly requestIds: readonly string[];
  /** Where others of the group live already. */
  readonly stays: readonly { readonly unitId: string; readonly point: GeoPoint }[];
}

/** One waiting request: what the child needs, and what it may. */
export interface ChildFacts {
  readonly requestId: string;
  /** Pseudonym of the child in the list; never the provider's reference. */
  readonly personId: string;
  /** Month of birth `YYYY-MM`, or for the unborn the month that it is due. A child is one year older on its first day. */
  readonly bornMonth: string;
  readonly unborn: boolean;
  readonly sex: 'F' | 'M' | 'X';
  readonly regionCode: string;
  /** Middle of the municipality of the home, never the address; `null` where nobody knows it. */
  readonly home: GeoPoint | null;
  readonly school: GeoPoint | null;
  /** Municipalities of people who matter to the child. */
  readonly network: readonly GeoPoint[];
  readonly fileKind: FileKind;
  /** First day on which decision or measure no longer holds; `null`: it has no end. */
  readonly validUntil: string | null;
  /** First day on which the child can start. */
  readonly startFrom: string;
  readonly securityNeed: SecurityLevel;
  /** Indications that were given, e.g. `GES_PLUS`, `SECURE`. */
  readonly indications: readonly string[];
  /** Features that its place must have, e.g. `adapted`; the words of capacity. */
  readonly needs: readonly string[];
  readonly consentRepresentative: Consent;
  readonly consentMinor: Consent;
  /** Whether the child can judge its own interest; `null`: nobody said otherwise than its age does. */
  readonly minorAble: boolean | null;
  readonly wants: readonly WantedModule[];
  readonly apartFrom: readonly ApartFrom[];
  readonly siblings: SiblingFacts | null;
  /** Units and providers where the child lives or lived, for continuity (R199). */
  readonly knownUnitIds: readonly string[];
  readonly knownProviderIds: readonly string[];
}

/** Somebody who lives in the unit, or to whom a place there is promised. */
export interface UnitGuest {
  /** The reference of their stay, or of the promise. */
  readonly id: string;
  /** Their own request in the list, where they have one. */
  readonly requestId: string | null;
  readonly period: Period;
  /** Requests that this guest must not live with. */
  readonly apartFrom: readonly string[];
}

/** One unit with one of its modules, and what it can take on. */
export interface OfferFacts {
  readonly unitId: string;
  readonly providerId: string;
  readonly moduleCode: string;
  readonly regionCode: string;
  readonly point: GeoPoint;
  /** Both ages may come; in years. */
  readonly ageMin: number;
  readonly ageMax: number;
  readonly genderMix: GenderMix;
  readonly securityLevel: SecurityLevel;
  /** Indications that unit or module asks: all of them. */
  readonly asksIndications: readonly string[];
  /** Legal frames that unit or module takes; `null`: any. */
  readonly frames: readonly FileKind[] | null;
  /** "No new girls": takes no place away, keeps these out. */
  readonly stops: readonly { readonly onlyFor: PartialStop; readonly period: Period }[];
  /** The distinct sets of features that places of the unit have. */
  readonly placeFeatures: readonly (readonly string[])[];
  readonly guests: readonly UnitGuest[];
  /** Places that can be given to a stay without end, by the counters; joint feasibility decides where it is asked. */
  readonly offerable: number;
  /** First day on which one more place is expected; `null`: none is. */
  readonly nextPlaceOn: string | null;
}

export const softCriteria = [
  'PREFERENCE',
  'SIBLING',
  'CONTINUITY',
  'HOME',
  'SCHOOL',
  'NETWORK',
] as const;
export type SoftCriterion = (typeof softCriteria)[number];

/** The published rules of fit: a version with a date, a source and somebody who approved it, never constants. */
export interface FitRules {
  readonly version: string;
  readonly validFrom: string;
  readonly source: string;
  readonly approvedBy: string;
  /** For each need, the levels of a group that may answer it. */
  readonly securityFor: Readonly<Record<SecurityLevel, readonly SecurityLevel[]>>;
  /** Frames in which child and parents must agree; in the others a measure of the court stands in its place. */
  readonly consentIn: readonly FileKind[];
  /** Age from which the child's own consent is presumed to be needed. */
  readonly ownConsentFrom: number;
  /** Age from which nobody consents for them. */
  readonly adultFrom: number;
  /** In this order places are compared for one child; equal in one, the next decides. */
  readonly softOrder: readonly SoftCriterion[];
  /** Distances differ from so many kilometres on. */
  readonly kmStep: number;
  /** A sibling lives near from here, in kilometres. */
  readonly siblingNearKm: number;
}

/**
 * PROPOSED, until a rule set of the authority takes its place.
 *
 * Security: a group may hold closer than the need only by its people. Rules and doors restrict freedom, and that asks a
 * need, an indication and a frame of its own (secure stay is a module apart; priority.md, d.3): they answer that need
 * alone. Consent: background 2.4, agreement of a representative and of the young person from 12, in every file without
 * a measure of the court.
 */
export const proposedFitRules: FitRules = {
  version: 'proposed-1',
  validFrom: '2026-09-01',
  source: 'PROPOSED; background 2.4 and 2.5, webinar Plan Jeugdhulp, May 2026',
  approvedBy: 'nobody yet',
  securityFor: {
    OPEN: ['OPEN', 'RELATIONAL'],
    RELATIONAL: ['RELATIONAL'],
    PROCEDURAL: ['PROCEDURAL'],
    INFRASTRUCTURAL: ['INFRASTRUCTURAL'],
  },
  consentIn: ['VOLUNTARY', 'OCJ_MANO', 'VK_MANO'],
  ownConsentFrom: 12,
  adultFrom: 18,
  softOrder: ['PREFERENCE', 'SIBLING', 'CONTINUITY', 'HOME', 'SCHOOL', 'NETWORK'],
  kmStep: 5,
  siblingNearKm: 10,
};
