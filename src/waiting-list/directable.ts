import { dayNumber } from '../platform/period.ts';

/** What a request must have before it can be directed to a place. */
export interface Directable {
  readonly fileKind: string;
  /** Month of birth, `yyyy-mm`. */
  readonly bornMonth: string;
  readonly unborn: boolean;
  readonly minorAble: boolean | null;
  readonly consentRepresentative: string;
  readonly consentMinor: string;
  readonly validUntil: string | null;
  readonly wishes: number;
  readonly sex: string;
}
export type Missing =
  | 'MODULE'
  | 'CONSENT_REPRESENTATIVE'
  | 'CONSENT_MINOR'
  | 'CONSENT_REFUSED'
  | 'DECISION_OVER';

/**
 * Whole years on a day; negative before birth. A child is known by its month of birth: its age changes on the first
 * day of that month.
 */
export function ageOn(bornMonth: string, day: string): number {
  const months =
    (Number(day.slice(0, 4)) - Number(bornMonth.slice(0, 4))) * 12 +
    Number(day.slice(5, 7)) -
    Number(bornMonth.slice(5, 7));
  return Math.floor(months / 12);
}

/** From 12 a minor is presumed able to decide, and may be found not to be; below, the other way round (decree of 2004). */
export const decidesItself = (
  request: Pick<Directable, 'bornMonth' | 'unborn' | 'minorAble'>,
  today: string,
): boolean => !request.unborn && (request.minorAble ?? ageOn(request.bornMonth, today) >= 12);

/** What is missing on a day; empty = it can be directed. A measure of the court needs nobody's consent. */
export function missing(request: Directable, today: string): Missing[] {
  const found: Missing[] = [];
  if (request.wishes === 0) found.push('MODULE');
  if (request.validUntil !== null && dayNumber(request.validUntil) <= dayNumber(today))
    found.push('DECISION_OVER');
  if (request.fileKind === 'COURT' || request.fileKind === 'COURT_URGENT') return found;
  const asks = [
    ...(ageOn(request.bornMonth, today) < 18
      ? ([['CONSENT_REPRESENTATIVE', request.consentRepresentative]] as const)
      : []),
    ...(decidesItself(request, today) ? ([['CONSENT_MINOR', request.consentMinor]] as const) : []),
  ];
  for (const [code, consent] of asks) {
    if (consent === 'REFUSED') found.push('CONSENT_REFUSED');
    else if (consent === 'ASKED') found.push(code);
  }
  return [...new Set(found)];
}
