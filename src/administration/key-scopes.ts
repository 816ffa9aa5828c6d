import type { KeyScope, Route } from '../platform/http/route.ts';

/** What a key opens, in each of its scopes; whatever does not stand here a key does not open. */
const opened: Readonly<Record<string, KeyScope>> = {
  'GET /api/region/areas': 'read',
  'GET /api/capacity/modules': 'read',
  'GET /api/capacity/photo': 'read',
  'GET /api/capacity/units/:unitId': 'read',
  'GET /api/capacity/export/units': 'read',
  'GET /api/capacity/export/:kind': 'read',
  'POST /api/capacity/imports': 'import',
  'GET /api/capacity/imports': 'import',
  'GET /api/capacity/imports/:importId': 'import',
  'GET /api/capacity/imports/:importId/problems': 'import',
  'POST /api/capacity/imports/:importId/apply': 'import',
  'POST /api/capacity/imports/:importId/cancel': 'import',
};

/** The routes with the scope that a key needs for each; throws on a name that no route has. */
export function withKeyScopes(routes: readonly Route[]): Route[] {
  const named = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const unknown = Object.keys(opened).filter((name) => !named.has(name));
  if (unknown.length > 0) throw new Error(`no such route for a key: ${unknown.join(', ')}`);
  return [...named].map(([name, route]) => {
    const keyScope = opened[name];
    return keyScope === undefined ? route : { ...route, keyScope };
  });
}
