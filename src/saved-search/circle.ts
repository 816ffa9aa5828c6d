import type { ApplicationRole } from '../platform/db/roles.ts';

/** Roles that work on the same screens keep and share their addresses together; the wall holds to the same. */
export function circleOf(role: ApplicationRole): string {
  if (role === 'AT' || role === 'AS') return 'access';
  if (role === 'PI' || role === 'PC') return 'provider';
  return role;
}
