import { createRootRoute, createRoute } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { navOf, safeReturn, signInAddress } from './nav.ts';

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
    { href: '/a', words: 'Eerste', letter: 'e' },
    { href: '/b', words: 'Tweede', letter: undefined },
  ]);
  expect(navOf(routes, 'JJ')).toEqual([]);
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
