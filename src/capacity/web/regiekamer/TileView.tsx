import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import type { FoundRow } from '../../unit-filter.ts';
import { Legend } from '../Legend.tsx';
import { UnitTile } from '../UnitTile.tsx';
import { rowKey } from './patch-photo.ts';
import { useFigureWords } from './unit-words.ts';
import { useNarrow } from '../../../web/use-narrow.ts';
import type { Regiekamer } from './use-regiekamer.ts';

/** So many tiles stand on the screen at first, and come with each step; fewer on a phone. */
const STEP = 60;
const NARROW_STEP = 20;
/** This part of them answers the press; the others are drawn when there is time. */
const AT_ONCE = 1 / 5;

export interface ViewProps {
  readonly regiekamer: Regiekamer;
  readonly onOpen: (found: FoundRow) => void;
}

/** Which tile an arrow key leads to, by where the tiles stand on the screen. */
function nextTile(tiles: readonly HTMLElement[], current: number, key: string): number | null {
  const here = tiles[current]?.getBoundingClientRect();
  if (!here) return null;
  if (key === 'ArrowRight') return current + 1;
  if (key === 'ArrowLeft') return current - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return tiles.length - 1;
  const columns = tiles.filter(
    (tile) => Math.abs(tile.getBoundingClientRect().top - here.top) < 4,
  ).length;
  if (key === 'ArrowDown') return current + columns;
  return key === 'ArrowUp' ? current - columns : null;
}

/** All of them on paper, a page of them on the screen. */
function useShownCount(question: string, step: number): [number, () => void] {
  const [shown, setShown] = useState({ question, count: step });
  const count = shown.question === question ? shown.count : step;
  useEffect(() => {
    const all = () => flushSync(() => setShown({ question, count: Number.POSITIVE_INFINITY }));
    const page = () => setShown({ question, count: step });
    window.addEventListener('beforeprint', all);
    window.addEventListener('afterprint', page);
    return () => {
      window.removeEventListener('beforeprint', all);
      window.removeEventListener('afterprint', page);
    };
  }, [question, step]);
  return [count, () => setShown({ question, count: count + step })];
}

/** The units as tiles: one stop for the Tab key, arrow keys from tile to tile, Enter opens. */
export function TileView({ regiekamer, onOpen }: ViewProps) {
  const { t } = useTranslation('capacity');
  const { settled, search, agesAt, moduleName, pictureKey } = regiekamer;
  const step = useNarrow() ? NARROW_STEP : STEP;
  const [count, showMore] = useShownCount(pictureKey, step);
  const isRestDue = useDeferredValue(true, false);
  const drawn = isRestDue ? count : step * AT_ONCE;
  const grid = useRef<HTMLOListElement>(null);
  const active = useRef(0);
  const words = useFigureWords();
  const tiles = () => [...(grid.current?.querySelectorAll<HTMLElement>('.vp-tile') ?? [])];
  const focusTile = (index: number) => {
    const all = tiles();
    active.current = Math.max(0, Math.min(all.length - 1, index));
    markStops();
    all[active.current]?.querySelector('button')?.focus();
  };
  const markStops = () => {
    const all = tiles();
    const stop = Math.min(active.current, all.length - 1);
    all.forEach((tile, index) =>
      tile.querySelector('button')?.setAttribute('tabindex', index === stop ? '0' : '-1'),
    );
  };
  // A tile makes its own button; only its place in the order of Tab is ours.
  useEffect(markStops);
  const walk = (event: KeyboardEvent) => {
    const all = tiles();
    const current = all.findIndex((tile) => tile.contains(event.target as Node));
    const next = nextTile(all, current, event.key);
    if (current === -1 || next === null) return;
    event.preventDefault();
    focusTile(next);
  };
  const left = settled.shown.length - count;
  return (
    <div className="rk-tiles">
      <Legend />
      <p className="vp-hidden" id="rk-tiles-hint">
        {t('regiekamer.tiles.hint')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the buttons in it are walked */}
      <ol
        key={pictureKey}
        className="vp-tiles"
        ref={grid}
        aria-describedby="rk-tiles-hint"
        aria-label={t('regiekamer.tiles.title')}
        onKeyDown={walk}
        onFocus={(event) => {
          const at = tiles().findIndex((tile) => tile.contains(event.target));
          if (at >= 0) active.current = at;
          markStops();
        }}
      >
        {settled.shown.slice(0, drawn).map((found) => {
          const { row, distanceKm } = found;
          const key = rowKey(row);
          return (
            <li key={key} className="rk-tile" data-row={key}>
              <UnitTile
                name={row.unitName}
                provider={row.providerName}
                municipality={words.where(row.municipality, distanceKm)}
                module={words.offer(row, moduleName)}
                figures={row.figures}
                confirmedAt={row.confirmedAt}
                confirmedBy={row.confirmedBy}
                staleAfterDays={row.staleAfterDays}
                now={agesAt}
                changedAt={row.changedAt}
                onOpen={() => onOpen(found)}
                isOpen={search.unit === row.unitId}
                note={words.notes(row, settled.left.has(key))}
              />
            </li>
          );
        })}
      </ol>
      {left > 0 ? (
        <div className="vp-actions vp-no-print">
          <Button onPress={showMore}>
            {t('regiekamer.tiles.more', { count: Math.min(step, left), left })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
