/** A family's profile as it is typed, and what it becomes when it is whole. Pure. */
import type { Choice } from '../../../web/ui/index.ts';
import type { Profile } from '../../contract.ts';

export interface TypedProfile {
  readonly phone: string;
  readonly municipality: Choice | null;
  readonly kinds: Profile['kinds'];
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly places: number | null;
  readonly siblingsTogether: boolean;
  readonly hasPets: boolean;
  readonly schoolReachKm: number | null;
  readonly access: Profile['access'];
  readonly languages: Profile['languages'];
}

export const emptyProfile: TypedProfile = {
  phone: '',
  municipality: null,
  kinds: ['CRISIS'],
  ageFrom: 0,
  ageTo: 17,
  places: 1,
  siblingsTogether: true,
  hasPets: false,
  schoolReachKm: null,
  access: 'NONE',
  languages: ['nl'],
};

type Lack = 'phone' | 'municipality' | 'kinds' | 'ages' | 'places' | 'languages';

/** What must still be said. */
export function lacksOfProfile(typed: TypedProfile): Lack[] {
  const { ageFrom, ageTo } = typed;
  const lacks: [Lack, boolean][] = [
    ['phone', !/^[0-9+ ./()-]{6,30}$/.test(typed.phone.trim())],
    ['municipality', typed.municipality === null],
    ['kinds', typed.kinds.length === 0],
    ['ages', ageFrom === null || ageTo === null || ageFrom > ageTo],
    ['places', typed.places === null],
    ['languages', typed.languages.length === 0],
  ];
  return lacks.filter(([, isLacking]) => isLacking).map(([lack]) => lack);
}

/** What is sent; `null` as long as something lacks. */
export function profileOf(typed: TypedProfile): Profile | null {
  const { municipality, ageFrom, ageTo, places } = typed;
  if (lacksOfProfile(typed).length > 0) return null;
  if (municipality === null || ageFrom === null || ageTo === null || places === null) return null;
  return {
    ...typed,
    phone: typed.phone.trim(),
    municipality: municipality.id,
    ageFrom,
    ageTo,
    places,
  };
}

/** A profile that is kept, to be changed. */
export function typedOf(
  profile: Omit<Profile, 'phone'> & { readonly phone: string | null },
  municipalityName: string,
): TypedProfile {
  const { kinds, ageFrom, ageTo, places, siblingsTogether, hasPets } = profile;
  const { schoolReachKm, access, languages, municipality, phone } = profile;
  return {
    phone: phone ?? '',
    municipality: { id: municipality, label: municipalityName },
    kinds,
    ageFrom,
    ageTo,
    places,
    siblingsTogether,
    hasPets,
    schoolReachKm,
    access,
    languages,
  };
}
