import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { Day, Id } from '../contract.ts';
import { findingKinds, findingOwners } from './kinds.ts';

/** Requests and answers about findings: facts about the data that somebody must mend. */

export const Finding = object({
  id: Type.String({ description: 'Kind and subject: the same finding keeps the same id' }),
  kind: oneOf(findingKinds),
  owner: oneOf(findingOwners),
  unitId: Id,
  unitName: Type.String(),
  providerId: Id,
  providerName: Type.String(),
  region: Type.String(),
  module: nullable(Type.String()),
  subjectId: Id,
  /** The day from which it holds; null: it was never otherwise. */
  since: nullable(Day),
  /** How many places it touches. */
  places: Type.Integer(),
  /** The place, where the finding is about one. */
  placeId: nullable(Id),
  placeLabel: nullable(Type.String()),
  /** In whose words it was reported. */
  reason: nullable(Type.String()),
});
export type Finding = Static<typeof Finding>;

export const UnitFindings = object({ day: Day, findings: Type.Array(Finding) });
export type UnitFindings = Static<typeof UnitFindings>;

/** How fresh the figures of one provider are: units by whole days since they were confirmed. */
export const ProviderFreshness = object({
  providerId: Id,
  providerName: Type.String(),
  region: Type.String(),
  /** After so many days without confirmation figures are old, as set for the region. */
  staleAfterDays: Type.Integer(),
  /** Days since each unit was confirmed, fewest first; null: never. */
  days: Type.Array(nullable(Type.Integer())),
});
export type ProviderFreshness = Static<typeof ProviderFreshness>;

export const Findings = object({
  day: Day,
  findings: Type.Array(Finding),
  /** True where only the first 5,000 are given. */
  more: Type.Boolean(),
  freshness: Type.Array(ProviderFreshness),
});
export type Findings = Static<typeof Findings>;

/** How many findings touch the figures of a unit; units without one are left out. */
export const FindingCounts = object({
  day: Day,
  units: Type.Array(object({ unitId: Id, findings: Type.Integer() })),
});
export type FindingCounts = Static<typeof FindingCounts>;

const Reason = Type.String({ minLength: 3, maxLength: 500 });
export const ReportPlace = object({
  unitId: Id,
  module: Type.String({ minLength: 1, maxLength: 40 }),
  placeId: Type.Optional(nullable(Id)),
  places: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  reason: Reason,
});
export type ReportPlace = Static<typeof ReportPlace>;
export const ReportParams = object({ reportId: Id });
export const WithdrawReport = object({ because: oneOf(['MENDED', 'MISTAKE']) });
export const ReportChanged = object({ eventId: Id, id: Id });
