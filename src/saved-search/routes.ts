import { Type } from 'typebox';
import { idempotent } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { applicationRoles } from '../platform/db/roles.ts';
import { type Route, type RouteContext, route } from '../platform/http/route.ts';
import * as contract from './contract.ts';
import {
  changeSearch,
  deleteSearch,
  keepSearch,
  restoreSearch,
  savedSearches,
} from './saved-search.queries.ts';

const everyone = { tag: 'saved-search', roles: applicationRoles, classes: ['D12S'] };
const Done = Type.Object({ id: Type.String({ format: 'uuid' }) });

async function once<T>(
  context: Pick<RouteContext<unknown, unknown, unknown>, 'db' | 'caller' | 'key'>,
  name: string,
  input: unknown,
  work: (tx: Writer) => Promise<T>,
): Promise<T> {
  const request = { key: context.key, route: name, input };
  return (await idempotent(context.db, context.caller, request, work)).body;
}

/** Every endpoint of the slice, as data. */
export const savedSearchRoutes: Route[] = [
  route({
    ...everyone,
    method: 'GET',
    path: '/api/saved-searches',
    summary: 'Addresses kept under a name: one’s own, and those that colleagues share',
    response: contract.SavedSearches,
    handler: ({ db, caller }) => db.read(caller, savedSearches),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/saved-searches',
    summary: 'Keep an address under a name',
    body: contract.KeepSearch,
    response: Done,
    handler: (context) =>
      once(context, 'search.keep', context.body, (tx) =>
        keepSearch(tx, context.session, context.body),
      ),
  }),
  route({
    ...everyone,
    method: 'PATCH',
    path: '/api/saved-searches/:searchId',
    summary: 'Rename, share, or make it the one that opens by itself',
    params: contract.SearchParams,
    body: contract.ChangeSearch,
    response: Done,
    handler(context) {
      const input = { ...context.params, ...context.body };
      return once(context, 'search.change', input, (tx) =>
        changeSearch(tx, context.session, input),
      );
    },
  }),
  route({
    ...everyone,
    method: 'DELETE',
    path: '/api/saved-searches/:searchId',
    summary: 'Throw away; it can be put back for a month',
    params: contract.SearchParams,
    response: Done,
    handler: (context) =>
      once(context, 'search.delete', context.params, (tx) =>
        deleteSearch(tx, context.params.searchId),
      ),
  }),
  route({
    ...everyone,
    method: 'POST',
    path: '/api/saved-searches/:searchId/restore',
    summary: 'Put back what was thrown away',
    params: contract.SearchParams,
    response: Done,
    handler: (context) =>
      once(context, 'search.restore', context.params, (tx) =>
        restoreSearch(tx, context.params.searchId),
      ),
  }),
];
