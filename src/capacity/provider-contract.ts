import { type Static, Type } from 'typebox';
import { nullable, object } from '../platform/json/schemas.ts';
import { genderMixes } from './codes.ts';
import { Day, Id } from './contract.ts';

/** Answers for the provider's own screens and for the offer catalogue. */

/** What asks for the provider's eye in one unit; counts of facts, and the next day of each kind. */
export const UnitDuties = object({
  unitId: Id,
  reviewsDue: Type.Integer(),
  nextReviewOn: nullable(Day),
  pastDecision: Type.Integer(),
  nextDecisionUntil: nullable(Day),
  pastExpectedEnd: Type.Integer(),
  nextExpectedEndOn: nullable(Day),
  withoutPlace: Type.Integer(),
});
export type UnitDuties = Static<typeof UnitDuties>;

export const Duties = object({ day: Day, units: Type.Array(UnitDuties) });
export type Duties = Static<typeof Duties>;

/** One unit in the offer catalogue: no occupancy and no count of places (class D1). */
export const CatalogueUnit = object({
  unitId: Id,
  unitName: Type.String(),
  providerId: Id,
  providerName: Type.String(),
  sector: Type.String(),
  contact: nullable(Type.String()),
  siteName: Type.String(),
  municipality: Type.String(),
  zone: nullable(Type.String()),
  region: Type.String(),
  ageMin: Type.Integer(),
  ageMax: Type.Integer(),
  genderMix: Type.Unsafe<(typeof genderMixes)[number]>({ type: 'string', enum: [...genderMixes] }),
  securityLevel: Type.String(),
  modules: Type.Array(Type.String()),
});
export type CatalogueUnit = Static<typeof CatalogueUnit>;

export const Catalogue = object({ units: Type.Array(CatalogueUnit) });
export type Catalogue = Static<typeof Catalogue>;
