import { randomInt } from 'node:crypto';
import type { Reader, Writer } from '../platform/db/database.ts';
import { type Actor, recordEvent } from '../platform/db/command.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import type { RequestState } from './request-state.ts';

/** What a command must know of the request that it changes. */
export interface RequestRef {
  id: string;
  personId: string;
  region: string;
  state: RequestState;
  since: string | null;
  ofOwnRegion: boolean;
  today: string;
}

/** @throws Failure request-not-found */
export async function findRequest(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<RequestRef> {
  const [found] = await tx.rows<RequestRef>(
    `select r.id, r.person_id as "personId", r.region_code as region, r.state, r.since,
            r.region_code = (select auth.my_area()) as "ofOwnRegion", platform.today() as today
       from waiting_list.request r where r.id = $1`,
    [requestId],
  );
  if (!found) throw notFound('request-not-found');
  return found;
}

/**
 * The request, for who may change it: the access team of its region.
 * @throws Failure request-not-found, request-of-other-region
 */
export async function ownRequest(tx: Writer, requestId: string): Promise<RequestRef> {
  const found = await findRequest(tx, requestId);
  if (!found.ofOwnRegion) throw forbidden('request-of-other-region');
  return found;
}

export interface PersonRef {
  id: string;
  region: string;
  groupId: string | null;
  mergedInto: string | null;
}

/** @throws Failure person-not-found, person-of-other-region */
export async function ownPerson(tx: Writer, personId: string): Promise<PersonRef> {
  const [found] = await tx.rows<PersonRef & { ofOwnRegion: boolean }>(
    `select p.id, p.region_code as region, p.group_id as "groupId", p.merged_into as "mergedInto",
            p.region_code = (select auth.my_area()) as "ofOwnRegion"
       from waiting_list.person p where p.id = $1`,
    [personId],
  );
  if (!found || found.mergedInto !== null) throw notFound('person-not-found');
  if (!found.ofOwnRegion) throw forbidden('person-of-other-region');
  return found;
}

/** The region of the hat that is worn; who has none cannot keep a list. */
export async function myRegion(tx: Writer): Promise<string> {
  const [row] = await tx.rows<{ region: string | null }>(`select auth.my_area() as region`);
  if (!row?.region) throw conflict('no-region');
  return row.region;
}

/** Records what is done to a request; the event tells codes and ids, never who the child is. */
export const tell = (
  tx: Writer,
  actor: Actor,
  kind: string,
  of: { subjectId: string; reason?: string | null; details?: Record<string, unknown> },
): Promise<string> =>
  recordEvent(tx, actor, {
    slice: 'waiting-list',
    kind,
    organisationId: null,
    subjectId: of.subjectId,
    reason: of.reason ?? null,
    details: of.details ?? {},
  });

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight letters that nobody confuses over the telephone: 10^12 pseudonyms. */
export const newPseudonym = (): string =>
  `K-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`;
