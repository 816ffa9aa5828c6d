import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { makeRow } from '../../unit-row.fixtures.ts';
import { UnitFigures } from './UnitFigures.tsx';

test('a partial stop stands beside the figures with its end', () => {
  const row = makeRow({
    partialStops: [
      { onlyFor: 'GIRLS', until: '2027-03-01' },
      { onlyFor: 'UNDER_6', until: '2026-12-15' },
    ],
  });
  const html = renderToStaticMarkup(<UnitFigures row={row} />);
  expect(html).toContain(
    'geen nieuwe meisjes tot 1 maart 2027, geen nieuwe kinderen onder 6 jaar tot 15 december 2026',
  );
});
