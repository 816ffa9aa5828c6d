/**
 * Whether two children on the list may be one: pure. It finds, people decide. A sign is shown with both files beside
 * each other; none is a score.
 */
export interface Known {
  readonly fileNumber: string | null;
  readonly givenName: string;
  readonly familyName: string;
  /** ISO day, or null where only the month is known. */
  readonly birthDate: string | null;
  readonly sex: string;
}
export const duplicateSigns = [
  'SAME_NUMBER',
  'SAME_NAME_AND_DAY',
  'SIMILAR_NAME_SAME_DAY',
  'NAMES_SWAPPED',
  'SAME_NAME_DAY_MISTYPED',
] as const;
export type DuplicateSign = (typeof duplicateSigns)[number];

/** Letters alone, without accents: "De Smet", "de Smét" and "DESMET" are one. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '');

/** Whether at most so many letters must be put in, left out, changed or swapped with the next. */
export function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforeLast[j - 2]! + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]! <= most;
}

/** Day and month swapped, or one figure another. */
function isMistyped(a: string, b: string): boolean {
  const [year, month, day] = a.split('-');
  if (b === `${year}-${day}-${month}`) return true;
  return (
    a.length === b.length && Array.from(a).filter((letter, at) => letter !== b[at]).length === 1
  );
}

/** Names this short differ in one letter between brothers: only longer ones are held to be near. */
const shortName = 4;

/** The signs that both are one child, strongest first; empty = nothing says so. */
export function signsOf(a: Known, b: Known): DuplicateSign[] {
  const signs: DuplicateSign[] = [];
  if (a.fileNumber !== null && a.fileNumber === b.fileNumber) signs.push('SAME_NUMBER');
  const [given, family] = [nameKey(a.givenName), nameKey(a.familyName)];
  const [otherGiven, otherFamily] = [nameKey(b.givenName), nameKey(b.familyName)];
  const sameName = given === otherGiven && family === otherFamily;
  const sameDay = a.birthDate !== null && a.birthDate === b.birthDate;
  if (sameName && sameDay) signs.push('SAME_NAME_AND_DAY');
  else if (sameDay && given === otherFamily && family === otherGiven) signs.push('NAMES_SWAPPED');
  else if (
    sameDay &&
    isNear(family, otherFamily, family.length > shortName ? 2 : 0) &&
    isNear(given, otherGiven, given.length > shortName ? 2 : 0) &&
    // Twins have one birthday and one name: only what differs by a slip of the hand is one child.
    (a.sex === b.sex || a.sex === 'UNKNOWN' || b.sex === 'UNKNOWN')
  )
    signs.push('SIMILAR_NAME_SAME_DAY');
  else if (
    sameName &&
    a.birthDate !== null &&
    b.birthDate !== null &&
    isMistyped(a.birthDate, b.birthDate)
  )
    signs.push('SAME_NAME_DAY_MISTYPED');
  return signs;
}
