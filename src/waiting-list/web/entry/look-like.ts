import { isNear, nameKey } from '../../duplicate-signs.ts';
import type { Child } from '../ChildFields.tsx';
import type { FoundChild } from '../find-children.ts';

/** Letters that may differ between two ways to write one name. */
const SLIP = 2;

/**
 * Of those that the list found, who may be the child that is typed: the same number, or a name like it where the
 * month of birth agrees or is not typed yet. Each once.
 */
export function lookLike(
  { given, family, born }: Pick<Child, 'given' | 'family' | 'born'>,
  byName: readonly FoundChild[],
  byNumber: readonly FoundChild[],
): FoundChild[] {
  const typed = nameKey(`${given}${family}`);
  const month = born?.slice(0, 7);
  const named = byName.filter(({ name, bornMonth }) => {
    if (name === null) return false;
    const isSameMonth = bornMonth === month;
    const isLike = isNear(typed, nameKey(name), SLIP);
    return month === undefined ? isLike : isSameMonth || isLike;
  });
  const found = [...byNumber.filter(({ name }) => name !== null), ...named];
  return [...new Map(found.map((each) => [each.requestId, each])).values()];
}
