import { useState } from 'react';
import { formatNumber } from '../../../web/i18n/format.ts';

export interface FigureProps {
  readonly word: string;
  readonly value: number;
}

/** A number with its word; lit for 1.2 s when it became another one while one looked. */
export function Figure({ word, value }: FigureProps) {
  const [shown, setShown] = useState({ value, times: 0 });
  if (shown.value !== value) setShown({ value, times: shown.times + 1 });
  const { times } = shown;
  return (
    <div className="pv-figure">
      <dt>{word}</dt>
      <dd key={times} className="vp-figure" {...(times > 0 ? { 'data-lit': '' } : {})}>
        {formatNumber(value)}
      </dd>
    </div>
  );
}
