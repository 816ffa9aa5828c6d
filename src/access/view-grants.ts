import { applicationRoles, type Login, loginOf } from '../platform/db/roles.ts';

/**
 * Views that a slice publishes for another one, and who may ask them. They use the rights of who asks
 * (`security_invoker`): a grant here shows nobody a row that the tables behind would not.
 */
export const viewGrants: readonly (readonly [view: string, logins: readonly Login[]])[] = [
  ['capacity.figures_unit', ['vp_at', 'vp_as', 'vp_jobs']],
  ['capacity.figures_out_of_use', ['vp_at', 'vp_as', 'vp_jobs']],
  ['capacity.figures_place_held', ['vp_at', 'vp_as', 'vp_jobs']],
  ['waiting_list.figures_waiting', ['vp_at', 'vp_as', 'vp_jobs']],
  ['waiting_list.figures_request', ['vp_at', 'vp_as', 'vp_jobs']],
  ['waiting_list.figures_wanted', ['vp_at', 'vp_as', 'vp_jobs']],
  ['waiting_list.figures_step', ['vp_at', 'vp_as', 'vp_jobs']],
  ['waiting_list.figures_move', ['vp_at', 'vp_as', 'vp_jobs']],
  ['waiting_list.figures_band', ['vp_at', 'vp_as', 'vp_jobs']],
  ['allocation.figures_choice', ['vp_at', 'vp_as', 'vp_jobs']],
  ['allocation.figures_threshold', ['vp_at', 'vp_as', 'vp_jobs']],
  ['allocation.figures_child', ['vp_at', 'vp_as', 'vp_jobs']],
  // Of a provider its own: what was addressed to it, and its answers.
  ['allocation.figures_answer', ['vp_at', 'vp_as', 'vp_pi', 'vp_jobs']],
  // Of crisis the night counts, from the rows; only what a partner is called is read with the figures.
  ['crisis.figures_call', ['vp_jobs']],
  ['crisis.figures_child', ['vp_jobs']],
  ['crisis.figures_ask', ['vp_jobs']],
  ['crisis.figures_help', ['vp_jobs']],
  ['foster_care.figures_request', ['vp_jobs']],
  ['foster_care.figures_window', ['vp_jobs']],
  // What the night holds looks against.
  ['waiting_list.watch_request', ['vp_jobs']],
  ['waiting_list.watch_rise', ['vp_jobs']],
  ['allocation.watch_proposed', ['vp_jobs']],
  ['crisis.figures_partner', ['vp_at', 'vp_as', 'vp_cr', 'vp_jobs']],
  ['region.norm', [...applicationRoles.map(loginOf), 'vp_jobs']],
  ['capacity.figures_module', [...applicationRoles.map(loginOf), 'vp_jobs']],
];
