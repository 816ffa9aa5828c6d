import type { RegisterOwn } from '../../registrar/contract.ts';

/** A registration as it is typed: of the child everything may be unknown. */
export interface TypedOwn {
  readonly region: string | null;
  readonly ageYears: number | null;
  readonly ageBand: string | null;
  readonly unborn: boolean;
  readonly sex: string;
  readonly unsafety: string | null;
  readonly agreement: string | null;
  readonly wanted: string | null;
  readonly problems: readonly string[];
  readonly zone: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string | null;
  readonly words: string;
  readonly phone: string;
}

export const emptyOwn: TypedOwn = {
  region: null,
  ageYears: null,
  ageBand: null,
  unborn: false,
  sex: 'UNKNOWN',
  unsafety: null,
  agreement: null,
  wanted: null,
  problems: [],
  zone: null,
  givenName: '',
  familyName: '',
  birthDate: null,
  words: '',
  phone: '',
};

export type OwnLack = 'region' | 'unsafety' | 'agreement' | 'phone';

/** What lacks before it can be sent, in the order of the form. */
export function lacksOfOwn(own: TypedOwn): OwnLack[] {
  const lacks: [OwnLack, boolean][] = [
    ['region', own.region === null],
    ['unsafety', own.unsafety === null],
    ['agreement', own.agreement === null],
    ['phone', own.phone.trim().length < 3],
  ];
  return lacks.flatMap(([lack, is]) => (is ? [lack] : []));
}

/** What is sent: what is unknown is left out, and an age in years says more than its band. */
export function bodyOfOwn(own: TypedOwn): RegisterOwn {
  const { unborn, ageYears, ageBand, problems, givenName, familyName, words, ...rest } = own;
  const age = unborn ? { unborn } : ageYears === null ? { ageBand } : { ageYears };
  const all = {
    ...rest,
    ...age,
    problems: problems.length === 0 ? null : problems,
    givenName: givenName.trim() || null,
    familyName: familyName.trim() || null,
    words: words.trim() || null,
    phone: own.phone.trim(),
  };
  const known = Object.entries(all).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as unknown as RegisterOwn;
}
