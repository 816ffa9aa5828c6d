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
  // Norms are settings: everybody reads them.
  'region.norm': [...people, 'JOBS'],
};
