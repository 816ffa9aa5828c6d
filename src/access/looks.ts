import type { LookRules } from '../platform/http/look-hook.ts';
import { type DataClass, matrix } from './matrix.ts';
import { purposeOf } from './purposes.ts';

/** Classes that tell of no person and of no single unit, or that a person keeps for themself: reading them is no look. */
const noLook: ReadonlySet<DataClass> = new Set([
  'D0',
  'D1',
  'D12N',
  'D12S',
  'D15',
  'D15K',
  'D15N',
  'D15B',
  'D17M',
  'D18',
  'D14I',
  'TECHNICAL',
]);

/** What the log of looks holds: personal data and capacity of single units, for every class that is not named above. */
export const lookRules: LookRules = {
  isLogged: (classes) =>
    classes.some((each) => !(each in matrix) || !noLook.has(each as DataClass)),
  purposeOf,
};
