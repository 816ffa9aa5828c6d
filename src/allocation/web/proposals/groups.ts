import { dayOf } from '../../../web/i18n/format.ts';
import type { ProposalRow } from '../../dialogue/contract.ts';
import { workingDaysLeft } from '../term.ts';

/** In words what asks for somebody soonest; the order of the page. */
const groups = ['late', 'today', 'soon', 'later', 'draft', 'agreed'] as const;
type Group = (typeof groups)[number];

/** Where a proposal stands in the work: by its term while an answer is awaited. */
function groupOf({ state, dueAt }: ProposalRow, today: string): Group {
  if (state === 'DRAFT' || state === 'CLIENT_HEARD') return 'draft';
  const isAgreed = state === 'ACCEPTED' || state === 'START_PLANNED';
  if (dueAt === null) return isAgreed ? 'agreed' : 'later';
  const left = workingDaysLeft(today, dayOf(Date.parse(dueAt) - 1));
  if (left === null) return 'late';
  if (isAgreed) return 'agreed';
  return left === 0 ? 'today' : left === 1 ? 'soon' : 'later';
}

/** The rows by group, in the order of the work, each group as it came; empty groups are left out. */
export function inGroups(
  rows: readonly ProposalRow[],
  today: string,
): (readonly [Group, ProposalRow[]])[] {
  return groups
    .map((group) => [group, rows.filter((row) => groupOf(row, today) === group)] as const)
    .filter(([, found]) => found.length > 0);
}
