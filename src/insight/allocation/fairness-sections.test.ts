import { describe, expect, test } from 'vitest';
import { fairnessSections } from './fairness-sections.ts';

const row = (group: string, smallest: number | null) => ({
  dimension: 'sex' as const,
  group,
  days: 1000,
  starts: 10,
  rate: 3.65,
  raw: { ratio: 1, low: 0.5, high: 2 },
  adjusted: { ratio: 1, low: 0.5, high: 2 },
  smallest,
});

function section(...rows: ReturnType<typeof row>[]) {
  const telling = { language: 'en' as const, names: { modules: {}, regions: {} } };
  return fairnessSections({ rows } as never, telling)[0]!;
}

describe('what a division is said to show', () => {
  test('the largest of what each group could have shown', () => {
    expect(section(row('F', 1.5), row('M', 1.25)).title).toMatch(/of 1\.50 times/);
  });

  test('a group too small for any finding is named, and sets no figure', () => {
    const found = section(row('F', 1.5), row('M', 1.25), row('X', 40_350));
    expect(found.title).toMatch(/of 1\.50 times would have been seen, but not for X\.$/);
    expect(found.rows.map((cells) => cells.at(-1))).toEqual(['1.50', '1.25', '–']);
  });

  test('of nothing but small groups nothing is said', () => {
    expect(section(row('X', 6), row('M', null)).title).toMatch(/too little to show anything/);
  });
});
