import { keysOf, pathsOf } from '../platform/audit/subject-paths.ts';
import type { Route } from '../platform/http/route.ts';

/** The parts of a JSON Schema that ids are looked for in. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: readonly Schema[];
  allOf?: readonly Schema[];
}

/** Keys whose id is a person's, a child's case, or a unit's, wherever they stand in an answer. */
export const tellingKeys: ReadonlySet<string> = new Set([
  'personId',
  'personIds',
  'requestId',
  'requestIds',
  'waitingRequestId',
  'minorId',
  'minorIds',
  'familyId',
  'unitId',
  'unitIds',
  'otherUnitId',
  'proposalId',
  'stayId',
]);

/**
 * Looks at personal data or capacity of single units that are nobody's all the same, each with why.
 */
export const nobodys: Readonly<Record<string, string>> = {
  'GET /api/capacity/calendar-link': 'that one has an address, no figure',
  'POST /api/capacity/calendar-link': 'an address, no figure',
  'POST /api/capacity/calendar-link/revoke': 'an address, no figure',
};

function* branches(schema: Schema | undefined): Generator<Schema> {
  if (!schema) return;
  yield schema;
  for (const each of [...(schema.anyOf ?? []), ...(schema.allOf ?? [])]) yield* branches(each);
}

/** Whether a path, without the marks of lists, leads to something that a schema knows. */
function leads(schema: Schema | undefined, keys: readonly string[]): boolean {
  for (const each of branches(schema)) {
    if (each.items && leads(each.items, keys)) return true;
    if (keys.length === 0 && each.type === 'string') return true;
    const inside = keys.length > 0 ? each.properties?.[keys[0]!] : undefined;
    if (inside && leads(inside, keys.slice(1))) return true;
  }
  return false;
}

/** Paths of all telling keys in a schema, as `a.b.c`. */
function telling(schema: Schema | undefined, at: readonly string[], found: Set<string>): void {
  for (const each of branches(schema)) {
    if (each.items) telling(each.items, at, found);
    for (const [key, inside] of Object.entries(each.properties ?? {})) {
      if (tellingKeys.has(key)) found.add([...at, key].join('.'));
      else telling(inside, [...at, key], found);
    }
  }
}

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;
const isOf = (classes: readonly string[]) =>
  classes.some((each) => /^D2(?!\d)/.test(each) || /^D([4-9]|1[0-3])(?!\d)/.test(each));

/**
 * What is wrong with the subjects that routes declare as paths, one sentence each: a path that leads nowhere, an id of a
 * person, a case or a unit in the answer that no path names, and a look that is said to be nobody's without a reason.
 */
export function subjectFaults(routes: readonly Route[]): string[] {
  return routes.flatMap((route) => {
    const { subjects } = route;
    if (!subjects || typeof subjects === 'function') return [];
    if (Object.keys(subjects).length === 0)
      return isOf(route.classes) && !(nameOf(route) in nobodys)
        ? [`${nameOf(route)} is said to be nobody’s, and nobody says why.`]
        : [];
    const schemas = { ...route, answer: route.response } as Record<string, unknown>;
    const paths = Object.values(subjects)
      .flatMap(pathsOf)
      .filter((path) => !['every', 'handler'].includes(path))
      .map((path) => keysOf(path));
    const lost = paths.filter(
      ([source, ...keys]) => !leads(schemas[source!] as Schema | undefined, keys),
    );
    return [
      ...lost.map((keys) => `${nameOf(route)}: the path ${keys.join('.')} leads nowhere.`),
      ...forgotten(route, paths),
    ];
  });
}

function forgotten(route: Route, paths: readonly (readonly string[])[]): string[] {
  const subjects = route.subjects as Record<string, unknown>;
  const inAnswer = new Set<string>();
  telling(route.response, [], inAnswer);
  const last = new Set(paths.map((keys) => keys.at(-1)!));
  const named = new Set(
    paths.filter(([source]) => source === 'answer').map(([, ...keys]) => keys.join('.')),
  );
  // The one that was asked for comes back under the same name; all units are named as all.
  const isNamed = (path: string) =>
    named.has(path) ||
    (subjects['unit'] === 'every' && /[uU]nitIds?$/.test(path)) ||
    (!path.includes('.') && last.has(path)) ||
    paths.some(
      ([source, ...keys]) => source !== 'answer' && keys.at(-1) === path.split('.').at(-1),
    );
  return [...inAnswer]
    .filter((path) => !isNamed(path))
    .map((path) => `${nameOf(route)} shows ${path} and does not name whose it is.`);
}
