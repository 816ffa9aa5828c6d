import type { FindingKind } from '../contract.ts';

/** What one account had open of one file on one day: pages of that file, not lists in which it stood. */
export interface DayOfFile {
  account: string;
  name: string;
  role: string;
  /** Region of the hat that was worn; null = of none. */
  area: string | null;
  kind: string;
  file: string;
  looks: number;
  /** Of these, between 23:00 and 06:00 in Brussels. */
  nightLooks: number;
  /** Of the file, where it is known. */
  region: string | null;
  /** What the child is called, where it is known. */
  familyName: string | null;
  /** Whether it is this account's to work on: its owner, or who changed something in it lately. */
  hasTask: boolean;
  /** Days of the last fourteen on which the account opened it. */
  days: number;
}

/** What is asked about, by whom it was done, and the numbers behind it; no score. */
export interface Found {
  kind: FindingKind;
  account: string;
  name: string;
  role: string;
  subjectKind: string | null;
  subjectId: string | null;
  facts: Record<string, number | string>;
}

/** From when on something is asked about. Synthetic: chosen on an invented month, to be set anew on real ones. */
export const limits = {
  otherRegionFiles: 2,
  otherRegionLooks: 3,
  manyFiles: 40,
  timesOthers: 3,
  nightFiles: 3,
  days: 4,
  looksInADay: 8,
} as const;

/** Roles that work at night. */
const nightRoles: ReadonlySet<string> = new Set(['CR', 'FS', 'FF', 'RG']);

const bare = (name: string) =>
  name
    .replaceAll(/\([^)]*\)/g, '')
    .trim()
    .toLocaleLowerCase('nl');

/** Whether the name of an account ends with the family name of a child, as a name of its own. */
export function isOwnName(account: string, family: string | null): boolean {
  const [own, theirs] = [bare(account), bare(family ?? '')];
  return theirs.length > 1 && own !== theirs && ` ${own}`.endsWith(` ${theirs}`);
}

function byAccount(rows: readonly DayOfFile[]): Map<string, DayOfFile[]> {
  const groups = new Map<string, DayOfFile[]>();
  for (const row of rows) {
    const key = `${row.account} ${row.role}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const sum = (rows: readonly DayOfFile[], of: (row: DayOfFile) => number) =>
  rows.reduce((all, row) => all + of(row), 0);

const about = ({ account, name, role }: DayOfFile, row: DayOfFile | null) => ({
  account,
  name,
  role,
  subjectKind: row?.kind ?? null,
  subjectId: row?.file ?? null,
});

function aboutOneFile(row: DayOfFile): Found[] {
  const found: Found[] = [];
  if (isOwnName(row.name, row.familyName))
    found.push({ kind: 'OWN_NAME', ...about(row, row), facts: { looks: row.looks } });
  if (!row.hasTask && (row.days >= limits.days || row.looks >= limits.looksInADay))
    found.push({
      kind: 'REPEATED',
      ...about(row, row),
      facts: { looks: row.looks, days: row.days },
    });
  return found;
}

function aboutOneAccount(rows: readonly DayOfFile[], ofOthers: number): Found[] {
  const [first] = rows as [DayOfFile];
  const found: Found[] = [];
  const elsewhere = rows.filter(
    ({ area, region, hasTask }) => area !== null && region !== null && area !== region && !hasTask,
  );
  const looks = sum(elsewhere, (row) => row.looks);
  if (elsewhere.length >= limits.otherRegionFiles || looks >= limits.otherRegionLooks)
    found.push({
      kind: 'OTHER_REGION',
      ...about(first, null),
      facts: { files: elsewhere.length, looks },
    });
  if (rows.length >= limits.manyFiles && rows.length > limits.timesOthers * ofOthers)
    found.push({
      kind: 'MANY_FILES',
      ...about(first, null),
      facts: { files: rows.length, ofOthers },
    });
  const night = rows.filter(({ nightLooks }) => nightLooks > 0);
  if (!nightRoles.has(first.role) && night.length >= limits.nightFiles)
    found.push({
      kind: 'AT_NIGHT',
      ...about(first, null),
      facts: { files: night.length, looks: sum(night, (row) => row.nightLooks) },
    });
  return found;
}

/** Looks of a day that nobody could explain from the log alone (threat 2). */
export function findLooks(rows: readonly DayOfFile[]): Found[] {
  const groups = [...byAccount(rows).values()];
  return groups.flatMap((own) => {
    const others = groups.filter((each) => each !== own && each[0]!.role === own[0]!.role);
    return [
      ...aboutOneAccount(own, median(others.map((each) => each.length))),
      ...own.flatMap(aboutOneFile),
    ];
  });
}

/** A rise on the list by a person, and when the same child was proposed for a place. */
export interface Rise {
  account: string;
  name: string;
  role: string;
  request: string;
  beforeBand: number | null;
  afterBand: number | null;
  beforeSince: string | null;
  afterSince: string | null;
  hoursBefore: number;
}

/** So short before a proposal a rise is asked about. */
export const riseHours = 72;

/** What moved a child up just before it was proposed (threat 12): a question for people, each with its author. */
export function findRises(rises: readonly Rise[]): Found[] {
  return rises
    .filter(({ hoursBefore }) => hoursBefore >= 0 && hoursBefore <= riseHours)
    .map((rise): Found => {
      const isRaised =
        rise.beforeBand !== null && rise.afterBand !== null && rise.afterBand < rise.beforeBand;
      return {
        kind: isRaised ? 'RAISED_BEFORE' : 'MOVED_BEFORE',
        account: rise.account,
        name: rise.name,
        role: rise.role,
        subjectKind: 'request',
        subjectId: rise.request,
        facts: {
          hours: Math.floor(rise.hoursBefore),
          ...(isRaised
            ? { before: rise.beforeBand!, after: rise.afterBand! }
            : { before: rise.beforeSince ?? '', after: rise.afterSince ?? '' }),
        },
      };
    });
}
