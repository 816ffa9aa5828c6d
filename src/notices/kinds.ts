import type { ApplicationRole } from '../platform/db/roles.ts';

/**
 * Every kind of notice that one can choose how to be told of, and who is told of it. Its words stand
 * under `kinds.<kind>` in the catalogues of `web/locales`; a kind without words says that there is a notice.
 */
export const noticeKinds: Readonly<Record<string, readonly ApplicationRole[]>> = {
  'capacity.unavailability-ends-soon': ['PC'],
  'capacity.unavailability-lapsed': ['PC'],
};
