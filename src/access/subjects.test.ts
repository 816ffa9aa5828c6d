import { expect, test } from 'vitest';
import { Type } from 'typebox';
import { allRoutes } from '../cli/slices.ts';
import { subjectsAt } from '../platform/audit/subject-paths.ts';
import { type Route, route } from '../platform/http/route.ts';
import { nobodys, subjectFaults } from './subject-check.ts';

const base = {
  summary: '',
  tag: 'test',
  roles: ['AT'] as const,
  classes: ['D6'],
  method: 'GET' as const,
  path: '/api/test/:requestId',
  params: Type.Object({ requestId: Type.String() }),
  response: Type.Object({
    rows: Type.Array(
      Type.Object({
        personId: Type.String(),
        unitId: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  handler: async () => ({ rows: [] }),
};
const of = (subjects: Route['subjects']) =>
  subjectFaults([route({ ...base, subjects: subjects as never })]);

test('every path leads somewhere, and no id of a person, a case or a unit is left out', () => {
  expect(subjectFaults(allRoutes)).toEqual([]);
  const names = allRoutes.map(({ method, path }) => `${method} ${path}`);
  expect(Object.keys(nobodys).filter((each) => !names.includes(each))).toEqual([]);
});
test('what is forgotten, mistyped or said to be nobody’s is found', () => {
  const whole = {
    request: 'params.requestId',
    person: 'answer.rows[].personId',
    unit: 'answer.rows[].unitId',
  };
  expect(of(whole)).toEqual([]);
  const { person: _, ...less } = whole;
  expect(of(less)).toEqual([expect.stringMatching(/shows rows\.personId/)]);
  expect(of({ ...whole, request: 'params.requestID' })).toEqual([
    expect.stringMatching(/leads nowhere/),
  ]);
  expect(of({})).toEqual([expect.stringMatching(/nobody says why/)]);
});

test('ids are taken from question, answer, text and what the handler said', () => {
  const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const answer = {
    rows: [
      { id: id(2), unitId: id(3) },
      { id: id(4), unitId: null },
    ],
    row: null,
  };
  const paths = {
    request: ['params.requestId', 'answer.rows[].id', 'answer.row.id'],
    unit: 'answer.rows[].unitId',
    person: 'handler',
    place: 'every',
  };
  const said = [
    { kind: 'person', ids: [id(5)] },
    { kind: 'person', ids: [id(6), id(5)] },
    { kind: 'other', ids: [id(7)] },
  ];
  const expected = [
    { kind: 'request', ids: [id(1), id(2), id(4)] },
    { kind: 'unit', ids: [id(3)] },
    { kind: 'person', ids: [id(5), id(6)] },
    { kind: 'place', ids: [], every: true },
  ];
  const params = { requestId: id(1) };
  expect(subjectsAt(paths, { params, answer, said })).toEqual(expected);
  expect(subjectsAt(paths, { params, text: JSON.stringify(answer), said })).toEqual(expected);
  expect(subjectsAt(paths, {})).toEqual([expected[3]]);
});
