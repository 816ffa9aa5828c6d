import type { NewMinor, RegisterRequest } from '../../contract.ts';

/** A minor as it is typed: everything may be unknown. */
export interface TypedMinor {
  readonly id: number;
  readonly ageYears: number | null;
  readonly ageBand: string | null;
  readonly unborn: boolean;
  readonly sex: string;
  readonly zone: string | null;
}

/** A call as it is typed. */
export interface TypedCall {
  readonly kind: string;
  readonly registrarKind: string | null;
  /** The organisation that calls, where it has a log-in here and may follow what it registered. */
  readonly registrarOrganisationId: string | null;
  readonly anonymous: boolean;
  readonly agreement: string | null;
  readonly unsafety: string | null;
  readonly wanted: string | null;
  readonly problems: readonly string[];
  readonly words: string;
  readonly minors: readonly TypedMinor[];
}

/** A minor of whom nothing is known. */
export const newMinor = (id: number): TypedMinor => ({
  id,
  ageYears: null,
  ageBand: null,
  unborn: false,
  sex: 'UNKNOWN',
  zone: null,
});

/** A call of which nothing is known: a search for one minor. */
export const emptyCall: TypedCall = {
  kind: 'DISPATCH',
  registrarKind: null,
  registrarOrganisationId: null,
  anonymous: false,
  agreement: null,
  unsafety: null,
  wanted: null,
  problems: [],
  words: '',
  minors: [newMinor(1)],
};

/** The call with one more minor. */
export const withMinor = (call: TypedCall): TypedCall => ({
  ...call,
  minors: [...call.minors, newMinor(Math.max(0, ...call.minors.map(({ id }) => id)) + 1)],
});

const organised: readonly string[] = ['EMERGENCY_WARD', 'COURT_SERVICE', 'PROSECUTOR'];

/** Whether such a registrar calls for an organisation that may follow what it registered. */
export const mayFollow = (registrarKind: string | null): boolean =>
  registrarKind !== null && organised.includes(registrarKind);

export type Lack = 'registrarKind' | 'agreement' | 'unsafety' | 'wanted' | 'minors';

/** What lacks before a call can be saved, in the order of the form. */
export function lacksOf(call: TypedCall): Lack[] {
  const isSearch = call.kind === 'DISPATCH';
  const lacks: [Lack, boolean][] = [
    ['registrarKind', call.registrarKind === null],
    ['unsafety', call.unsafety === null],
    ['agreement', call.agreement === null || (isSearch && call.agreement === 'NO')],
    ['wanted', isSearch && call.wanted === null],
    ['minors', isSearch && call.minors.length === 0],
  ];
  return lacks.flatMap(([lack, is]) => (is ? [lack] : []));
}

/** An unborn child has no age; an age in years says more than its band. */
export function minorOf({ ageYears, ageBand, unborn, sex, zone }: TypedMinor): NewMinor {
  const age = unborn
    ? { unborn }
    : ageYears === null
      ? ageBand === null
        ? {}
        : { ageBand }
      : { ageYears };
  return { ...age, sex, ...(zone === null ? {} : { zone }) } as NewMinor;
}

/** What is sent: the codes come from lists of the same codes, and `lacksOf` said that nothing lacks. */
export function bodyOf(call: TypedCall): RegisterRequest {
  const words = call.words.trim();
  return {
    kind: call.kind,
    registrarKind: call.registrarKind,
    ...(mayFollow(call.registrarKind) && call.registrarOrganisationId !== null
      ? { registrarOrganisationId: call.registrarOrganisationId }
      : {}),
    anonymous: call.anonymous,
    agreement: call.agreement,
    unsafety: call.unsafety,
    ...(call.kind === 'DISPATCH' ? { wanted: call.wanted } : {}),
    ...(call.problems.length > 0 ? { problems: call.problems } : {}),
    minors: call.minors.map(minorOf),
    ...(words === '' ? {} : { words }),
  } as RegisterRequest;
}
