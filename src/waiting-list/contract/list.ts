import { type Static, Type } from 'typebox';
import { nullable, object, oneOf } from '../../platform/json/schemas.ts';
import { fileKinds, runningHelps, sexes, togetherness } from '../codes.ts';
import { requestStates } from '../request-state.ts';
import { RuleContent } from '../rule-set.ts';
import { BornMonth, Code, Day, Facts, Id, Standing } from './values.ts';

/** The list: who waits, in the order of calls. */

export const ListRow = object({
  requestId: Id,
  personId: Id,
  pseudonym: Type.String(),
  name: nullable(Type.String({ description: 'In one’s own region alone' })),
  bornMonth: BornMonth,
  unborn: Type.Boolean(),
  sex: oneOf(sexes),
  region: Code,
  municipality: nullable(Type.String()),
  modules: Type.Array(Code),
  state: oneOf(requestStates),
  fileKind: oneOf(fileKinds),
  standing: nullable(Standing),
  waitingDays: Type.Integer(),
  facts: Facts,
  groupSize: Type.Integer({ description: 'Children of the sibling group who wait; 1 without' }),
  together: nullable(oneOf(togetherness)),
  runningHelp: Type.Array(oneOf(runningHelps)),
  /** What asks for somebody’s eye, first first. */
  attention: Type.Array(
    oneOf([
      'UNSAFE_WITHOUT_ANSWER',
      'REVIEW_DUE',
      'ASSESSMENT_EXPIRED',
      'SECOND_WORKER',
      'DECISION_ENDS',
      'CONSENT_MISSING',
      'NO_ASSESSMENT',
      'LONG_WITHOUT_REVIEW',
    ] as const),
  ),
  owner: nullable(Type.String()),
  mine: Type.Boolean(),
});
export type ListRow = Static<typeof ListRow>;
export const listSorts = ['order', 'since', 'changed', 'name'] as const;
export const listViews = ['all', 'mine', 'watch', 'review', 'second', 'handOver'] as const;

export const ListQuery = object({
  module: Type.Optional(Type.Array(Code, { maxItems: 20 })),
  region: Type.Optional(Type.Array(Code, { maxItems: 10 })),
  band: Type.Optional(Type.Array(Code, { maxItems: 9 })),
  state: Type.Optional(Type.Array(oneOf(requestStates), { maxItems: 16 })),
  sex: Type.Optional(oneOf(sexes)),
  ageFrom: Type.Optional(Type.Integer({ minimum: -1, maximum: 25 })),
  ageTo: Type.Optional(Type.Integer({ minimum: -1, maximum: 25 })),
  fileKind: Type.Optional(Type.Array(oneOf(fileKinds), { maxItems: 5 })),
  siblings: Type.Optional(Type.Boolean()),
  view: Type.Optional(oneOf(listViews)),
  find: Type.Optional(Type.String({ minLength: 2, maxLength: 80 })),
  sort: Type.Optional(oneOf(listSorts)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
});
export type ListQuery = Static<typeof ListQuery>;

export const WaitingList = object({
  day: Day,
  rules: nullable(
    object({
      version: Code,
      title: Type.String(),
      bands: Type.Array(Code),
      /** So that a row can say which of its facts led to its band. */
      content: RuleContent,
    }),
  ),
  rows: Type.Array(ListRow),
  total: Type.Integer(),
  more: Type.Boolean(),
  /** Children whom another region asks one's own to take over. */
  handOvers: Type.Integer(),
  /** Children who can be called, by band, with the median of their waiting days. */
  bands: Type.Array(
    object({
      band: Code,
      count: Type.Integer(),
      medianDays: nullable(Type.Integer()),
      p75Days: nullable(Type.Integer()),
    }),
  ),
});
export type WaitingList = Static<typeof WaitingList>;
