import { people, type Who } from './oracle.ts';

/**
 * Views that a slice publishes for another, and who may ask them, written by hand. They use the rights of
 * who asks, so the tables behind them still decide which rows come back.
 */
export const oracleViews: Record<string, readonly Who[]> = {
  'capacity.figures_unit': ['AT', 'AS', 'JOBS'],
  'capacity.figures_out_of_use': ['AT', 'AS', 'JOBS'],
  'capacity.figures_place_held': ['AT', 'AS', 'JOBS'],
  'capacity.figures_module': [...people, 'JOBS'],
  // D6, D9, D8L: who waits and how a child came from the list are the access team's.
  'waiting_list.figures_waiting': ['AT', 'AS', 'JOBS'],
  'waiting_list.figures_request': ['AT', 'AS', 'JOBS'],
  'waiting_list.figures_wanted': ['AT', 'AS', 'JOBS'],
  'waiting_list.figures_step': ['AT', 'AS', 'JOBS'],
  'waiting_list.figures_move': ['AT', 'AS', 'JOBS'],
  'waiting_list.figures_band': ['AT', 'AS', 'JOBS'],
  'allocation.figures_choice': ['AT', 'AS', 'JOBS'],
  'allocation.figures_threshold': ['AT', 'AS', 'JOBS'],
  'allocation.figures_child': ['AT', 'AS', 'JOBS'],
  // D8, D8A: the intake reads its own answers.
  'allocation.figures_answer': ['AT', 'AS', 'PI', 'JOBS'],
  // Crisis is counted by the night alone; the desks and the access team know what partners are called.
  'crisis.figures_call': ['JOBS'],
  'crisis.figures_child': ['JOBS'],
  'crisis.figures_ask': ['JOBS'],
  'crisis.figures_help': ['JOBS'],
  'foster_care.figures_request': ['JOBS'],
  'foster_care.figures_window': ['JOBS'],
  // Whose request is whose, and what rose before a proposal: for the night's report over looks.
  'waiting_list.watch_request': ['JOBS'],
  'waiting_list.watch_rise': ['JOBS'],
  'allocation.watch_proposed': ['JOBS'],
  'crisis.figures_partner': ['AT', 'AS', 'CR', 'JOBS'],
  // Norms are settings: everybody reads them.
  'region.norm': [...people, 'JOBS'],
};
