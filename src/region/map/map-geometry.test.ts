import { geoPath, geoTransform } from 'd3-geo';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isArrowKey, spotInDirection } from './direction.ts';
import { mapFrame } from './frame.ts';
import { freeShareStep } from './free-share.ts';
import { labelPoint } from './label-point.ts';
import { regionShapes } from './map-shapes.ts';
import { type LonLat, mergeCells, type Rings } from './merge-cells.ts';
import { labelsThatFit, spreadApart } from './place-labels.ts';
import { committedZones, zoneShapes } from './zone-shapes.ts';

const square = (x: number, y: number, size = 1): Rings => [
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
  ],
];

describe('merging cells', () => {
  test('two neighbours become one ring without the edge between them', () => {
    const [ring, ...others] = mergeCells([square(0, 0), square(1, 0)]);
    expect(others).toEqual([]);
    expect(ring).toHaveLength(6);
  });

  test('a ring of cells keeps its hole, apart ones stay apart', () => {
    const around = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => [x, y] as const));
    const cells = around.filter(([x, y]) => !(x === 1 && y === 1)).map(([x, y]) => square(x, y));
    expect(
      mergeCells(cells)
        .map((ring) => ring.length)
        .sort(),
    ).toEqual([12, 4].sort());
    expect(mergeCells([square(0, 0), square(5, 5)])).toHaveLength(2);
  });

  test('one cell is itself', () => {
    expect(mergeCells([square(2, 3)])).toEqual(square(2, 3));
  });
});

test('a label goes inside its shape, also when the middle is a hole', () => {
  const ringWithHole: Rings = [...square(0, 0, 10), [...square(2, 2, 6)[0]!].reverse()];
  const { point, clearance } = labelPoint(ringWithHole);
  expect(clearance).toBeGreaterThan(0.9);
  const inHole = point.every((v: number) => v > 2 && v < 8);
  expect(inHole).toBe(false);
});

describe('the drawing plane', () => {
  const rings: Rings = [
    [
      [2.5, 50.7],
      [5.9, 50.7],
      [5.9, 51.5],
      [2.5, 51.5],
    ],
  ];
  const margin = { side: 4, top: 6, bottom: 40 };

  test('holds every point within its margins, north up and west left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 2000 }), (width) => {
        const frame = mapFrame(rings, width, margin);
        const [x0, y0] = frame.project([2.5, 51.5]);
        const [x1, y1] = frame.project([5.9, 50.7]);
        expect(x0).toBeCloseTo(4, 6);
        expect(y0).toBeCloseTo(6, 6);
        expect(x1).toBeCloseTo(width - 4, 6);
        expect(y1).toBeLessThanOrEqual(frame.height - 40);
      }),
    );
  });

  test('a kilometre is as long in both directions', () => {
    const frame = mapFrame(rings, 700, margin);
    const [x, y] = frame.project([4, 51]);
    const north = y - frame.project([4, 51 + 10 / 111.195])[1];
    const east = frame.project([4 + 10 / (111.195 * Math.cos((51 * Math.PI) / 180)), 51])[0] - x;
    expect(north).toBeCloseTo(10 * frame.kmToPx, 6);
    expect(Math.abs(east / north - 1)).toBeLessThan(0.003);
  });

  test('writes the closed paths that d3-geo writes', () => {
    const frame = mapFrame(rings, 412, margin);
    const plane = geoTransform({
      point(lon, lat) {
        this.stream.point(...frame.project([lon, lat]));
      },
    });
    const theirs = geoPath(plane).digits(1);
    for (const shape of [...regionShapes(), ...zoneShapes()]) {
      const coordinates = shape.rings.map((ring) => [...ring, ring[0]!]);
      expect(frame.path(shape.rings)).toBe(theirs({ type: 'Polygon', coordinates }));
    }
  });
});

test.each([
  [0, 0, 'empty'],
  [0, 10, 'none'],
  [1, 100, 0],
  [3, 100, 1],
  [6, 100, 2],
  [10, 100, 3],
  [100, 100, 3],
])('%d free of %d is step %s', (free, recognised, step) => {
  expect(freeShareStep(free, recognised)).toBe(step);
});

describe('arrow keys', () => {
  const spots: { id: string; at: LonLat }[] = [
    { id: 'west', at: [0, 50] },
    { id: 'mid', at: [50, 50] },
    { id: 'east', at: [100, 60] },
    { id: 'far east', at: [200, 50] },
    { id: 'north', at: [60, 0] },
  ];
  test.each([
    ['mid', 'ArrowLeft', 'west'],
    ['mid', 'ArrowRight', 'east'],
    ['mid', 'ArrowUp', 'north'],
    ['mid', 'ArrowDown', undefined],
    ['west', 'ArrowLeft', undefined],
    ['nowhere', 'ArrowLeft', undefined],
  ] as const)('from %s %s leads to %s', (from, key, to) => {
    expect(spotInDirection(spots, from, key)).toBe(to);
  });

  test('other keys are none', () => {
    expect(isArrowKey('ArrowUp')).toBe(true);
    expect(isArrowKey('Enter')).toBe(false);
  });

  test('every zone can be reached from the first', () => {
    const frame = mapFrame(
      regionShapes().flatMap((r) => r.rings),
      700,
      { side: 4, top: 4, bottom: 8 },
    );
    const zones = zoneShapes().map((z) => ({ id: z.id, at: frame.project(z.label) }));
    const reached = new Set<string>();
    const open = [zones[0]!.id];
    for (let id = open.pop(); id; id = open.pop()) {
      reached.add(id);
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const next = spotInDirection(zones, id, key);
        if (next && !reached.has(next)) open.push(next);
      }
    }
    expect(zones.filter((z) => !reached.has(z.id))).toEqual([]);
  });
});

test('of two labels that overlap the first stays', () => {
  const box = { width: 10, height: 10, y: 0 };
  expect([
    ...labelsThatFit([
      { id: 'a', x: 0, ...box },
      { id: 'b', x: 9, ...box },
      { id: 'c', x: 12, ...box },
    ]),
  ]).toEqual(['a', 'c']);
});

test('labels that crowd on a line move apart round their middle, others stay', () => {
  expect(spreadApart([100, 400], 150)).toEqual([100, 400]);
  expect(spreadApart([300, 250], 150)).toEqual([350, 200]);
  expect(spreadApart([0, 10, 500, 20], 100)).toEqual([-90, 10, 500, 110]);
  expect(spreadApart([], 100)).toEqual([]);
});

describe('shapes', () => {
  test('six regions from west to east, sixty zones in their order', () => {
    expect(regionShapes().map((r) => r.id)).toEqual(['WVL', 'OVL', 'ANT', 'VBR', 'BRU', 'LIM']);
    const zones = zoneShapes();
    expect(zones).toHaveLength(60);
    expect([...new Set(zones.map((z) => z.regionId))]).toEqual(regionShapes().map((r) => r.id));
    for (const shape of [...regionShapes(), ...zones]) expect(shape.clearanceKm).toBeGreaterThan(1);
  });

  test('imported zones are drawn from their municipalities; unknown ones are left out', () => {
    const [first, second] = committedZones();
    const zone = { id: 'X', name: 'X', regionId: 'ANT' };
    const shapes = zoneShapes([
      { ...zone, municipalityIds: [...first!.municipalityIds, ...second!.municipalityIds] },
      { ...zone, id: 'Y', municipalityIds: ['99999'] },
    ]);
    expect(shapes.map((s) => s.id)).toEqual(['X']);
  });
});
