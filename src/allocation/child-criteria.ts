/** The hard criteria that look at the child and the first day alone: the same for every unit. */
import type { ChildFacts, Consent, FitRules } from './fit-facts.ts';
import { ageOn } from './age.ts';
import { no, type Verdict, yes } from './verdict.ts';

const START = yes('START');
const VALIDITY = yes('VALIDITY');
const CONSENT = yes('CONSENT');
const CONSENT_BY_MEASURE = yes('CONSENT', 'BY_MEASURE');

export function startVerdict({ startFrom }: ChildFacts, startOn: string): Verdict {
  if (startFrom <= startOn) return START;
  return no('START', 'STARTS_LATER', { startFrom }, { code: 'START_LATER', from: startFrom });
}

export function validityVerdict({ validUntil }: ChildFacts, startOn: string): Verdict {
  if (validUntil === null || startOn < validUntil) return VALIDITY;
  return no('VALIDITY', 'DECISION_ENDED', { validUntil }, { code: 'DECISION_RENEWED', from: null });
}

/** Who must agree on that day: parents until the age of consent of one's own, and the child where it can judge. */
function whoConsents(child: ChildFacts, age: number, rules: FitRules) {
  const able = child.minorAble ?? age >= rules.ownConsentFrom;
  const adult = age >= rules.adultFrom && child.minorAble !== false;
  return { representative: !adult, self: adult || able };
}

const isThere = (consent: Consent) => consent === 'GIVEN' || consent === 'NOT_NEEDED';

/** Without a measure of the court nobody is placed whom child and parents do not want placed (decree of 12 July 2013). */
export function consentVerdict(child: ChildFacts, startOn: string, rules: FitRules): Verdict {
  if (!rules.consentIn.includes(child.fileKind)) return CONSENT_BY_MEASURE;
  const needed = whoConsents(child, ageOn(child.bornMonth, startOn), rules);
  const asked: [who: string, consent: Consent][] = [];
  if (needed.representative) asked.push(['REPRESENTATIVE', child.consentRepresentative]);
  if (needed.self) asked.push(['CHILD', child.consentMinor]);
  const missing = asked.filter(([, consent]) => !isThere(consent));
  if (missing.length === 0) return CONSENT;
  const refused = missing.filter(([, consent]) => consent === 'REFUSED').map(([who]) => who);
  return no(
    'CONSENT',
    'CONSENT_MISSING',
    { missing: missing.map(([who]) => who), refused },
    { code: 'CONSENT_GIVEN', from: null },
  );
}
