/** What of the board comes first, what each request waits for, and where each family stands in it. Pure. */
import { addDays } from '../../../web/i18n/format.ts';
import type { Board, RequestLook } from '../../contract.ts';

export type BoardRequest = Board['open'][number];
export type BoardFamily = Board['families'][number];
export type Candidate = BoardRequest['candidates'][number];
export type BoardMatch = BoardRequest['matches'][number];

export const urgencies = ['today', 'tomorrow', 'later'] as const;
export type Urgency = (typeof urgencies)[number];

/** By the day on which it begins; what should have begun is for today. */
export function urgencyOf(startOn: string, today: string): Urgency {
  if (startOn <= today) return 'today';
  return startOn === addDays(today, 1) ? 'tomorrow' : 'later';
}

const byStart = (a: BoardRequest, b: BoardRequest): number =>
  a.startOn.localeCompare(b.startOn) ||
  a.startHour - b.startHour ||
  a.receivedAt.localeCompare(b.receivedAt) ||
  a.id.localeCompare(b.id);

/** The most pressing first; groups without a request are left out. */
export const inGroups = (
  requests: readonly BoardRequest[],
  today: string,
): { urgency: Urgency; requests: BoardRequest[] }[] =>
  urgencies
    .map((urgency) => ({
      urgency,
      requests: requests.filter((each) => urgencyOf(each.startOn, today) === urgency).sort(byStart),
    }))
    .filter((group) => group.requests.length > 0);

/** The match that holds a family now, if any. */
export const liveMatch = ({ matches }: Pick<BoardRequest, 'matches'>): BoardMatch | null =>
  matches.find(({ state }) => ['PROPOSED', 'CONFIRMED', 'STARTED'].includes(state)) ?? null;

export type Step =
  | 'check'
  | 'publish'
  | 'search'
  | 'wait'
  | 'choose'
  | 'familyYes'
  | 'serviceYes'
  | 'start'
  | 'runs'
  | 'over';

/** What a request waits for now. */
export function stepOf(request: BoardRequest): Step {
  const match = liveMatch(request);
  if (match?.state === 'PROPOSED')
    return match.familyYesAt && !match.serviceYesAt ? 'serviceYes' : 'familyYes';
  switch (request.state) {
    case 'RECEIVED':
      return 'check';
    case 'CHECKED':
      return request.withheld ? 'search' : 'publish';
    case 'PUBLISHED':
      return 'wait';
    case 'RESPONSES':
      return 'choose';
    case 'MATCHED':
      return 'start';
    case 'STARTED':
      return 'runs';
    default:
      return 'over';
  }
}

export const places = ['chosen', 'can', 'call', 'fits', 'cannot', 'unfit'] as const;
/** How a family stands to a request: asked now, said yes, asks to be called, fits, said no, does not fit. */
export type Place = (typeof places)[number];

/** A family before a request: the own ones by what was asked, those of other services by their answer alone. */
export interface FamilyRow {
  readonly familyId: string;
  readonly name: string | null;
  readonly serviceName: string | null;
  readonly municipality: string | null;
  readonly phone: string | null;
  readonly km: number;
  readonly misses: readonly Candidate['misses'][number][];
  readonly place: Place;
  readonly seenAt: string | null;
  readonly answeredAt: string | null;
}

function placeOf(answer: Candidate['answer'], misses: readonly string[], isChosen: boolean): Place {
  if (isChosen) return 'chosen';
  if (answer === 'CAN') return 'can';
  if (answer === 'CALL_ME') return 'call';
  if (answer === 'CANNOT') return 'cannot';
  return misses.length === 0 ? 'fits' : 'unfit';
}

/** Every family before a request: who can first, then by distance. */
export function familyRows(
  request: BoardRequest,
  families: readonly BoardFamily[],
  look: Pick<RequestLook, 'families'>,
): FamilyRow[] {
  const chosen = liveMatch(request)?.familyId;
  const candidates = new Map(request.candidates.map((each) => [each.familyId, each]));
  const known = new Map(families.map((each) => [each.id, each]));
  const rows: FamilyRow[] = look.families.flatMap(({ familyId, km, misses }) => {
    const [family, said] = [known.get(familyId), candidates.get(familyId)];
    if (!family) return [];
    return [
      {
        familyId,
        name: family.contactName,
        serviceName: null,
        municipality: family.municipalityName,
        phone: said?.phone ?? family.phone,
        km,
        misses,
        place: placeOf(said?.answer ?? null, misses, familyId === chosen),
        seenAt: said?.seenAt ?? null,
        answeredAt: said?.answeredAt ?? null,
      },
    ];
  });
  for (const said of candidates.values())
    if (!known.has(said.familyId) && (said.fits || said.answer || said.familyId === chosen))
      rows.push({
        familyId: said.familyId,
        name: said.contactName,
        serviceName: said.serviceName,
        municipality: null,
        phone: said.phone,
        km: said.km,
        misses: said.misses,
        place: placeOf(said.answer, said.misses, said.familyId === chosen),
        seenAt: said.seenAt,
        answeredAt: said.answeredAt,
      });
  return rows.sort(
    (a, b) =>
      places.indexOf(a.place) - places.indexOf(b.place) ||
      a.km - b.km ||
      a.familyId.localeCompare(b.familyId),
  );
}
