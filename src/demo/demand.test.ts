import { expect, test } from 'vitest';
import { dayNumber } from '../platform/period.ts';
import { missing } from '../waiting-list/directable.ts';
import { duplicateSigns, signsOf } from '../waiting-list/duplicate-signs.ts';
import { bandOf, firstRuleSet } from '../waiting-list/index.ts';
import { mayGo } from '../waiting-list/request-state.ts';
import { dayText, momentOn } from './calendar.ts';
import { ageOn } from './demand-child.ts';
import * as plan from './demand-plan.ts';
import { sampleDemand, sampleOptions, sampleSupply } from './demand.fixtures.ts';
import type { Child, HelpRequest } from './demand-types.ts';

const today = dayNumber(sampleOptions.today);
const of = sampleSupply();
const demand = sampleDemand(of);
const again = sampleDemand(of);
const stateOf = ({ steps }: HelpRequest) => steps.at(-1)!.to;
const isWaiting = (request: HelpRequest) =>
  stateOf(request) === 'WAITING' || stateOf(request) === 'HELPED_OTHERWISE';
const waiting = demand.requests.filter(isWaiting);
const share = <T>(all: readonly T[], what: (one: T) => boolean) =>
  (100 * all.filter(what).length) / all.length;
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const days = (requests: readonly HelpRequest[]) => requests.map(({ since }) => today - since!);
const near = (found: number, expected: number, by: number) => {
  expect(found).toBeGreaterThan(expected - by);
  expect(found).toBeLessThan(expected + by);
};

test('so many wait, region by region and file by file as the shares say', () => {
  near(waiting.length, plan.waitingChildren, 25);
  for (const [region, expected] of plan.regionShares)
    near(
      share(waiting, ({ child }) => child.region === region),
      expected,
      2.5,
    );
  near(
    share(waiting, ({ group }) => group === 'COURT'),
    35,
    3,
  );
  near(
    share(waiting, ({ group }) => group.endsWith('MANO')),
    30,
    3,
  );
  near(
    share(waiting, ({ group }) => group === 'VOLUNTARY'),
    35,
    3,
  );
});

test('ages are those of the gate, a few unborn, and somebody over eighteen', () => {
  const sum = plan.ageShares.reduce((all, [, each]) => all + each, 0);
  for (const [[from, until], expected] of plan.ageShares) {
    const found = share(
      waiting,
      ({ child }) => ageOn(child, today) >= from && ageOn(child, today) < until,
    );
    near(found, (100 * expected) / sum, 3.5);
  }
  expect(waiting.filter(({ child }) => child.unborn)).toHaveLength(plan.unborn);
});

test('waiting days: median about 260, mean about 400; shorter the more urgent', () => {
  const all = days(waiting);
  near(median(all), 260, 30);
  near(all.reduce((sum, each) => sum + each, 0) / all.length, 400, 40);
  const inBand = (...bands: string[]) => waiting.filter(({ band }) => bands.includes(band));
  near(median(days(inBand('A0', 'A1'))), 25, 9);
  near(median(days(inBand('B'))), 150, 25);
});

test('half of them have other help, a third have a brother or sister who waits too', () => {
  near(
    share(waiting, ({ runningHelp }) => runningHelp.length > 0),
    52,
    3,
  );
  near(
    share(waiting, ({ child }) => child.group !== null),
    35,
    4,
  );
  const sizes = [...Map.groupBy(waiting, ({ child }) => child.group).entries()].flatMap(
    ([group, members]) => (group ? [members.length] : []),
  );
  near(
    share(sizes, (size) => size === 2),
    65,
    7,
  );
  near(
    share(sizes, (size) => size === 3),
    25,
    7,
  );
  near(
    share(sizes, (size) => size >= 4),
    10,
    5,
  );
  for (const { child, notes } of waiting)
    expect(notes.some(({ kind }) => kind === 'CONTACT_PLAN')).toBe(
      child.group?.together === 'APART',
    );
});

test('of the priority that was decided on 54 % was granted', () => {
  const decided = demand.requests.flatMap(({ priority }) =>
    priority.filter(({ decided: d }) => d !== null),
  );
  near(
    share(decided, ({ state }) => state === 'GRANTED'),
    54,
    5,
  );
});

test('every state is there, each passage is allowed, each step later than the one before', () => {
  const states = new Set(demand.requests.map(stateOf));
  for (const state of [
    ...Object.keys(plan.besides),
    'STARTED',
    'CANCELLED',
    'WAITING',
    'HELPED_OTHERWISE',
  ])
    expect([...states]).toContain(state);
  const wrong = demand.requests.filter(({ steps }) =>
    steps.some(({ at, to }, n) => {
      const last = steps[n - 1];
      const follows = last ? mayGo(last.to, to) && at > last.at : to === 'DRAFT';
      return !follows || at >= momentOn(today, 0);
    }),
  );
  expect(wrong).toEqual([]);
});

const directable = (request: HelpRequest) =>
  missing(
    {
      ...request,
      bornMonth: dayText(request.child.bornOn).slice(0, 7),
      unborn: request.child.unborn,
      sex: request.child.sex,
      validUntil: request.validUntil === null ? null : dayText(request.validUntil),
      wishes: request.wishes.length,
    },
    sampleOptions.today,
  );

test('whoever waits could be called; who is not directable lacks a consent', () => {
  for (const request of waiting) expect(directable(request)).toEqual([]);
  const not = demand.requests.filter((request) => stateOf(request) === 'NOT_DIRECTABLE');
  for (const request of not) expect(directable(request).join()).toContain('CONSENT');
});

test('one to three kinds of help of the child’s age, wishes of units that take it', () => {
  for (const { child, wishes } of waiting) {
    expect(wishes.length).toBeGreaterThan(0);
    expect(wishes.length).toBeLessThan(4);
    for (const { module, first } of wishes) {
      if (first) expect(first.plan.code).toBe(module);
      if (module === 'STAY_O12') expect(ageOn(child, today)).toBeGreaterThanOrEqual(12);
    }
  }
});

test('facts lead to the band by the first rules, each with its source, for no longer than they may hold', () => {
  const codes = firstRuleSet.content.bands.map(({ code }) => code);
  const plain = waiting.filter(
    ({ priority, assessed }) => priority.length === 0 && assessed.length > 0,
  );
  expect(plain.length).toBeGreaterThan(1500);
  for (const { band, assessed } of plain) {
    const last = assessed.at(-1)!;
    if (!last.override) expect(codes[bandOf(firstRuleSet.content, last.facts) - 1]).toBe(band);
    expect(Object.keys(last.sources).sort()).toEqual(last.facts.toSorted());
  }
  const lasts = waiting.flatMap(({ assessed }) => assessed.slice(-1));
  near(
    share(lasts, ({ validUntil }) => validUntil <= today),
    5,
    4.5,
  );
  const second = lasts.filter(
    ({ before, confirmed, facts }) =>
      !confirmed && (before || bandOf(firstRuleSet.content, facts) === 1),
  );
  expect(second.length).toBeGreaterThan(3);
});

const known = (child: Child) => ({
  fileNumber: child.fileNumber,
  givenName: child.givenName,
  familyName: child.familyName,
  birthDate: dayText(child.bornOn),
  sex: child.sex,
});

test('the planted duplicates look like one child, in ways that differ', () => {
  expect(demand.duplicates).toHaveLength(plan.duplicates);
  const signs = new Set(demand.duplicates.flatMap(([a, b]) => signsOf(known(a), known(b))));
  expect(duplicateSigns.filter((sign) => signs.has(sign)).length).toBeGreaterThanOrEqual(4);
});

test('every name says that it is invented', () => {
  for (const { child } of demand.requests)
    expect(`${child.givenName} ${child.familyName}`).toContain('(verzonnen)');
});

test('the same seed gives the same list', () => {
  const ids = (each: typeof demand) =>
    each.requests.map(({ id, child }) => `${id} ${child.pseudonym}`).join();
  expect(ids(again)).toBe(ids(demand));
});
