import type { ApplicationRole } from '../platform/db/roles.ts';

const everybody: readonly ApplicationRole[] = ['AT', 'AS', 'PI', 'PC', 'AN', 'RB', 'JJ', 'AD'];

/**
 * Every kind of notice that one can choose how to be told of, and who is told of it. Its words stand
 * under `kinds.<kind>` in the catalogues of `web/locales`; a kind without words says that there is a notice.
 */
export const noticeKinds: Readonly<Record<string, readonly ApplicationRole[]>> = {
  'account.hat-given': everybody,
  'account.hat-ended': everybody,
  'account.yes-asked': ['AD'],
  'capacity.unavailability-ends-soon': ['PC'],
  'capacity.unavailability-lapsed': ['PC'],
  'capacity.figures-old': ['PC'],
  'capacity.figures-never': ['PC'],
  'capacity.reconversion-planned': ['AS'],
  'capacity.reconversion-answered': ['AS'],
  'capacity.reconversion-asked': ['PC'],
  'capacity.reconversion-approved': ['PC'],
  'capacity.reconversion-refused': ['PC'],
  'capacity.reconversion-registered': ['PC'],
};
