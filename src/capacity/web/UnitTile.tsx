import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../web/i18n/format.ts';
import { Age } from '../../web/ui/index.ts';
import { GlyphRow, PlaceGlyph } from './PlaceGlyph.tsx';
import type { TileFigures } from './place-states.ts';
import { useLit } from './use-lit.ts';
import './tile.css';

export interface UnitTileProps {
  readonly name: string;
  readonly provider: string;
  /** The municipality of the unit's site. */
  readonly municipality: string;
  /** The offered module, in words. */
  readonly module: string;
  readonly figures: TileFigures;
  /** When the provider last confirmed the figures (ISO moment); `null` when never. */
  readonly confirmedAt: string | null;
  readonly confirmedBy?: string | null;
  /** After so many days without confirmation the figures are old. */
  readonly staleAfterDays: number;
  /** The present in milliseconds, one clock for the whole page. */
  readonly now: number;
  /** When a live change last touched this unit (ISO moment): lights the figures that it changed. */
  readonly changedAt?: string | null;
  /** Opens the unit; its name becomes a button. */
  readonly onOpen?: () => void;
  readonly isOpen?: boolean;
  /** A partial stop, or a remark that stands beside the numbers. */
  readonly note?: ReactNode;
  /** What can be done here, such as "Nog juist". */
  readonly actions?: ReactNode;
}

/** A unit at a glance: its places, the two numbers people ask for, and how old they are. */
export function UnitTile(props: UnitTileProps) {
  const { t } = useTranslation('capacity');
  const nameId = useId();
  const { figures, changedAt = null } = props;
  return (
    <article
      className="vp-tile vp-keep"
      aria-labelledby={nameId}
      {...(props.isOpen ? { 'data-open': '' } : {})}
    >
      <h3 className="vp-tile-name" id={nameId}>
        {props.onOpen ? (
          <button type="button" className="vp-tile-open" onClick={props.onOpen}>
            {props.name}
          </button>
        ) : (
          props.name
        )}
      </h3>
      <p className="vp-tile-where vp-muted">
        {t('tile.where', { provider: props.provider, municipality: props.municipality })}
      </p>
      <p className="vp-tile-module">{props.module}</p>
      <GlyphRow figures={figures} />
      <dl className="vp-tile-numbers">
        <Figure word={t('tile.free')} value={figures.free} changedAt={changedAt} />
        <Figure word={t('tile.offerable')} value={figures.offerable} changedAt={changedAt} />
      </dl>
      {figures.overOccupied > 0 ? (
        <p className="vp-tile-over">
          <PlaceGlyph state="over" /> {t('tile.over', { count: figures.overOccupied })}
        </p>
      ) : null}
      {props.note ? <div className="vp-tile-note">{props.note}</div> : null}
      <p className="vp-tile-age">
        <Age
          at={props.confirmedAt}
          by={props.confirmedBy}
          now={props.now}
          oldAfterDays={props.staleAfterDays}
        />
      </p>
      {props.actions ? <div className="vp-actions vp-no-print">{props.actions}</div> : null}
    </article>
  );
}

interface FigureProps {
  readonly word: string;
  readonly value: number;
  readonly changedAt: string | null;
}

/** A number with its word under it, lit for 1.2 s when a live change made it another number. */
function Figure({ word, value, changedAt }: FigureProps) {
  const lit = useLit(value, changedAt);
  return (
    <div className="vp-tile-figure">
      <dt>{word}</dt>
      <dd key={lit} className="vp-figure" {...(lit ? { 'data-lit': '' } : {})}>
        {formatNumber(value)}
      </dd>
    </div>
  );
}
