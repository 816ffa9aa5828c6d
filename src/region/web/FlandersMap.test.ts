import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { zoneShapes } from '../map/zone-shapes.ts';
import { FlandersMap, type FlandersMapProps } from './FlandersMap.tsx';
import { type AreaValue, describeArea, fill, mapWords } from './map-words.ts';

const value = (areaId: string, change: Partial<AreaValue> = {}): AreaValue => ({
  areaId,
  free: 12,
  held: 3,
  occupied: 1180,
  unavailable: 4,
  notConverted: 1,
  over: 0,
  recognised: 1200,
  ...change,
});

function draw(props: Partial<FlandersMapProps> = {}): string {
  return renderToStaticMarkup(
    createElement(FlandersMap, {
      areas: 'region',
      values: [value('WVL'), value('ANT', { over: 2 })],
      onSelect: () => undefined,
      labels: mapWords(),
      ...props,
    }),
  );
}

const buttons = (html: string) =>
  [...html.matchAll(/<path[^>]*role="button"[^>]*>/g)].map(([tag]) => tag);

describe('regions', () => {
  test('are six buttons, each a stop for the Tab key, that say all their figures', () => {
    const tags = buttons(draw());
    expect(tags).toHaveLength(6);
    expect(tags.every((tag) => tag.includes('tabindex="0"'))).toBe(true);
    expect(tags[0]).toContain(
      'aria-label="West-Vlaanderen: 12 vrij, 3 toegezegd, 1.180 bezet, 4 niet beschikbaar, 1 niet omgezet, van 1.200 erkend"',
    );
    expect(tags[2]).toContain('van 1.200 erkend, 2 boven capaciteit"');
    expect(tags[5]).toContain('aria-label="Limburg: geen cijfers"');
  });

  test('the chosen one is pressed, and drawn so', () => {
    const html = draw({ selected: 'ANT' });
    expect(buttons(html).map((tag) => tag.includes('aria-pressed="true"'))).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(html.match(/vp-map-selected/g)).toHaveLength(1);
    expect(draw()).not.toContain('vp-map-selected');
  });

  test('have their names where there is room', () => {
    expect(draw({ initialWidth: 700 })).toContain('>West-Vlaanderen</text>');
    expect(draw({ initialWidth: 360 })).not.toContain('>West-Vlaanderen</text>');
    expect(draw({ initialWidth: 360 })).toContain('12 vrij');
  });

  test('are not called schematic; the sources are named', () => {
    expect(draw()).not.toContain('Schematisch');
    expect(draw()).toContain('GeoNames (CC BY 4.0)');
  });
});

describe('zones', () => {
  const zones = (props: Partial<FlandersMapProps> = {}) =>
    draw({
      areas: 'zone',
      zones: zoneShapes(),
      values: [value('ELZ-038', { free: 77 })],
      ...props,
    });

  test('are sixty buttons with one stop for the Tab key, the chosen one if there is one', () => {
    const stops = (html: string) => buttons(html).filter((tag) => tag.includes('tabindex="0"'));
    expect(buttons(zones())).toHaveLength(60);
    expect(stops(zones())).toHaveLength(1);
    expect(stops(zones({ selected: 'ELZ-038' }))[0]).toContain('data-area="ELZ-038"');
    expect(stops(zones({ selected: 'gone' }))).toHaveLength(1);
  });

  test('that are not there yet leave the outlines of the regions', () => {
    const html = zones({ zones: undefined });
    expect(buttons(html)).toEqual([]);
    expect(html.match(/vp-map-outline/g)).toHaveLength(6);
  });

  test('carry their number and say that they are schematic', () => {
    expect(zones()).toContain('>77</text>');
    expect(zones()).toContain('Schematisch');
  });
});

test('fill follows the share of free places', () => {
  const steps = (free: number, recognised = 100) =>
    /data-step="(\w+)" data-area="WVL"/.exec(
      draw({ values: [value('WVL', { free, recognised })] }),
    )?.[1];
  expect([steps(0), steps(1), steps(4), steps(9), steps(50), steps(0, 0)]).toEqual([
    'none',
    '0',
    '1',
    '2',
    '3',
    'empty',
  ]);
});

test('points and the search circle are drawn, hidden from screen readers', () => {
  const html = draw({
    points: [{ id: 'p', lat: 51, lon: 4, kind: 'free' }],
    origin: { lat: 51, lon: 4, radiusKm: 20 },
  });
  const radius = Number(/<circle[^>]* r="([\d.]+)"/.exec(html)?.[1]);
  expect(radius).toBeGreaterThan(50);
  expect(radius).toBeLessThan(70);
  expect(html).toContain('Zoekgebied: 20 km rond het vertrekpunt');
  expect(html).toContain('class="vp-map-plate"');
  expect(html).toMatch(/class="vp-map-points" aria-hidden="true"><rect/);
});

test('words are filled in, and a gap without a value is seen', () => {
  expect(fill('{n} vrij in {area}', { n: '3' })).toBe('3 vrij in {area}');
  expect(describeArea('Gent', undefined, mapWords(), String)).toBe('Gent: geen cijfers');
  expect(draw()).not.toMatch(/\{\w+\}/);
});
