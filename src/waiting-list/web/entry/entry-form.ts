import type { EnterRequest, Wish } from '../../contract.ts';
import { ageOn } from '../../directable.ts';
import type { Child } from '../ChildFields.tsx';
import type { FoundChild } from '../find-children.ts';
import type { Profile } from '../ProfileFields.tsx';

/** A request as it is typed. */
export interface Entry {
  readonly child: Child;
  /** A child that is known already: nothing is asked of it again. */
  readonly known: FoundChild | null;
  readonly profile: Profile;
  /** Where it waits longer than since its registration. */
  readonly since: string | null;
  readonly wishes: readonly Wish[];
  readonly supportNeeds: string;
}

export const nobody: Child = {
  unborn: false,
  isNamed: true,
  given: '',
  family: '',
  born: null,
  number: '',
  sex: 'UNKNOWN',
  municipality: null,
};

/** What holds until somebody says otherwise. */
export const firstProfile = (today: string): Profile => ({
  gate: 'ITP',
  fileKind: 'VOLUNTARY',
  registrarKind: 'BROAD_ENTRY',
  registeredOn: today,
  validUntil: null,
  startFrom: null,
  securityNeed: 'OPEN',
  indications: [],
  needs: [],
  consentRepresentative: 'ASKED',
  consentMinor: 'ASKED',
  minorAble: null,
  runningHelp: [],
});

const isCourt = (kind: string) => kind === 'COURT' || kind === 'COURT_URGENT';

/** Whose consent counts on the day of registration; what nobody is asked is not needed. */
function consentsOf({ child, known, profile }: Entry) {
  const { fileKind, consentRepresentative, consentMinor, minorAble, registeredOn } = profile;
  const unborn = known === null && child.unborn;
  const bornMonth = known?.bornMonth ?? child.born?.slice(0, 7);
  const age = unborn || bornMonth === undefined ? -1 : ageOn(bornMonth, registeredOn);
  const court = isCourt(fileKind);
  return {
    consentRepresentative: court || age >= 18 ? ('NOT_NEEDED' as const) : consentRepresentative,
    // Below twelve the server asks again when the child is old enough: asked is what is true then.
    consentMinor: court ? ('NOT_NEEDED' as const) : consentMinor,
    minorAble: court || unborn || age >= 18 ? null : minorAble,
  };
}

function childOf({ child, known }: Entry): Partial<EnterRequest> {
  if (known) return { personId: known.personId };
  const { isNamed, unborn, born, sex, municipality, given, family, number } = child;
  return {
    unborn,
    sex,
    municipality,
    ...(isNamed
      ? {
          identity: {
            givenName: given.trim(),
            familyName: family.trim(),
            birthDate: unborn ? null : born,
            fileNumber: number.trim() || null,
          },
        }
      : {}),
    ...(isNamed && !unborn ? {} : { bornMonth: born?.slice(0, 7) ?? '' }),
  };
}

/** What is sent: without what was left empty. */
export function bodyOf(entry: Entry): EnterRequest {
  const words = entry.supportNeeds.trim();
  return {
    ...entry.profile,
    ...consentsOf(entry),
    ...childOf(entry),
    wishes: [...entry.wishes],
    ...(entry.since ? { since: entry.since } : {}),
    ...(words ? { supportNeeds: words } : {}),
  };
}
