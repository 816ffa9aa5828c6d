import { StartProblem } from '../errors.ts';
import type { ApplicationRole } from '../db/roles.ts';
import type { LookRules } from './look-hook.ts';
import type { Route } from './route.ts';

const writing = (route: Route) => route.method !== 'GET';

/** What is wrong with a set of routes, one sentence each; empty when nothing is. */
export function routeFaults(
  routes: readonly Route[],
  mayRead: (role: ApplicationRole, dataClass: string) => boolean,
): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    if (!route.path.startsWith('/api/')) faults.push(`${name} lies outside /api/.`);
    if (seen.has(name)) faults.push(`${name} is declared twice.`);
    seen.add(name);
    if (route.roles.length === 0) faults.push(`${name} names no role.`);
    if (route.classes.length === 0) faults.push(`${name} names no class of data.`);
    for (const role of route.roles) {
      for (const each of route.classes) {
        if (!mayRead(role, each)) faults.push(`${name}: ${role} may not read class ${each}.`);
      }
    }
    const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
    const declared = Object.keys((route.params as { properties?: object })?.properties ?? {});
    for (const param of named) {
      if (!declared.includes(param))
        faults.push(`${name} does not declare its parameter ${param}.`);
    }
    if (!writing(route) && route.body) faults.push(`${name} reads a body.`);
  }
  return faults;
}

/**
 * What the log of looks would not know of these routes, one sentence each: a purpose of the catalogue, and whose files they
 * show. The table of subjects of a route may be empty: nobody's.
 */
export function lookFaults(
  routes: readonly Route[],
  rules: LookRules,
  purposes: readonly string[],
): string[] {
  const silent = routes.filter((route) => rules.isLogged(route.classes) && !route.subjects);
  return [
    ...purposeFaults(routes, rules, purposes),
    ...silent.map(
      ({ method, path }) =>
        `${method} ${path} does not say whose files it shows: give the route \`subjects\`.`,
    ),
  ];
}

const purposeFaults = (routes: readonly Route[], rules: LookRules, purposes: readonly string[]) =>
  routes
    .filter((route) => rules.isLogged(route.classes) && !purposes.includes(rules.purposeOf(route)))
    .map(({ method, path }) => `${method} ${path} has no purpose of the catalogue.`);

/** Refuses to start on a route without roles, classes or purpose, or whose role may not read its classes. */
export function checkRoutes(
  routes: readonly Route[],
  mayRead: (role: ApplicationRole, dataClass: string) => boolean,
  looks: { rules: LookRules; purposes: readonly string[] },
): void {
  const faults = [
    ...routeFaults(routes, mayRead),
    ...purposeFaults(routes, looks.rules, looks.purposes),
  ];
  if (faults.length > 0) throw new StartProblem(`The routes are not in order: ${faults.join(' ')}`);
}
