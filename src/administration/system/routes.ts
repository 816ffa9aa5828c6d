import { type Route, route } from '../../platform/http/route.ts';
import { SystemState } from './contract.ts';
import { systemState } from './system.query.ts';

/** For who keeps the machine running. */
export const systemRoutes: Route[] = [
  route({
    tag: 'administration',
    roles: ['OP'],
    classes: ['D14I'],
    method: 'GET',
    path: '/api/system',
    summary: 'Whether the program does what it should: the log, its roots, jobs, backups',
    response: SystemState,
    handler: ({ db, caller }) => db.read(caller, systemState),
  }),
];
