import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../../figures.ts';
import { PlaceGlyph } from '../PlaceGlyph.tsx';
import type { PlaceState } from '../place-states.ts';
import { LitNumber } from './LitNumber.tsx';

export interface TotalsBarProps {
  /** Sums of the rows that answer the question: the same rows as on map, tiles and table. */
  readonly figures: Figures;
  /** When a live change last touched one of them. */
  readonly changedAt: string | null;
}

/** All places of the question by state; the two numbers that people ask for lead. */
export function TotalsBar({ figures, changedAt }: TotalsBarProps) {
  const { t } = useTranslation('capacity');
  const lit = (value: number) => <LitNumber value={value} changedAt={changedAt} />;
  return (
    <dl className="rk-totals vp-keep" aria-label={t('regiekamer.totals.title')}>
      <Total word={t('tile.offerable')} isLarge number={lit(figures.offerable)} />
      <Total word={t('state.free')} glyph="free" isLarge number={lit(figures.free)} />
      <Total word={t('state.held')} glyph="held" number={lit(figures.held)} />
      <Total
        word={t('state.occupied')}
        glyph="occupied"
        number={lit(figures.occupied)}
        detail={t('regiekamer.totals.absent', { count: figures.absent })}
      />
      <Total word={t('state.unavailable')} glyph="unavailable" number={lit(figures.unavailable)} />
      <Total
        word={t('state.notConverted')}
        glyph="notConverted"
        number={lit(figures.notConverted)}
      />
      <Total word={t('regiekamer.totals.recognised')} number={lit(figures.recognised)} />
      <Total word={t('state.over')} glyph="over" number={lit(figures.overOccupied)} />
    </dl>
  );
}

interface TotalProps {
  readonly word: string;
  readonly number: ReactNode;
  readonly glyph?: PlaceState;
  readonly detail?: string;
  readonly isLarge?: boolean;
}

function Total({ word, number, glyph, detail, isLarge }: TotalProps) {
  return (
    <div className="rk-total" {...(isLarge ? { 'data-large': '' } : {})}>
      <dt>
        {glyph ? <PlaceGlyph state={glyph} /> : null}
        <span>
          {word}
          {detail ? <span className="rk-total-detail">{detail}</span> : null}
        </span>
      </dt>
      <dd>{number}</dd>
    </div>
  );
}
