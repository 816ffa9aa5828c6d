import { useRef } from 'react';
import type { MapFrame } from '../map/frame.ts';
import type { MapShape } from '../map/map-shapes.ts';
import { labelsThatFit, spreadApart } from '../map/place-labels.ts';
import { type AreaValue, fill, type MapWords } from './map-words.ts';
import { StateBar } from './StateBar.tsx';

type LabelsProps = {
  shapes: readonly MapShape[];
  frame: MapFrame;
  byArea: ReadonlyMap<string, AreaValue>;
  number: (n: number) => string;
  /** A plate behind each label, where points lie under them. */
  plates: boolean;
};

/** From this width on, a region has room for its name. */
const WIDE = 520;

/** Name, free places and bar of each region; one too small for them has them below the map, on a line. */
export function RegionLabels(props: LabelsProps & { words: MapWords; patternId: string }) {
  const { shapes, frame, byArea, words, patternId, number, plates } = props;
  const wide = frame.width >= WIDE;
  const small = shapes.filter(({ clearanceKm }) => clearanceKm * frame.kmToPx < (wide ? 30 : 16));
  // What stands under the map must not stand on each other, nor beyond its edge.
  const room = wide ? 160 : 140;
  const apart = spreadApart(
    small.map((shape) => frame.project(shape.label)[0]),
    room,
  );
  const beyond = Math.max(0, ...apart.map((x) => x + room / 2 - frame.width));
  const spread = apart.map((x) => x - beyond);
  return shapes.map((shape) => {
    const value = byArea.get(shape.id);
    const [from, y] = frame.project(shape.label);
    const below = small.includes(shape);
    const x = below ? (spread[small.indexOf(shape)] ?? from) : from;
    const barWidth = wide ? 72 : 44;
    const top = below ? frame.height - 20 : y + (wide ? 6 : 1);
    return (
      <g key={shape.id} textAnchor="middle">
        {plates && (value || wide) ? (
          <Plate
            x={x}
            y={top - (wide && !below ? 32 : 15)}
            width={wide ? 116 : 62}
            bottom={top + 18}
          />
        ) : null}
        {below ? (
          <path className="vp-map-leader" d={`M${from} ${y}V${top - 30}L${x} ${top - 15}`} />
        ) : wide ? (
          <text className="vp-map-name" x={x} y={top - 18}>
            {shape.name}
          </text>
        ) : null}
        <Lit value={value?.free ?? null} x={x} y={top} width={below ? 100 : 60} height={18} />
        <text className="vp-map-number" data-size={wide ? 'large' : 'small'} x={x} y={top}>
          {below ? <tspan className="vp-map-name">{`${shape.name} `}</tspan> : null}
          {value ? fill(words.free, { n: number(value.free) }) : ''}
        </text>
        {value ? (
          <StateBar
            {...{ value, patternId }}
            x={x - barWidth / 2}
            y={top + 6}
            width={barWidth}
            height={wide ? 10 : 8}
          />
        ) : null}
      </g>
    );
  });
}

/** The number of free places in each zone that has room for it, the roomiest first. */
export function ZoneLabels({ shapes, frame, byArea, number, plates }: LabelsProps) {
  const labels = [...shapes]
    .sort((a, b) => b.clearanceKm - a.clearanceKm)
    .flatMap((shape) => {
      const value = byArea.get(shape.id);
      if (!value || shape.clearanceKm * frame.kmToPx < 6) return [];
      const [x, y] = frame.project(shape.label);
      const text = number(value.free);
      return [
        { id: shape.id, x, y, width: text.length * 8 + 2, height: 14, text, free: value.free },
      ];
    });
  const fitting = labelsThatFit(labels);
  return labels
    .filter(({ id }) => fitting.has(id))
    .map(({ id, x, y, width, text, free }) => (
      <g key={id} textAnchor="middle">
        {plates ? <Plate x={x} y={y - 8} width={width + 2} bottom={y + 8} /> : null}
        <Lit value={free} x={x} y={y + 5} width={width + 6} height={18} />
        <text className="vp-map-number" data-size="small" x={x} y={y + 5}>
          {text}
        </text>
      </g>
    ));
}

function Plate(props: { x: number; y: number; width: number; bottom: number }) {
  const { x, y, width, bottom } = props;
  const box = { x: x - width / 2, y, width, height: bottom - y };
  return <rect className="vp-map-plate" rx={4} {...box} />;
}

type LitProps = { value: number | null; x: number; y: number; width: number; height: number };

/** Lights up behind a figure for a moment when it changes, not when it first appears. */
function Lit({ value, x, y, width, height }: LitProps) {
  const before = useRef(value);
  const changes = useRef(0);
  if (before.current !== value) {
    before.current = value;
    changes.current += 1;
  }
  if (changes.current === 0) return null;
  const box = { x: x - width / 2, y: y - height + 4, width, height };
  return <rect key={changes.current} className="vp-map-lit" rx={4} {...box} />;
}
