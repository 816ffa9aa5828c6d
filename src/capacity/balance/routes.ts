import { type Route, route } from '../../platform/http/route.ts';
import { dayIn } from '../../platform/period.ts';
import { balance } from './balance.query.ts';
import { Balance } from './contract.ts';

/** Regional balance for the access team; analysts and boards get theirs from what is released. */
export const balanceRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/capacity/balance',
    subjects: { unit: 'every' },
    summary: 'Recognised places by region, zone, module and origin, with minors and the norm',
    tag: 'capacity',
    roles: ['AT', 'AS'],
    classes: ['D0', 'D1', 'D2', 'D2R'],
    response: Balance,
    handler: ({ db, caller, clock, language }) =>
      db.read(caller, (tx) => balance(tx, dayIn(clock.now()), language)),
  }),
];
