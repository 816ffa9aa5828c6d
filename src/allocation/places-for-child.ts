/**
 * For one child, or brothers and sisters who must stay together, all units: those that fit, best first; those that
 * nearly do, by what would have to change; and for a group that fits nowhere, how it could be split (R36, R39, R196).
 */
import type { CanCome } from '../capacity/index.ts';
import {
  askFit,
  compareNearest,
  compareTexts,
  failingOf,
  type FitQuestion,
  type Nearest,
  nearestChange,
} from './eligibility.ts';
import type { OfferFacts } from './fit-facts.ts';
import { compareSoft, type Router, type SoftFacts, softFacts } from './nearness.ts';
import { type Split, splitSiblings } from './split-siblings.ts';
import { type Criterion, criteria, type Verdict } from './verdict.ts';

export interface PlacesAsked extends FitQuestion {
  readonly offers: readonly OfferFacts[];
  readonly router: Router;
  /** What capacity said of offers that were asked, by {@link offerKey}. */
  readonly answers: ReadonlyMap<string, CanCome>;
  readonly mostNearMisses: number;
  readonly mostSplits: number;
}

/** One unit and module. */
export const offerKey = ({ unitId, moduleCode }: Pick<OfferFacts, 'unitId' | 'moduleCode'>) =>
  `${unitId} ${moduleCode}`;

interface PlaceFor {
  readonly unitId: string;
  readonly moduleCode: string;
  readonly soft: SoftFacts;
}

export interface FittingPlace extends PlaceFor {
  readonly verdicts: readonly Verdict[];
}

export interface NearMiss extends PlaceFor {
  /** The verdicts that say no. */
  readonly verdicts: readonly Verdict[];
  readonly nearest: Nearest;
}

export interface PlacesAnswer {
  /** Best first. */
  readonly fits: readonly FittingPlace[];
  /** Nearest change first; units that nothing can make fit are counted alone. */
  readonly nearMisses: readonly NearMiss[];
  readonly looked: number;
  /** How many units fail on what. */
  readonly excludedBy: Readonly<Partial<Record<Criterion, number>>>;
  /** Of a group that fits nowhere together. */
  readonly splits: readonly Split[];
}

export function placesForChild(asked: PlacesAsked): PlacesAnswer {
  const { child, companions, offers, answers, rules, router } = asked;
  const asker = askFit(asked);
  const fits: FittingPlace[] = [];
  const misses: NearMiss[] = [];
  const counts = new Map<Criterion, number>();
  for (const offer of offers) {
    const answer = answers.get(offerKey(offer)) ?? null;
    const fit = asker.explain(offer, answer);
    if (fit.fits) {
      fits.push({ ...placeOf(offer, asked), verdicts: fit.verdicts });
      continue;
    }
    const verdicts = failingOf(fit);
    for (const { criterion } of verdicts) counts.set(criterion, (counts.get(criterion) ?? 0) + 1);
    if (verdicts.some(({ change }) => change === null)) continue;
    const nearest = nearestChange(asked, offer, answer);
    if (!nearest.outOfReach) misses.push({ ...placeOf(offer, asked), verdicts, nearest });
  }
  const compare = (a: PlaceFor, b: PlaceFor) =>
    compareSoft(a.soft, b.soft, rules) || compareTexts(offerKey(a), offerKey(b));
  fits.sort(compare);
  misses.sort((a, b) => compareNearest(a.nearest, b.nearest) || compare(a, b));
  return {
    fits,
    nearMisses: misses.slice(0, asked.mostNearMisses),
    looked: offers.length,
    excludedBy: Object.fromEntries(
      criteria.flatMap((each) => (counts.has(each) ? [[each, counts.get(each)!]] : [])),
    ),
    splits:
      fits.length === 0 && companions.length > 0
        ? splitSiblings({ ...asked, members: [child, ...companions], router })
        : [],
  };
}

function placeOf(offer: OfferFacts, { child, rules, router }: PlacesAsked): PlaceFor {
  const { unitId, moduleCode } = offer;
  return { unitId, moduleCode, soft: softFacts(child, offer, rules, router) };
}
