import type { AnyRoute } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { applicationRoles } from '../platform/db/roles.ts';
import { makeRouter } from './router.tsx';
import type { Shell } from './shell.ts';

interface Placed {
  readonly href: string;
  readonly roles: readonly string[];
  readonly order: number;
  readonly letter: string | undefined;
}

/** Pages of one role's navigation that claim the same place, or the same key. */
function twice(pages: readonly Placed[]): string[] {
  return applicationRoles.flatMap((role) => {
    const own = pages.filter(({ roles }) => roles.includes(role));
    const same = (of: (page: Placed) => number | string | undefined) =>
      [...Map.groupBy(own, of)].filter(([key, those]) => key !== undefined && those.length > 1);
    return [...same(({ order }) => order), ...same(({ letter }) => letter)].map(
      ([key, those]) => `${role} ${key}: ${those.map(({ href }) => href).join(' ')}`,
    );
  });
}

const { routesById } = makeRouter({} as Shell);
const pages = Object.values(routesById as Record<string, AnyRoute>).flatMap(
  ({ fullPath, options: { staticData } }) =>
    staticData?.nav
      ? {
          href: fullPath,
          roles: staticData.roles ?? applicationRoles,
          order: staticData.nav.order,
          letter: staticData.nav.letter,
        }
      : [],
);

test('every page of a navigation has a place and a key of its own', () => {
  expect(pages.length).toBeGreaterThan(30);
  expect(twice(pages)).toEqual([]);
});

test('two pages at one place are found', () => {
  const page = { href: '/a', roles: ['CR'], order: 1, letter: undefined };
  expect(twice([page, { ...page, href: '/b' }, { ...page, href: '/c', roles: ['AT'] }])).toEqual([
    'CR 1: /a /b',
  ]);
});
