/** A new request as it is typed, and what it becomes when it is whole. Pure. */
import type {
  AccessNeed,
  CareKind,
  ContactFrequency,
  PetNeed,
  SchoolNeed,
  StayLength,
} from '../../codes.ts';
import type { ReceiveRequest } from '../../contract.ts';
import type { Choice } from '../../../web/ui/index.ts';

export interface TypedRequest {
  readonly serviceId: string | null;
  readonly registrarKind: 'PERSON' | 'ORGANISATION';
  readonly registrarName: string;
  readonly municipality: Choice | null;
  readonly children: number | null;
  readonly youngest: number | null;
  readonly oldest: number | null;
  readonly kind: CareKind;
  readonly length: StayLength | null;
  readonly startOn: string | null;
  readonly startHour: number | null;
  readonly school: SchoolNeed;
  readonly schoolMunicipality: Choice | null;
  readonly pets: PetNeed;
  readonly access: AccessNeed;
  readonly contact: ContactFrequency | null;
  readonly reachKm: number | null;
  readonly repeatOf: string | null;
}

/** `today`: ISO day in Brussels. */
export const emptyRequest = (today: string): TypedRequest => ({
  serviceId: null,
  registrarKind: 'ORGANISATION',
  registrarName: '',
  municipality: null,
  children: 1,
  youngest: null,
  oldest: null,
  kind: 'CRISIS',
  length: null,
  startOn: today,
  startHour: null,
  school: 'NONE',
  schoolMunicipality: null,
  pets: 'FINE',
  access: 'NONE',
  contact: null,
  reachKm: null,
  repeatOf: null,
});

/** What a request at the crisis desk tells of the children that it is about. */
export interface CrisisCase {
  readonly minors: readonly { readonly ageYears: number | null; readonly unborn: boolean }[];
}

const MOST_CHILDREN = 8;

/** What the case knows, so that nobody types it again: how many, and how old where every age is known. */
export function requestOfCase(today: string, { minors }: CrisisCase): TypedRequest {
  const born = minors.filter(({ unborn }) => !unborn);
  const ages = born.flatMap(({ ageYears }) => (ageYears === null ? [] : [ageYears]));
  const isKnown = ages.length > 0 && ages.length === born.length;
  return {
    ...emptyRequest(today),
    children: Math.min(Math.max(born.length, 1), MOST_CHILDREN),
    youngest: isKnown ? Math.min(...ages) : null,
    oldest: isKnown && ages.length > 1 ? Math.max(...ages) : null,
  };
}

export type Lack =
  | 'serviceId'
  | 'registrarName'
  | 'municipality'
  | 'children'
  | 'youngest'
  | 'oldest'
  | 'length'
  | 'startOn'
  | 'startHour'
  | 'contact';

/** What must still be said before it can be sent. */
export function lacksOf(typed: TypedRequest): Lack[] {
  const lacks: [Lack, boolean][] = [
    ['serviceId', typed.serviceId === null],
    ['registrarName', typed.registrarName.trim().length < 2],
    ['municipality', typed.municipality === null],
    ['children', typed.children === null],
    ['youngest', typed.youngest === null],
    [
      'oldest',
      (typed.children ?? 1) > 1 &&
        (typed.oldest === null || (typed.youngest !== null && typed.oldest < typed.youngest)),
    ],
    ['length', typed.length === null],
    ['startOn', typed.startOn === null],
    ['startHour', typed.startHour === null],
    ['contact', typed.contact === null],
  ];
  return lacks.filter(([, isLacking]) => isLacking).map(([lack]) => lack);
}

/** What is sent; `null` as long as something lacks. One child has one age. */
export function bodyOf(
  typed: TypedRequest,
  crisis: Pick<ReceiveRequest, 'crisisKind' | 'crisisRef'>,
): ReceiveRequest | null {
  const { serviceId, municipality, children, youngest, length, startOn, startHour, contact } =
    typed;
  if (lacksOf(typed).length > 0) return null;
  if (!serviceId || !municipality || !length || !startOn || !contact) return null;
  if (children === null || youngest === null || startHour === null) return null;
  return {
    serviceId,
    registrarKind: typed.registrarKind,
    registrarName: typed.registrarName.trim(),
    municipality: municipality.id,
    children,
    youngest,
    oldest: children === 1 ? youngest : (typed.oldest ?? youngest),
    kind: typed.kind,
    length,
    startOn,
    startHour,
    school: typed.school,
    ...(typed.school === 'OWN_SCHOOL' && typed.schoolMunicipality
      ? { schoolMunicipality: typed.schoolMunicipality.id }
      : {}),
    pets: typed.pets,
    access: typed.access,
    contact,
    ...(typed.reachKm === null ? {} : { reachKm: typed.reachKm }),
    ...(typed.repeatOf ? { repeatOf: typed.repeatOf } : {}),
    ...crisis,
  };
}
