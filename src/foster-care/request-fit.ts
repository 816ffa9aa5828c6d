/**
 * Which of the service's own families fit a request as it was asked. A card may say less than the service knows: it shows
 * a request to families whom the service would not ask. Pure.
 */
import { type CardFacts, cardAt } from './card.ts';
import { type FamilyFacts, type FitCriterion, fits, missesOf } from './fit.ts';
import type { OpenCard } from './fit.ts';

/** A request with what stands on no card: the real ages, where, and the hour. */
export interface AskedRequest
  extends Pick<OpenCard, 'startOn' | 'startHour' | 'length' | 'point' | 'schoolPoint' | 'reachKm'> {
  readonly facts: CardFacts;
}

/**
 * What stands in the way of a family taking in the child or children of a request, and how far it is.
 * @param detour how much longer the road is than the straight line
 * @returns kilometres in tenths; nothing missed: it fits
 */
export function fitsRequest(
  family: FamilyFacts,
  { facts, ...where }: AskedRequest,
  detour: number,
): { km: number; misses: FitCriterion[] } {
  const asked = cardAt(0, facts);
  const at = new Date(0);
  const card = {
    ...asked,
    ages: { from: facts.youngest, to: facts.oldest },
    siblings: { ...asked.siblings, number: facts.children },
  };
  const fit = fits(family, { ...where, card, publishedAt: at, closedAt: null }, at, detour);
  // Every child must be of an age that the family takes; a card of a band asks for one of them.
  const isOfAge = family.ageFrom <= facts.youngest && facts.oldest <= family.ageTo;
  const verdicts = { ...fit.verdicts, AGE: isOfAge ? ('YES' as const) : ('NO' as const) };
  return { km: fit.km, misses: missesOf({ ...fit, verdicts }) };
}
