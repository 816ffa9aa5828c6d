import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { operationId } from './api-routes.ts';
import { routeFaults } from './check-routes.ts';
import { type Route, route } from './route.ts';
import { closed, fieldProblems, readTexts } from './validation.ts';

describe('the start-up check', () => {
  const good = route({
    method: 'GET',
    path: '/api/test/:id',
    summary: '',
    tag: 'test',
    roles: ['AT'],
    classes: ['D0'],
    params: Type.Object({ id: Type.String() }),
    response: Type.Object({}),
    handler: async () => ({}),
  });
  const mayRead = (role: string, dataClass: string) => role === 'AT' && dataClass === 'D0';

  test('passes a route that is in order', () => {
    expect(routeFaults([good], mayRead)).toEqual([]);
  });

  const planted: [string, Partial<Route>, RegExp][] = [
    ['no role', { roles: [] }, /names no role/],
    ['no class', { classes: [] }, /names no class/],
    ['a role that may not read the class', { roles: ['AT', 'JJ'] }, /JJ may not read class D0/],
    ['a class that nobody knows', { classes: ['D99'] }, /AT may not read class D99/],
    ['a path outside the API', { path: '/elsewhere' }, /outside \/api\//],
    ['a parameter without a contract', { path: '/api/test/:id/:other' }, /parameter other/],
    ['a question with a body', { body: Type.Object({}) }, /reads a body/],
  ];
  test.each(planted)('finds %s', (_name, fault, words) => {
    expect(routeFaults([{ ...good, ...fault }], mayRead).join(' ')).toMatch(words);
  });
  test('finds the same route twice', () => {
    expect(routeFaults([good, good], mayRead).join(' ')).toMatch(/declared twice/);
  });
});

describe('closing a schema', () => {
  test('reaches every object, leaves the open ones open, and values alone', () => {
    const schema = {
      type: 'object',
      properties: {
        list: { type: 'array', items: { type: 'object', properties: {} } },
        either: { anyOf: [{ type: 'object', properties: {} }, { type: 'null' }] },
        open: { type: 'object', additionalProperties: true },
        fixed: { const: { type: 'object' } },
        type: { type: 'string' },
        additionalProperties: { type: 'object', properties: {} },
      },
    };
    expect(closed(schema)).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        list: {
          type: 'array',
          items: { type: 'object', properties: {}, additionalProperties: false },
        },
        either: {
          anyOf: [
            { type: 'object', properties: {}, additionalProperties: false },
            { type: 'null' },
          ],
        },
        open: { type: 'object', additionalProperties: true },
        fixed: { const: { type: 'object' } },
        type: { type: 'string' },
        additionalProperties: { type: 'object', properties: {}, additionalProperties: false },
      },
    });
  });
  test('closes the parts of an intersection together', () => {
    const part = (name: string) => ({ type: 'object', properties: { [name]: {} } });
    expect(closed({ allOf: [part('a'), part('b')] })).toEqual({
      allOf: [part('a'), part('b')],
      unevaluatedProperties: false,
    });
  });
});

describe('texts of an address', () => {
  const schema = Type.Object({
    n: Type.Integer(),
    x: Type.Number(),
    yes: Type.Boolean(),
    list: Type.Array(Type.Integer()),
    text: Type.String(),
  });
  test.each([
    [
      { n: '7', x: '1.5', yes: 'false', list: ['1', '2'], text: '3' },
      { n: 7, x: 1.5, yes: false, list: [1, 2], text: '3' },
    ],
    [{ list: '4' }, { list: [4] }],
    [{ n: ' 7' }, { n: ' 7' }],
    [{ n: '07' }, { n: '07' }],
    [{ n: '1e3' }, { n: '1e3' }],
    [{ n: '99999999999999999999' }, { n: '99999999999999999999' }],
    [{ x: 'Infinity' }, { x: 'Infinity' }],
    [{ yes: 'TRUE' }, { yes: 'TRUE' }],
    [{ unknown: '1' }, { unknown: '1' }],
  ])('%j', (texts, values) => {
    expect(readTexts(texts, schema)).toEqual(values);
  });
});

test('a long value is not told whole, and many faults not all', () => {
  const errors = Array.from({ length: 50 }, (_, n) => ({
    keyword: 'type',
    instancePath: `/${n}`,
    params: { type: 'string' },
  }));
  const problems = fieldProblems(
    'body',
    errors,
    Array.from({ length: 50 }, () => ['x'.repeat(500)]),
  );
  expect(problems).toHaveLength(20);
  expect(problems[0]!.found).toHaveLength(80);
});

test.each([
  ['GET', '/api/team/rooms/:roomId', 'getTeamRoomsByRoomId'],
  ['POST', '/api/team/visits/:visitId/can-come', 'postTeamVisitsByVisitIdCanCome'],
])('%s %s is called %s', (method, path, name) => {
  expect(operationId(method, path)).toBe(name);
});
