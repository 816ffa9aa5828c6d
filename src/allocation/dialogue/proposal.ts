/**
 * The states of a proposal and who may take which step: pure, read by commands, screens and README. The database
 * holds the same table (`allocation.may_step`); the test keeps them equal. A counter-offer or a condition is a message
 * within the dialogue, not a state. Nothing accepts by itself: a term that passes leads out, to a person.
 */
export const proposalStates = [
  'DRAFT',
  'CLIENT_HEARD',
  'SENT',
  'IN_DIALOGUE',
  'ACCEPTED',
  'START_PLANNED',
  'STARTED',
  'NOT_STARTED',
  'CLIENT_DECLINED',
  'WITHDRAWN',
  'EXPIRED',
  'PLACE_GONE',
] as const;
export type ProposalState = (typeof proposalStates)[number];

/** The access team, the provider that it is addressed to, the program itself. */
export type Party = 'ACCESS' | 'PROVIDER' | 'PROGRAM';

export const stepNames = [
  'hear',
  'send',
  'open',
  'accept',
  'refuse',
  'planStart',
  'replan',
  'start',
  'withdraw',
  'decline',
  'escalate',
  'expire',
  'loseOfPlace',
] as const;
export type StepName = (typeof stepNames)[number];

export interface Step {
  readonly name: StepName;
  readonly from: readonly ProposalState[];
  readonly to: ProposalState;
  readonly by: readonly Party[];
}

const open = ['DRAFT', 'CLIENT_HEARD', 'SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED'] as const;

export const steps: readonly Step[] = [
  { name: 'hear', from: ['DRAFT'], to: 'CLIENT_HEARD', by: ['ACCESS'] },
  { name: 'send', from: ['CLIENT_HEARD'], to: 'SENT', by: ['ACCESS'] },
  { name: 'open', from: ['SENT'], to: 'IN_DIALOGUE', by: ['ACCESS', 'PROVIDER'] },
  { name: 'accept', from: ['SENT', 'IN_DIALOGUE'], to: 'ACCEPTED', by: ['PROVIDER'] },
  {
    name: 'refuse',
    from: ['SENT', 'IN_DIALOGUE', 'ACCEPTED', 'START_PLANNED'],
    to: 'NOT_STARTED',
    by: ['PROVIDER'],
  },
  { name: 'planStart', from: ['ACCEPTED'], to: 'START_PLANNED', by: ['ACCESS', 'PROVIDER'] },
  { name: 'replan', from: ['START_PLANNED'], to: 'ACCEPTED', by: ['ACCESS'] },
  { name: 'start', from: ['START_PLANNED'], to: 'STARTED', by: ['ACCESS', 'PROVIDER'] },
  { name: 'withdraw', from: open, to: 'WITHDRAWN', by: ['ACCESS', 'PROGRAM'] },
  { name: 'withdraw', from: ['NOT_STARTED', 'EXPIRED'], to: 'WITHDRAWN', by: ['ACCESS'] },
  { name: 'decline', from: open, to: 'CLIENT_DECLINED', by: ['ACCESS'] },
  { name: 'escalate', from: ['NOT_STARTED', 'EXPIRED'], to: 'IN_DIALOGUE', by: ['ACCESS'] },
  { name: 'expire', from: ['SENT', 'IN_DIALOGUE'], to: 'EXPIRED', by: ['PROGRAM'] },
  { name: 'loseOfPlace', from: open, to: 'PLACE_GONE', by: ['PROGRAM'] },
];

export const mayStep = (from: ProposalState, to: ProposalState, party: Party): boolean =>
  steps.some((step) => step.from.includes(from) && step.to === to && step.by.includes(party));

/** What a party can do now, each once. */
export const stepsFor = (state: ProposalState, party: Party): StepName[] => [
  ...new Set(
    steps
      .filter((step) => step.from.includes(state) && step.by.includes(party))
      .map(({ name }) => name),
  ),
];

/** A place is held for the child, and the provider sees whom it is asked for. */
export const holds = (state: ProposalState): boolean =>
  state === 'SENT' || state === 'IN_DIALOGUE' || state === 'ACCEPTED' || state === 'START_PLANNED';
