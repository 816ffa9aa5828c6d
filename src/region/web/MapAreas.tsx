import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { isArrowKey, spotInDirection } from '../map/direction.ts';
import { freeShareStep } from '../map/free-share.ts';
import type { MapFrame } from '../map/frame.ts';
import type { MapShape } from '../map/map-shapes.ts';
import { type AreaValue, describeArea, type MapWords } from './map-words.ts';

type Props = {
  shapes: readonly MapShape[];
  /** Drawn over the areas, heavier: the regions round the zones. */
  outlines: readonly MapShape[];
  frame: MapFrame;
  byArea: ReadonlyMap<string, AreaValue>;
  selected: string | null;
  onSelect: (areaId: string | null) => void;
  words: MapWords;
  number: (n: number) => string;
  /** One stop for the Tab key in all, for many areas; else one each. */
  roving: boolean;
  /** What lies on the areas and under the marks of choice and focus. */
  children: ReactNode;
};

/** The areas as buttons, with what lies on them and the marks of choice and focus on top. */
export function MapAreas(props: Props) {
  const { shapes, outlines, frame, byArea, selected, onSelect, words, number } = props;
  const [focused, setFocused] = useState<string | null>(null);
  const [stop, setStop] = useState<string | null>(null);
  const paths = useRef(new Map<string, SVGPathElement>());
  const tabStop = [stop, selected, shapes[0]?.id].find((id) => shapes.some((s) => s.id === id));
  const choose = (id: string) => onSelect(id === selected ? null : id);

  function onKeyDown(event: KeyboardEvent, id: string) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(id);
      return;
    }
    if (!isArrowKey(event.key)) return;
    event.preventDefault();
    const spots = shapes.map((s) => ({ id: s.id, at: frame.project(s.label) }));
    const next = spotInDirection(spots, id, event.key);
    if (next) paths.current.get(next)?.focus();
  }

  const drawn = (id: string | null) => {
    const shape = shapes.find((s) => s.id === id);
    return shape && frame.path(shape.rings);
  };
  return (
    <>
      {shapes.map((shape) => {
        const { id } = shape;
        const value = byArea.get(id);
        const said = describeArea(shape.name, value, words, number);
        return (
          <path
            key={id}
            ref={(path) => {
              if (path) paths.current.set(id, path);
              else paths.current.delete(id);
            }}
            className="vp-map-fill vp-map-area"
            data-step={value ? freeShareStep(value.free, value.recognised) : 'empty'}
            data-area={id}
            d={frame.path(shape.rings)}
            role="button"
            tabIndex={props.roving && id !== tabStop ? -1 : 0}
            aria-pressed={id === selected}
            aria-label={said}
            onClick={() => choose(id)}
            onKeyDown={(event) => onKeyDown(event, id)}
            onFocus={(event) => {
              setStop(id);
              if (event.currentTarget.matches(':focus-visible')) setFocused(id);
            }}
            onBlur={() => setFocused(null)}
          >
            <title>{said}</title>
          </path>
        );
      })}
      <g className="vp-map-over" aria-hidden="true">
        {outlines.map((shape) => (
          <path key={shape.id} className="vp-map-outline" d={frame.path(shape.rings)} />
        ))}
        {props.children}
        {drawn(selected) ? <path className="vp-map-selected" d={drawn(selected)} /> : null}
        {drawn(focused) ? (
          <>
            <path className="vp-map-focus-ground" d={drawn(focused)} />
            <path className="vp-map-focus" d={drawn(focused)} />
          </>
        ) : null}
      </g>
    </>
  );
}
