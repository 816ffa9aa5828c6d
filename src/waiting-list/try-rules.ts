import { daysBetween } from '../platform/period.ts';
import { bandOf } from './bands.ts';
import type { Tried } from './contract.ts';
import { orderList, tieOf } from './order-list.ts';
import { lanesOf, type RuleContent } from './rule-set.ts';

/** A request as the rules see it. */
export interface Tryable {
  readonly requestId: string;
  readonly pseudonym: string;
  readonly since: string;
  readonly facts: readonly string[];
  readonly overrideBandNo: number | null;
  readonly groupId: string | null;
}

const most = 50;
const firstCalls = 100;

function placed(rules: RuleContent, requests: readonly Tryable[]) {
  const keyed = requests.map((one) => ({
    ...one,
    bandNo: Math.min(one.overrideBandNo ?? bandOf(rules, one.facts), rules.bands.length),
    tie: tieOf(rules.seed, one.requestId),
  }));
  const order = orderList(keyed);
  return new Map(order.map((one, at) => [one.requestId, { bandNo: one.bandNo, at: at + 1 }]));
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0;

/**
 * What other rules would do to a list: passages between bands, the first calls, and who would move most. Nothing is
 * changed by it.
 * @param against the rules that hold; null where none do
 */
export function tryRules(
  rules: RuleContent,
  against: RuleContent | null,
  { requests, on }: { requests: readonly Tryable[]; on: string },
): Pick<Tried, 'requests' | 'passages' | 'firstCalls' | 'movers'> {
  const after = placed(rules, requests);
  const before = against && placed(against, requests);
  const codeBefore = (one: Tryable) =>
    before && against ? against.bands[before.get(one.requestId)!.bandNo - 1]!.code : null;
  const codeAfter = (one: Tryable) => rules.bands[after.get(one.requestId)!.bandNo - 1]!.code;
  const passages = Map.groupBy(requests, (one) => `${codeBefore(one) ?? ''} ${codeAfter(one)}`);
  const movers = before
    ? requests
        .map((one) => ({
          requestId: one.requestId,
          pseudonym: one.pseudonym,
          before: before.get(one.requestId)!.at,
          after: after.get(one.requestId)!.at,
          beforeBand: codeBefore(one),
          afterBand: codeAfter(one),
        }))
        .filter((one) => one.before !== one.after)
        .sort(
          (a, b) =>
            Math.abs(b.after - b.before) - Math.abs(a.after - a.before) ||
            (a.requestId < b.requestId ? -1 : 1),
        )
        .slice(0, most)
    : [];
  const called = {
    before: before ? requests.filter((one) => before.get(one.requestId)!.at <= firstCalls) : [],
    after: requests.filter((one) => after.get(one.requestId)!.at <= firstCalls),
  };
  const inLane = (those: RuleContent | null, one: Tryable) =>
    those ? lanesOf(those, { facts: one.facts, waitingDays: daysBetween(one.since, on) }) : [];
  const codesOf = (parts: 'bands' | 'lanes') => [
    ...new Set([...(against?.[parts] ?? []), ...rules[parts]].map(({ code }) => code)),
  ];
  return {
    requests: requests.length,
    passages: [...passages.values()].map((group) => ({
      from: codeBefore(group[0]!),
      to: codeAfter(group[0]!),
      count: group.length,
      medianDays: median(group.map(({ since }) => Math.max(0, daysBetween(since, on)))),
    })),
    firstCalls: [
      ...codesOf('bands').map((code) => ({
        code,
        kind: 'BAND' as const,
        before: called.before.filter((one) => codeBefore(one) === code).length,
        after: called.after.filter((one) => codeAfter(one) === code).length,
      })),
      ...codesOf('lanes').map((code) => ({
        code,
        kind: 'LANE' as const,
        before: called.before.filter((one) => inLane(against, one).includes(code)).length,
        after: called.after.filter((one) => inLane(rules, one).includes(code)).length,
      })),
    ],
    movers,
  };
}
