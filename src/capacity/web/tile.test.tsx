import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Legend } from './Legend.tsx';
import { PlaceGlyph } from './PlaceGlyph.tsx';
import { PLACE_STATES } from './place-states.ts';
import { UnitTile } from './UnitTile.tsx';

const figures = {
  recognised: 8,
  notConverted: 0,
  occupied: 6,
  absent: 1,
  unavailable: 1,
  held: 0,
  free: 1,
  offerable: 1,
  overOccupied: 0,
};

function tile(
  change: Partial<typeof figures> = {},
  confirmedAt: string | null = '2026-06-16T05:06:00+02:00',
) {
  return renderToStaticMarkup(
    <UnitTile
      name="De Kade"
      provider="Huize Verzonnen"
      municipality="Gent"
      module="Verblijf"
      figures={{ ...figures, ...change }}
      confirmedAt={confirmedAt}
      staleAfterDays={7}
      now={Date.parse('2026-06-16T08:06:00+02:00')}
    />,
  );
}

test('every state has a picture of its own, that colour does not make', () => {
  const pictures = PLACE_STATES.map((state) =>
    renderToStaticMarkup(<PlaceGlyph state={state} />).replace(/data-state="\w+"/, ''),
  );
  expect(new Set(pictures).size).toBe(PLACE_STATES.length);
});

test('the legend has a word for each, and a meaning when asked', () => {
  const html = renderToStaticMarkup(<Legend isExplained />);
  for (const word of [
    'vrij',
    'toegezegd',
    'bezet',
    'afwezig',
    'niet beschikbaar',
    'niet omgezet',
    'boven capaciteit',
  ]) {
    expect(html).toContain(word);
  }
  expect(html.match(/vp-muted/g)).toHaveLength(7);
});

test('a tile has one glyph for each place, and says it in words', () => {
  const html = tile();
  expect(html.match(/vp-glyph-shape/g)).toHaveLength(8);
  expect(html).toContain(
    'aria-label="8 erkende plaatsen: 1 vrij, 5 bezet, 1 afwezig, 1 niet beschikbaar"',
  );
});

test('a tile shows the two numbers, and never a number without its age', () => {
  const html = tile({ free: 3, offerable: 2, occupied: 4, absent: 0 });
  expect(html).toMatch(/<dt>vrij<\/dt><dd class="vp-figure">3<\/dd>/);
  expect(html).toMatch(/<dt>toe te wijzen<\/dt><dd class="vp-figure">2<\/dd>/);
  expect(html).toContain('bevestigd 3 uur geleden');
  expect(tile({}, null)).toContain('nog nooit bevestigd');
});

test('what is above capacity is shown, never hidden', () => {
  expect(
    tile({ occupied: 9, absent: 0, unavailable: 0, free: 0, offerable: 0, overOccupied: 1 }),
  ).toContain('1 boven capaciteit');
  expect(tile()).not.toContain('boven capaciteit');
});

test('nothing is lit on the first picture', () => {
  expect(tile()).not.toContain('data-lit');
});
