/** The hard criteria that hold what a child is and needs against what a unit is: they know no other child. */
import type { ChildFacts, FitRules, OfferFacts, SecurityLevel } from './fit-facts.ts';
import { securityLevels } from './fit-facts.ts';
import { ageOn, firstDayOfAge } from './age.ts';
import { no, type Verdict, yes } from './verdict.ts';
import { containsDay } from '../platform/period.ts';

const MODULE = yes('MODULE');
const AGE = yes('AGE');
const GROUP = yes('GROUP');
const SECURITY = yes('SECURITY');
const INDICATION = yes('INDICATION');
const FRAME = yes('FRAME');
const STOP = yes('STOP');
const FEATURES = yes('FEATURES');

export function moduleVerdict({ wants }: ChildFacts, moduleCode: string): Verdict {
  if (wants.some((each) => each.moduleCode === moduleCode)) return MODULE;
  return no('MODULE', 'MODULE_NOT_WANTED', { moduleCode }, { code: 'MODULE_ADDED', from: null });
}

export function ageVerdict(
  { bornMonth }: ChildFacts,
  startOn: string,
  { ageMin, ageMax }: OfferFacts,
): Verdict {
  const age = ageOn(bornMonth, startOn);
  const params = { age, ageMin, ageMax };
  if (age < ageMin) {
    const from = firstDayOfAge(bornMonth, ageMin);
    return no('AGE', 'TOO_YOUNG', params, { code: 'OLDER', from });
  }
  return age > ageMax ? no('AGE', 'TOO_OLD', params, null) : AGE;
}

/** A group of one sex takes that sex alone; whoever is neither fits a mixed group. */
export function groupVerdict({ sex }: ChildFacts, { genderMix }: OfferFacts): Verdict {
  const fits = genderMix === 'MIXED' || (sex !== 'X' && (sex === 'F') === (genderMix === 'GIRLS'));
  return fits ? GROUP : no('GROUP', 'OTHER_GROUP', { genderMix }, null);
}

export function securityVerdict(
  { securityNeed: need }: ChildFacts,
  level: SecurityLevel,
  { securityFor }: FitRules,
): Verdict {
  if (securityFor[need].includes(level)) return SECURITY;
  const isLow = securityLevels.indexOf(level) < securityLevels.indexOf(need);
  return no(
    'SECURITY',
    isLow ? 'SECURITY_TOO_LOW' : 'SECURITY_TOO_HIGH',
    { need, level },
    { code: 'NEED_REASSESSED', from: null },
  );
}

export function indicationVerdict({ indications }: ChildFacts, asked: readonly string[]): Verdict {
  if (asked.every((each) => indications.includes(each))) return INDICATION;
  const missing = asked.filter((each) => !indications.includes(each)).toSorted();
  return no(
    'INDICATION',
    'INDICATION_MISSING',
    { missing },
    { code: 'INDICATION_GIVEN', from: null },
  );
}

export function frameVerdict({ fileKind }: ChildFacts, frames: OfferFacts['frames']): Verdict {
  if (frames === null || frames.includes(fileKind)) return FRAME;
  return no(
    'FRAME',
    'OTHER_FRAME',
    { fileKind, frames: frames.toSorted() },
    { code: 'FRAME_OPENED', from: null },
  );
}

type Stop = OfferFacts['stops'][number];

/** First day on which a stop does not concern the child any more; `null` for never, an earlier day for not now. */
function endOfStop({ onlyFor, period }: Stop, child: ChildFacts, startOn: string): string | null {
  const { sex, bornMonth } = child;
  const age = ageOn(bornMonth, startOn);
  const grown = (years: number) => {
    const day = firstDayOfAge(bornMonth, years);
    return period.until === null || day < period.until ? day : period.until;
  };
  switch (onlyFor) {
    case 'GIRLS':
      return sex === 'F' ? period.until : startOn;
    case 'BOYS':
      return sex === 'M' ? period.until : startOn;
    case 'UNDER_6':
      return age < 6 ? grown(6) : startOn;
    case 'UNDER_12':
      return age < 12 ? grown(12) : startOn;
    case 'OVER_12':
      return age >= 12 ? period.until : startOn;
  }
}

/** A stop keeps out whoever would start while it lasts; who is there already may stay. */
export function stopVerdict(child: ChildFacts, startOn: string, { stops }: OfferFacts): Verdict {
  if (stops.length === 0) return STOP;
  const binding: string[] = [];
  let from: string | null = startOn;
  for (const stop of stops) {
    if (!containsDay(stop.period, startOn)) continue;
    const end = endOfStop(stop, child, startOn);
    if (end !== null && end <= startOn) continue;
    binding.push(stop.onlyFor);
    if (end === null || (from !== null && end > from)) from = end;
  }
  if (binding.length === 0) return STOP;
  const only = [...new Set(binding)].toSorted();
  return no('STOP', 'PARTIAL_STOP', { stops: only }, { code: 'STOP_ENDS', from });
}

export function featuresVerdict({ needs }: ChildFacts, { placeFeatures }: OfferFacts): Verdict {
  if (needs.length === 0) return FEATURES;
  const has = (features: readonly string[]) => needs.every((each) => features.includes(each));
  if (placeFeatures.some(has)) return FEATURES;
  return no(
    'FEATURES',
    'FEATURE_MISSING',
    { needs: needs.toSorted() },
    { code: 'FEATURE_ADDED', from: null },
  );
}
