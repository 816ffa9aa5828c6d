import { holds, type StepName } from '../../dialogue/proposal.ts';
import type { ProposalRow } from '../../dialogue/contract.ts';

/** What somebody can do on a proposal: the buttons of the page, in the order in which the work goes. */
export const actNames = [
  'hear',
  'send',
  'accept',
  'refuse',
  'planStart',
  'start',
  'replan',
  'gradeUp',
  'gradeDown',
  'decline',
  'withdraw',
] as const;
export type ActName = (typeof actNames)[number];

/** Why an act that will come is not there yet; the key of its words. */
export type Blocked = 'hearFirst' | 'acceptFirst' | 'planFirst' | 'startsLater' | 'lastGrade';

export interface OfferedAct {
  readonly name: ActName;
  readonly blocked: Blocked | null;
}

const LAST_GRADE = 3;

/** Acts that are shown blocked, with their reason, while the proposal is on its way to them. */
const comes: Partial<Record<ProposalRow['state'], readonly [ActName, Blocked][]>> = {
  DRAFT: [['send', 'hearFirst']],
  SENT: [['planStart', 'acceptFirst']],
  IN_DIALOGUE: [['planStart', 'acceptFirst']],
  ACCEPTED: [['start', 'planFirst']],
};

type Asked = Pick<ProposalRow, 'state' | 'steps' | 'grade' | 'startOn'>;

/** What is possible now, and what is not yet and why. Nothing for who only reads. */
export function actsOf(row: Asked, isAccess: boolean, today: string): OfferedAct[] {
  if (row.steps.length === 0) return [];
  const may = (step: StepName) => row.steps.includes(step);
  const acts: OfferedAct[] = [];
  const add = (name: ActName, blocked: Blocked | null = null) => acts.push({ name, blocked });
  for (const step of ['hear', 'send', 'accept', 'refuse', 'planStart'] as const)
    if (may(step)) add(step);
  if (may('start')) add('start', row.startOn > today ? 'startsLater' : null);
  if (may('replan')) add('replan');
  for (const [name, why] of comes[row.state] ?? []) add(name, why);
  if (isAccess && (may('escalate') || row.state === 'IN_DIALOGUE'))
    add('gradeUp', row.grade >= LAST_GRADE ? 'lastGrade' : null);
  if (isAccess && row.state === 'IN_DIALOGUE' && row.grade > 1) add('gradeDown');
  if (may('decline')) add('decline');
  if (may('withdraw')) add('withdraw');
  return acts.toSorted((a, b) => actNames.indexOf(a.name) - actNames.indexOf(b.name));
}

/** Words can be said while a place is held. */
export const maySay = ({ state, steps }: Asked): boolean => steps.length > 0 && holds(state);
