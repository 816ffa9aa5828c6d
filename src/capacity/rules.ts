import { addDays, daysBetween } from '../platform/period.ts';
import type { UnavailabilityReason } from './codes.ts';

/**
 * What the capacity rules take where nothing else is set: our own proposals. How long places may be out of
 * use is a setting with dates, for all regions or one (rule-settings.query.ts); a form proposes with these
 * and the server decides with those (docs/decisions/0012).
 */
export const capacityRules = {
  /** An unavailability is reported for at most this long, then renewed (entities.md). */
  longestUnavailabilityDays: 56,
  /** The provider is asked this long before the expected end. */
  reviewBeforeEndDays: 7,
  /** A stay may be announced this far ahead. */
  furthestStartDays: 366,
  /** A figure older than this is shown as old. */
  staleAfterDays: 7,
} as const;

export type UnavailabilityLimits = Record<
  'longestUnavailabilityDays' | 'reviewBeforeEndDays',
  number
>;

export type RuleBreach = { code: string; details: Record<string, unknown> };

/**
 * Checks a period of unavailability. @returns what is wrong, or null
 * @param reviewOn null takes the default: a week before the end, never before the start
 */
export function checkUnavailability(
  input: {
    from: string;
    expectedEndOn: string;
    reason: UnavailabilityReason;
    explanation: string | null;
  },
  limits: UnavailabilityLimits = capacityRules,
): RuleBreach | null {
  const days = daysBetween(input.from, input.expectedEndOn);
  if (days < 1) return { code: 'ends-before-start', details: { from: input.from } };
  const most = limits.longestUnavailabilityDays;
  if (days > most) {
    return {
      code: 'unavailability-too-long',
      details: { days, most, latest: addDays(input.from, most) },
    };
  }
  if (input.reason === 'OTHER' && (input.explanation ?? '').trim().length < 3) {
    return { code: 'explanation-required', details: {} };
  }
  return null;
}

/** The day on which the provider is asked whether the places are still out of use. */
export function reviewDay(
  from: string,
  expectedEndOn: string,
  limits: UnavailabilityLimits = capacityRules,
): string {
  const asked = addDays(expectedEndOn, -limits.reviewBeforeEndDays);
  return asked > from ? asked : from;
}

/** Whether a stay may be announced to start on `from`. */
export function checkStart(input: {
  from: string;
  today: string;
  expectedEndOn: string | null;
}): RuleBreach | null {
  if (daysBetween(input.today, input.from) > capacityRules.furthestStartDays) {
    return { code: 'start-too-far', details: { most: capacityRules.furthestStartDays } };
  }
  if (input.expectedEndOn !== null && input.expectedEndOn <= input.from) {
    return { code: 'ends-before-start', details: { from: input.from } };
  }
  return null;
}
