/**
 * Does this place fit this child, criterion by criterion, and what would have to change where it does not (design:
 * "Fit"; R39, R41). Hard criteria decide, each by itself: there is no score. Pure: the same facts and rules give the same
 * answer on every day.
 */
import type { CanCome } from '../capacity/index.ts';
import { addDays, daysBetween, type Period } from '../platform/period.ts';
import { consentVerdict, startVerdict, validityVerdict } from './child-criteria.ts';
import { apartVerdict, placeVerdict, ruledOutFor, siblingsVerdict } from './company-criteria.ts';
import type { ChildFacts, FitRules, OfferFacts } from './fit-facts.ts';
import {
  ageVerdict,
  featuresVerdict,
  frameVerdict,
  groupVerdict,
  indicationVerdict,
  moduleVerdict,
  securityVerdict,
  stopVerdict,
} from './offer-criteria.ts';
import type { Verdict } from './verdict.ts';

export interface FitQuestion {
  readonly child: ChildFacts;
  /** The days of the stay that is asked for; the child starts on the first. */
  readonly period: Period;
  /** Brothers and sisters who must start here with it: they wait too, and their wish is `REQUIRED`. */
  readonly companions: readonly ChildFacts[];
  readonly rules: FitRules;
}

/** One child and one unit: a verdict for each criterion, in their order. */
export interface Fit {
  /** No criterion says no. */
  readonly fits: boolean;
  readonly verdicts: readonly Verdict[];
}

/** A child whose question can be put to unit after unit. */
export interface FitAsker {
  /**
   * Every criterion, explained. `answer` is what capacity says of all who come together, on the days of the question;
   * without it the counters speak.
   */
  explain(offer: OfferFacts, answer?: CanCome | null): Fit;
}

/** Keeps the verdicts that are the same for every unit of a kind: a child is held against hundreds. */
class Kept<Key> {
  private readonly verdicts = new Map<Key, Verdict>();
  of(key: Key, make: () => Verdict): Verdict {
    let verdict = this.verdicts.get(key);
    if (!verdict) this.verdicts.set(key, (verdict = make()));
    return verdict;
  }
}

/** Prepares the question of one child. */
export function askFit(question: FitQuestion): FitAsker {
  const { child, period, rules } = question;
  const startOn = period.from;
  const start = startVerdict(child, startOn);
  const validity = validityVerdict(child, startOn);
  const consent = consentVerdict(child, startOn, rules);
  const ruledOut = ruledOutFor(child);
  const companions = question.companions.map((companion) => ({
    requestId: companion.requestId,
    asker: askFit({ child: companion, period, companions: [], rules }),
  }));
  const size = 1 + companions.length;
  const modules = new Kept<string>();
  const ages = new Kept<number>();
  const groups = new Kept<string>();
  const levels = new Kept<string>();

  const companionFits = (offer: OfferFacts) =>
    companions.map(({ requestId, asker }) => ({
      requestId,
      failing: failingOf(asker.explain(offer)).filter(
        ({ criterion }) => criterion !== 'SIBLINGS' && criterion !== 'PLACE',
      ),
    }));

  const explain = (offer: OfferFacts, answer: CanCome | null = null): Fit => {
    const verdicts = [
      modules.of(offer.moduleCode, () => moduleVerdict(child, offer.moduleCode)),
      start,
      validity,
      ages.of(offer.ageMin * 1000 + offer.ageMax, () => ageVerdict(child, startOn, offer)),
      groups.of(offer.genderMix, () => groupVerdict(child, offer)),
      levels.of(offer.securityLevel, () => securityVerdict(child, offer.securityLevel, rules)),
      indicationVerdict(child, offer.asksIndications),
      frameVerdict(child, offer.frames),
      consent,
      apartVerdict(child, ruledOut, period, offer),
      stopVerdict(child, startOn, offer),
      featuresVerdict(child, offer),
      siblingsVerdict(child, offer, () => companionFits(offer)),
      placeVerdict(size, startOn, offer, answer),
    ];
    let fits = true;
    for (const { holds } of verdicts) if (holds === 'NO') fits = false;
    return { fits, verdicts };
  };
  return { explain };
}

/** The verdicts that say no, in their order. */
export function failingOf({ verdicts }: Fit): Verdict[] {
  return verdicts.filter(({ holds }) => holds === 'NO');
}

/** How far a unit is from fitting a child. */
export interface Nearest {
  /** Something fails that nothing can change: too old, a group of the other sex. */
  readonly outOfReach: boolean;
  /** Verdicts that fail until somebody decides or does something, in the order of the criteria. */
  readonly decisions: readonly Verdict[];
  /**
   * First day on which time alone has mended the rest; `null` where there is nothing to wait for, or waiting for one
   * thing breaks another: then `outOfReach` or a decision says so.
   */
  readonly from: string | null;
}

/** Waiting for one thing may bring the next; more steps than stops and ages can make are a fault. */
const MOST_STEPS = 32;

/** The nearest change, all criteria together: the days are tried, as a child who waits grows and a decision ends. */
export function nearestChange(
  question: FitQuestion,
  offer: OfferFacts,
  answer: CanCome | null = null,
): Nearest {
  const { period } = question;
  let at: Period = period;
  let fit = askFit(question).explain(offer, answer);
  const placeFrom = fit.verdicts.at(-1)!.change?.from ?? null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const failing = failingOf(fit).filter(
      // What joint feasibility said of one day says nothing of another, but from when there is room holds.
      ({ criterion, change }) =>
        criterion !== 'PLACE' || at === period || !change || placeFrom === null,
    );
    const later = failing.flatMap(({ change }) => (change?.from ? [change.from] : []));
    const next = later.reduce((last, day) => (day > last ? day : last), at.from);
    const stays = failing.filter(({ change }) => !change?.from);
    if (next === at.from) {
      return {
        outOfReach: stays.some(({ change }) => change === null),
        decisions: stays.filter(({ change }) => change !== null),
        from: at === period ? null : at.from,
      };
    }
    at = moved(period, next);
    fit = askFit({ ...question, period: at }).explain(offer);
  }
  throw new Error('a unit that is always about to fit');
}

/** The same number of days from another first day. */
function moved({ from, until }: Period, to: string): Period {
  return { from: to, until: until === null ? null : addDays(until, daysBetween(from, to)) };
}

/** Nearest first: what can be mended, by fewest decisions, then by the earliest day. */
export function compareNearest(a: Nearest, b: Nearest): number {
  return (
    Number(a.outOfReach) - Number(b.outOfReach) ||
    a.decisions.length - b.decisions.length ||
    compareTexts(a.from ?? '', b.from ?? '')
  );
}

/** By code point, the same on every machine. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
