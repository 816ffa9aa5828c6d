/**
 * The steps of a reconversion, as one table that command, screen and test read (entities.md): from which
 * state, to which, by whom. Pure. The trigger `capacity.check_reconversion` is its twin in the database.
 */
export const reconversionStates = [
  'PLANNED',
  'APPROVED',
  'EFFECTIVE',
  'REGISTERED',
  'CANCELLED',
] as const;
export type ReconversionState = (typeof reconversionStates)[number];

export const stepNames = [
  'ask',
  'answer',
  'approve',
  'refuse',
  'withdraw',
  'takeEffect',
  'register',
] as const;
export type StepName = (typeof stepNames)[number];

interface StepRule {
  readonly from: ReconversionState;
  readonly to: ReconversionState;
  readonly by: readonly ('PC' | 'AS')[];
  /** Whose answer the plan waits for, where it matters. */
  readonly waitsFor?: 'PROVIDER' | 'SUPERVISOR';
}

export const stepRules: Record<StepName, StepRule> = {
  ask: { from: 'PLANNED', to: 'PLANNED', by: ['AS'], waitsFor: 'SUPERVISOR' },
  answer: { from: 'PLANNED', to: 'PLANNED', by: ['PC'], waitsFor: 'PROVIDER' },
  approve: { from: 'PLANNED', to: 'APPROVED', by: ['AS'] },
  refuse: { from: 'PLANNED', to: 'CANCELLED', by: ['AS'] },
  withdraw: { from: 'PLANNED', to: 'CANCELLED', by: ['PC'] },
  takeEffect: { from: 'APPROVED', to: 'EFFECTIVE', by: ['PC', 'AS'] },
  register: { from: 'EFFECTIVE', to: 'REGISTERED', by: ['AS'] },
};

/** Who has to do the next thing; `null` when the reconversion is over. */
export type WaitsFor = 'SUPERVISOR' | 'PROVIDER' | 'DAY' | 'SOURCE' | null;

/** @param lastKind kind of the event that last touched the row */
export function waitsFor(state: ReconversionState, lastKind: string): WaitsFor {
  switch (state) {
    case 'PLANNED':
      return lastKind === 'reconversion.ask' ? 'PROVIDER' : 'SUPERVISOR';
    case 'APPROVED':
      return 'DAY';
    case 'EFFECTIVE':
      return 'SOURCE';
    default:
      return null;
  }
}

/** The steps that a role may take now. */
export function stepsFor(role: string, state: ReconversionState, waiting: WaitsFor): StepName[] {
  return stepNames.filter((name) => {
    const rule = stepRules[name];
    return (
      rule.from === state &&
      (rule.by as readonly string[]).includes(role) &&
      (rule.waitsFor === undefined || rule.waitsFor === waiting)
    );
  });
}
