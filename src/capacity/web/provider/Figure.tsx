import { formatNumber } from '../../../web/i18n/format.ts';
import { useLit } from '../use-lit.ts';

export interface FigureProps {
  readonly word: string;
  readonly value: number;
}

/** A number with its word; lit for 1.2 s when it became another one while one looked. */
export function Figure({ word, value }: FigureProps) {
  const lit = useLit(value);
  return (
    <div className="pv-figure">
      <dt>{word}</dt>
      <dd key={lit} className="vp-figure" {...(lit ? { 'data-lit': '' } : {})}>
        {formatNumber(value)}
      </dd>
    </div>
  );
}
