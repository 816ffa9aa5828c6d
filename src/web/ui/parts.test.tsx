import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import '../i18n/index.ts';
import {
  Age,
  ageBand,
  Button,
  DataTable,
  ErrorState,
  EmptyState,
  ProgressBar,
  refusalOf,
} from './index.ts';
import { ShortcutBook } from './shortcuts.tsx';
import { nextTab, Tabs } from './Tabs.tsx';

const now = Date.parse('2026-06-16T08:06:00+02:00');
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString();

describe('an age', () => {
  test.each([
    [1, 'fresh'],
    [23.9, 'fresh'],
    [24, 'ageing'],
    [167.9, 'ageing'],
    [168, 'old'],
  ] as const)('of %d hours is %s', (hours, band) => {
    expect(ageBand(hoursAgo(hours), now, 7)).toBe(band);
  });

  test('that was never told is old, and what is old can be set', () => {
    expect(ageBand(null, now, 7)).toBe('old');
    expect(ageBand(hoursAgo(71), now, 3)).toBe('ageing');
    expect(ageBand(hoursAgo(72), now, 3)).toBe('old');
    expect(ageBand(hoursAgo(168), now, 14)).toBe('ageing');
  });

  test('names who confirmed it, and carries the exact moment', () => {
    const html = renderToStaticMarkup(
      <Age at={hoursAgo(3)} by="Huize Verzonnen" now={now} oldAfterDays={7} />,
    );
    expect(html).toContain('bevestigd 3 uur geleden door Huize Verzonnen');
    expect(html).toContain('title="16 juni 2026, 5.06 uur"');
  });

  test('that is old says so in words', () => {
    expect(renderToStaticMarkup(<Age at={hoursAgo(400)} now={now} oldAfterDays={7} />)).toContain(
      'verouderd',
    );
  });
});

describe('tabs', () => {
  test.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 0],
    ['ArrowLeft', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['ArrowDown', 0, null],
    ['a', 1, null],
  ] as const)('%s from %d leads to %j of three', (key, at, next) => {
    expect(nextTab(key, at, 3)).toBe(next);
  });

  test('are one stop, name their panel, and draw only what is chosen', () => {
    const html = renderToStaticMarkup(
      <Tabs
        label="Weergave"
        selected="b"
        onSelect={() => undefined}
        tabs={['a', 'b'].map((id) => ({ id, label: `Tab ${id}`, content: `panel ${id}` }))}
      />,
    );
    const [panel, name] = /role="tabpanel" id="([^"]+)" aria-labelledby="([^"]+)"/
      .exec(html)!
      .slice(1);
    expect(html).toMatch(
      new RegExp(
        `role="tab" id="${name}"[^>]*aria-selected="true" aria-controls="${panel}" tabindex="0"`,
      ),
    );
    expect(html.match(/tabindex="-1"/g)).toHaveLength(1);
    expect([html.includes('panel a'), html.includes('panel b')]).toEqual([false, true]);
  });
});

test('a blocked button says why, and the reason belongs to it', () => {
  const html = renderToStaticMarkup(<Button blockedBecause="Er is geen plaats.">Neem op</Button>);
  const id = /aria-describedby="([^"]+)"/.exec(html)?.[1];
  expect(html).toContain('disabled=""');
  expect(html).toContain(`<span id="${id}" class="vp-blocked-reason">Er is geen plaats.</span>`);
});

test('an error says what, where, how to mend it, and that nothing was lost', () => {
  const html = renderToStaticMarkup(
    <ErrorState
      what="Het bestand is niet leesbaar."
      where={['Rij 12']}
      mend="Kies een ander."
      reference="t-1"
    />,
  );
  for (const words of [
    'Het bestand is niet leesbaar.',
    'Rij 12',
    'Kies een ander.',
    'Er ging niets verloren.',
    't-1',
  ]) {
    expect(html).toContain(words);
  }
  expect(renderToStaticMarkup(<ErrorState what="x" kept={null} />)).not.toContain('verloren');
});

test('progress is told in words, and unknown progress claims no number', () => {
  const known = renderToStaticMarkup(
    <ProgressBar label="Inlezen" share={0.42} words="rij 2 van 5" />,
  );
  expect(known).toContain('aria-valuetext="rij 2 van 5"');
  expect(renderToStaticMarkup(<ProgressBar label="Inlezen" share={null} />)).not.toContain(
    'aria-valuenow',
  );
});

const table = (count: number) =>
  renderToStaticMarkup(
    <DataTable
      caption="Leefgroepen"
      columns={[
        {
          id: 'name',
          header: 'Naam',
          cell: (row: number) => `Groep ${row}`,
          sortBy: (row) => row,
        },
        { id: 'note', header: 'Nota', cell: () => 'x' },
      ]}
      rows={Array.from({ length: count }, (_, at) => at)}
      rowId={String}
      sort={{ column: 'name', direction: 'descending' }}
      onSort={() => {}}
      empty={<EmptyState title="Nog geen leefgroepen" />}
    />,
  );

describe('a table', () => {
  test('is a real one, sorted as it says', () => {
    const html = table(3);
    expect(html).toContain('<caption class="vp-hidden">Leefgroepen</caption>');
    expect(html).toMatch(/<th scope="col"[^>]*aria-sort="descending"/);
    expect(html.match(/aria-sort/g)).toHaveLength(1);
    expect([...html.matchAll(/Groep (\d)/g)].map((found) => found[1])).toEqual(['2', '1', '0']);
  });

  test('says what would be there when it is empty', () => {
    expect(table(0)).toContain('Nog geen leefgroepen');
  });

  test('draws few of many rows, and tells how many there are', () => {
    const html = table(5000);
    expect(html).toContain('aria-rowcount="5001"');
    expect(html.match(/<tr/g)?.length).toBeLessThan(60);
  });
});

test('a file is refused for its kind, its size or its emptiness, before it is sent', () => {
  const rule = { endings: ['.csv', '.xlsx'], maxBytes: 100 };
  expect(refusalOf({ name: 'Verblijven.CSV', size: 100 }, rule)).toBeNull();
  expect(refusalOf({ name: 'verblijven.pdf', size: 10 }, rule)).toBe('ending');
  expect(refusalOf({ name: 'verblijven.csv', size: 101 }, rule)).toBe('tooBig');
  expect(refusalOf({ name: 'verblijven.csv', size: 0 }, rule)).toBe('empty');
});

const bookOf = () => {
  const pressed: string[] = [];
  const book = new ShortcutBook();
  book.add({ keys: ['?'], words: 'help', run: () => pressed.push('help') });
  book.add({ keys: ['g', 'r'], words: 'regie', run: () => pressed.push('regie') });
  const remove = book.add({ keys: ['r'], words: 'alleen', run: () => pressed.push('alleen') });
  return { book, pressed, remove };
};

describe('shortcuts', () => {
  test('of two keys want both, soon after each other', () => {
    const { book, pressed } = bookOf();
    expect(book.press('g', 0)).toBe(false);
    expect(book.press('r', 100)).toBe(true);
    book.press('g', 1000);
    book.press('x', 1100);
    book.press('r', 1200);
    book.press('g', 5000);
    book.press('r', 9000);
    expect(pressed).toEqual(['regie', 'alleen', 'alleen']);
  });

  test('go when their page goes', () => {
    const { book, pressed, remove } = bookOf();
    remove();
    expect(book.press('r', 0)).toBe(false);
    expect(book.list().map(({ words }) => words)).toEqual(['help', 'regie']);
    expect(pressed).toEqual([]);
  });
});
