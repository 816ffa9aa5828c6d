import { useTranslation } from 'react-i18next';
import type { UnitRow } from '../../contract.ts';
import { GlyphRow, PlaceGlyph } from '../PlaceGlyph.tsx';
import { useStopWords } from '../use-stop-words.ts';
import { Figure } from './Figure.tsx';
import '../tile.css';
import './words.ts';

export interface UnitFiguresProps {
  readonly row: UnitRow;
  /** The module in words, where a unit has more than one or the page does not say it elsewhere. */
  readonly module?: string | undefined;
}

/** One module of a unit: its places as a row, the two numbers, partial stops and what is above. */
export function UnitFigures({ row, module }: UnitFiguresProps) {
  const { t } = useTranslation('capacity');
  const stopWords = useStopWords();
  const { figures } = row;
  return (
    <div className="pv-figures">
      {module ? <p className="pv-module">{module}</p> : null}
      <GlyphRow figures={figures} />
      <dl className="pv-numbers">
        <Figure word={t('tile.free')} value={figures.free} />
        <Figure word={t('tile.offerable')} value={figures.offerable} />
      </dl>
      {figures.overOccupied > 0 ? (
        <p className="vp-tile-over">
          <PlaceGlyph state="over" />{' '}
          {t('provider.unit.overCount', { count: figures.overOccupied })}
        </p>
      ) : null}
      {row.partialStops.length > 0 ? (
        <p className="pv-stops">{row.partialStops.map(stopWords).join(', ')}</p>
      ) : null}
    </div>
  );
}
