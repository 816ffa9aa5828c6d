import { applicationRoles, type Login, loginOf } from '../platform/db/roles.ts';

/**
 * Views that a slice publishes for another one, and who may ask them. They use the rights of who asks
 * (`security_invoker`): a grant here shows nobody a row that the tables behind would not.
 */
export const viewGrants: readonly (readonly [view: string, logins: readonly Login[]])[] = [
  ['capacity.figures_unit', ['vp_at', 'vp_as', 'vp_jobs']],
  ['capacity.figures_out_of_use', ['vp_at', 'vp_as', 'vp_jobs']],
  ['capacity.figures_place_held', ['vp_at', 'vp_as', 'vp_jobs']],
  ['region.norm', [...applicationRoles.map(loginOf), 'vp_jobs']],
  ['capacity.figures_module', [...applicationRoles.map(loginOf), 'vp_jobs']],
];
