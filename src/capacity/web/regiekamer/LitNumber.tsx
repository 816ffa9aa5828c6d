import { formatNumber } from '../../../web/i18n/format.ts';
import { useLit } from '../use-lit.ts';

export interface LitNumberProps {
  readonly value: number;
  /** When a live change last touched it; a number that differs for another cause is not lit. */
  readonly changedAt: string | null;
  /** Fades a zero, so that what is there stands out. */
  readonly isQuiet?: boolean;
}

/** A number that lights up for 1.2 s when a live change made it another one; it does not move. */
export function LitNumber({ value, changedAt, isQuiet }: LitNumberProps) {
  const lit = useLit(value, changedAt);
  return (
    <span
      key={lit}
      className="rk-number-lit"
      {...(lit ? { 'data-lit': '' } : {})}
      {...(isQuiet && value === 0 ? { 'data-zero': '' } : {})}
    >
      {formatNumber(value)}
    </span>
  );
}
