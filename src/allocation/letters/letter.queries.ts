import type { Reader } from '../../platform/db/database.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { identityField } from '../../waiting-list/index.ts';
import { lookForPlaces } from '../find-places.ts';
import type { LetterFacts } from './compose-letter.ts';
import { obstacleWords, refusalInATalk, refusalWords, urgencyWords } from './letter-words.ts';

type Rows = Pick<Reader, 'rows' | 'prepared'>;

/** A day as it is written in a letter: 1 maart 2027. */
export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('nl-BE', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );

interface Told {
  child: string | null;
  since: string | null;
  facts: string[];
  today: string;
  invented: boolean;
}

/** Who it is about, for the access team of the child's region alone. @throws Failure request-not-found, request-of-other-region */
async function toldOf(tx: Rows, requestId: string): Promise<Told & { child: string }> {
  const [found] = await tx.rows<Told>(
    `select ${identityField('i', 'given_name')} as child, r.since, coalesce(q.facts, '{}') as facts, platform.today() as today, r.invented
       from waiting_list.request r
       left join waiting_list.identity i on i.id = r.person_id
       left join lateral (select x.facts from waiting_list.position x where x.request_id = r.id limit 1) q on true
      where r.id = $1`,
    [requestId],
  );
  if (!found) throw notFound('request-not-found');
  if (found.child === null) throw forbidden('request-of-other-region');
  return { ...found, child: found.child };
}

const waitingWords = ({ facts, since }: Told): string[] => [
  ...facts.flatMap((fact) => urgencyWords[fact] ?? []).slice(0, 2),
  ...(since === null ? [] : [`de vraag staat op de lijst sinds ${dayInWords(since)}`]),
];

interface Made {
  facts: LetterFacts;
  invented: boolean;
}

/**
 * The letter about a proposal that was agreed or did not go through. Throws `proposal-not-found`, `no-letter-yet`,
 * `request-of-other-region`.
 */
export async function letterOfProposal(
  tx: Rows,
  proposalId: string,
  requestId: string,
): Promise<Made> {
  const [found] = await tx.rows<{
    state: string;
    startOn: string;
    unit: string;
    provider: string;
    decline: string | null;
    km: number | null;
    wish: boolean;
  }>(
    `select p.state, p.start_on as "startOn", u.name as unit, o.name as provider, p.decline_code as decline,
            round(region.distance_km(s.lat, s.lon, m.lat, m.lon))::int as km,
            coalesce(p.unit_id in (e.first_unit_id, e.second_unit_id), false) as wish
       from allocation.proposal p
       join allocation.proposal_child c on c.proposal_id = p.id and c.request_id = $2
       join capacity.care_unit u on u.id = p.unit_id
       join capacity.provider o on o.id = p.provider_id
       join capacity.site s on s.id = u.site_id
       join waiting_list.request r on r.id = c.request_id
       join waiting_list.person k on k.id = r.person_id
       left join region.municipality m on m.code = k.municipality_code
       left join waiting_list.entry e on e.request_id = r.id and e.module_code = p.module_code
      where p.id = $1`,
    [proposalId, requestId],
  );
  if (!found) throw notFound('proposal-not-found');
  const told = await toldOf(tx, requestId);
  const common = {
    child: told.child,
    unit: found.unit,
    provider: found.provider,
    datedOn: told.today,
    ...(told.since !== null && { since: dayInWords(told.since) }),
  };
  if (found.state === 'NOT_STARTED')
    return {
      invented: told.invented,
      facts: {
        ...common,
        kind: 'NOT_STARTED',
        facts: [refusalWords[found.decline ?? ''] ?? refusalInATalk],
      },
    };
  if (!['ACCEPTED', 'START_PLANNED', 'STARTED'].includes(found.state))
    throw conflict('no-letter-yet', { state: found.state });
  const weighed = [
    ...(found.wish ? ['het was een van jullie voorkeuren'] : []),
    ...(found.km === null ? [] : [`de leefgroep ligt op ongeveer ${found.km} kilometer van thuis`]),
    ...waitingWords(told),
  ];
  return {
    invented: told.invented,
    facts: { ...common, kind: 'STARTS', startOn: dayInWords(found.startOn), facts: weighed },
  };
}

/**
 * The letter to somebody who waits: nothing that fits is free, or nothing fits. Throws `request-not-found`,
 * `request-of-other-region`, `no-letter-yet` (not on the list, or a place is free).
 */
export async function letterOfWaiting(tx: Rows, requestId: string): Promise<Made> {
  const told = await toldOf(tx, requestId);
  if (told.since === null) throw conflict('no-letter-yet', { state: 'NOT_WAITING' });
  const { answer } = await lookForPlaces(tx, { requestId });
  if (answer.fits.length > 0) throw conflict('no-letter-yet', { state: 'PLACE_FREE' });
  // Units that would take the child, were there room: what stands in the way is room alone.
  const onlyRoom = answer.nearMisses.some(({ verdicts }) =>
    verdicts.every(({ criterion }) => criterion === 'PLACE'),
  );
  const common = { child: told.child, since: dayInWords(told.since), datedOn: told.today };
  if (onlyRoom)
    return {
      invented: told.invented,
      facts: { ...common, kind: 'NOTHING_FREE', facts: waitingWords(told) },
    };
  const obstacles = Object.entries(answer.excludedBy)
    .filter(([criterion]) => criterion !== 'PLACE' && criterion !== 'MODULE')
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .flatMap(([criterion]) => obstacleWords[criterion as keyof typeof obstacleWords] ?? []);
  return {
    invented: told.invented,
    facts: {
      ...common,
      kind: 'NOT_SUITABLE',
      facts: obstacles.length > 0 ? obstacles : ['niemand biedt deze hulp nu aan'],
    },
  };
}
