import type { Band, Lane, RuleContent } from '../../rule-set.ts';

/** The least that rules can say: everybody in one band. */
export const emptyRules: RuleContent = {
  bands: [{ code: 'A', exempt: false, secondWorker: 'NONE', reviewDays: 365, when: [[]] }],
  lanes: [],
  seed: 'vrijplaats',
  longestWithoutReviewDays: 365,
};

/** The version after this one: `VP-2026-1` → `VP-2026-2`. */
export function nextVersion(version: string | undefined): string {
  const [, before, number] = /^(.*-)(\d+)$/.exec(version ?? '') ?? [];
  return before === undefined ? '' : `${before}${Number(number) + 1}`;
}

export const replaced = <Part>(parts: readonly Part[], at: number, part: Part): Part[] =>
  parts.map((each, n) => (n === at ? part : each));
export const without = <Part>(parts: readonly Part[], at: number): Part[] =>
  parts.filter((_, n) => n !== at);

/** One place up (−1) or down (1); at the edge nothing changes. */
export function moved<Part>(parts: readonly Part[], at: number, by: -1 | 1): Part[] {
  const next = [...parts];
  const other = at + by;
  const [a, b] = [next[at], next[other]];
  if (a === undefined || b === undefined) return next;
  next[at] = b;
  next[other] = a;
  return next;
}

/** Whether a band takes all who are left. */
export const takesAll = ({ when }: Pick<Band, 'when'>): boolean =>
  when.some((condition) => condition.length === 0);

/** A new band before the last: the last takes everybody. Its letter is the first that is free. */
export function addBand(bands: readonly Band[]): Band[] {
  const taken = new Set(bands.map(({ code }) => code));
  const code = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').find((letter) => !taken.has(letter)) ?? 'Z9';
  const made: Band = {
    code,
    exempt: false,
    secondWorker: 'NONE',
    reviewDays: 180,
    when: [['COMPLEX']],
  };
  return [...bands.slice(0, -1), made, ...bands.slice(-1)];
}

export function addLane(lanes: readonly Lane[]): Lane[] {
  return [
    ...lanes,
    { code: `lane-${'abcdef'[lanes.length] ?? 'z'}`, percent: 5, waitingDays: 365 },
  ];
}
