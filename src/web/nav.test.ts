import { createRootRoute, createRoute } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { areasOf, navOf, safeReturn, signInAddress } from './nav.ts';

const root = createRootRoute();
const page = (path: string, staticData: object) =>
  createRoute({ getParentRoute: () => root, path, staticData });
const routes = [
  root,
  page('/b', { roles: ['PC'], nav: { words: () => 'Tweede', order: 2 } }),
  page('/a', { roles: ['PC', 'PI'], nav: { words: () => 'Eerste', order: 1, letter: 'e' } }),
  page('/c', { roles: ['AT'], nav: { words: () => 'Andere', order: 0 } }),
  page('/d', { roles: ['PC'] }),
];

test('the navigation of a role has its own pages in their order', () => {
  root.addChildren(routes.slice(1) as never);
  for (const [at, route] of routes.entries()) route.init(at);
  expect(navOf(routes, 'PC')).toEqual([
    { href: '/a', words: 'Eerste', letter: 'e', area: 'capacity' },
    { href: '/b', words: 'Tweede', letter: undefined, area: 'capacity' },
  ]);
  expect(navOf(routes, 'JJ')).toEqual([]);
});

test('a navigation is told apart where it is too long for one row, and has two halves', () => {
  const some = (count: number, area: 'capacity' | 'allocation') =>
    Array.from({ length: count }, (_, n) => ({
      href: `/${area}/${n}`,
      words: '',
      letter: undefined,
      area,
    }));
  expect(areasOf([...some(5, 'capacity'), ...some(3, 'allocation')])).toEqual([]);
  expect(areasOf(some(12, 'capacity'))).toEqual([]);
  expect(areasOf([...some(6, 'capacity'), ...some(3, 'allocation')])).toEqual([
    { area: 'capacity', href: '/capacity/0' },
    { area: 'allocation', href: '/allocation/0' },
  ]);
});

test.each([
  ['/regiekamer?on=2026-06-16', '/regiekamer?on=2026-06-16'],
  [undefined, '/'],
  ['//ergens.example/x', '/'],
  ['/\\ergens.example', '/'],
  ['https://ergens.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/aanmelden?terug=/x', '/'],
])('after log-in %s leads to %s', (asked, path) => {
  expect(safeReturn(asked)).toBe(path);
  expect(signInAddress(asked)).toBe(`/auth/login?return=${encodeURIComponent(path)}`);
});
