import { idempotent } from '../platform/db/command.ts';
import { type Route, route } from '../platform/http/route.ts';
import * as contract from './code-list-contract.ts';
import { addModuleType, changeModuleType, keptModules } from './keep-module-type.ts';

const keeper = { tag: 'capacity', roles: ['AD'], classes: ['D0'] } as const;

/** The code lists that are kept as data, by the administrator. */
export const codeListRoutes: Route[] = [
  route({
    ...keeper,
    method: 'GET',
    path: '/api/capacity/code-lists/modules',
    summary: 'Type modules with their names, days and source',
    response: contract.KeptModules,
    handler: ({ db, caller }) => db.read(caller, keptModules),
  }),
  route({
    ...keeper,
    method: 'POST',
    path: '/api/capacity/code-lists/modules',
    summary: 'Add a type module',
    body: contract.KeptModule,
    response: contract.ModuleSaved,
    async handler({ db, caller, key, body }) {
      const asked = { key, route: 'module-type.add', input: body };
      return (await idempotent(db, caller, asked, (tx) => addModuleType(tx, body))).body;
    },
  }),
  route({
    ...keeper,
    method: 'PUT',
    path: '/api/capacity/code-lists/modules/:code',
    summary: 'Another name, other ages, days or source of a type module',
    params: contract.ModuleParams,
    body: contract.ChangeModule,
    response: contract.ModuleSaved,
    async handler({ db, caller, key, params, body }) {
      const asked = { key, route: 'module-type.change', input: { ...params, ...body } };
      return (await idempotent(db, caller, asked, (tx) => changeModuleType(tx, params.code, body)))
        .body;
    },
  }),
];
