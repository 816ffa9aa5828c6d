import { canComeAt, type CanCome } from '../capacity/index.ts';
import type { Reader } from '../platform/db/database.ts';
import { notFound } from '../platform/errors.ts';
import { childFacts, offerFacts } from './facts.queries.ts';
import { type ChildFacts, type OfferFacts, proposedFitRules } from './fit-facts.ts';
import { greatCircleRouter } from './nearness.ts';
import { offerKey, type PlacesAnswer, placesForChild } from './places-for-child.ts';

type Rows = Pick<Reader, 'rows' | 'prepared'>;

const mostNearMisses = 30;
const mostSplits = 5;
/** Joint feasibility is asked of so many of the best: it is the one question that costs something. */
const mostAsked = 25;

/** The brothers and sisters who must start together with a child. */
async function companionsOf(tx: Rows, child: ChildFacts): Promise<ChildFacts[]> {
  return child.siblings?.wish === 'REQUIRED' ? childFacts(tx, child.siblings.requestIds) : [];
}

/**
 * Where a child that waits can go: units that fit, best first; those that nearly do, by what would have to change; and
 * for a group that fits nowhere together, how it could be split. Throws `request-not-found`.
 */
export async function lookForPlaces(
  tx: Rows,
  { requestId, from }: { requestId: string; from?: string },
): Promise<{ answer: PlacesAnswer; offers: OfferFacts[]; from: string; requestIds: string[] }> {
  const [child] = await childFacts(tx, [requestId]);
  if (!child) throw notFound('request-not-found');
  const companions = await companionsOf(tx, child);
  const offers = await offerFacts(tx, {
    modules: child.wants.map(({ moduleCode }) => moduleCode),
  });
  const asked = {
    child,
    companions,
    period: { from: from ?? child.startFrom, until: null },
    rules: proposedFitRules,
    router: greatCircleRouter(),
    offers,
    mostNearMisses,
    mostSplits,
  };
  const first = placesForChild({ ...asked, answers: new Map() });
  const answers = new Map<string, CanCome>();
  const needs = [...new Set([child, ...companions].flatMap((each) => each.needs))];
  for (const { unitId, moduleCode } of first.fits.slice(0, mostAsked))
    answers.set(
      offerKey({ unitId, moduleCode }),
      await canComeAt(tx, unitId, {
        module: moduleCode,
        from: asked.period.from,
        needs,
        size: 1 + companions.length,
      }),
    );
  const answer = placesForChild({ ...asked, answers });
  const requestIds = [child, ...companions].map((each) => each.requestId);
  return { answer, offers, from: asked.period.from, requestIds };
}
