import { notify } from '../notices/index.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import type { AskHat, HatAsked, Person, Request } from './contract.ts';

/** People with their roles, as far as the asker keeps them (D17). */
export async function people(tx: Reader): Promise<Person[]> {
  const rows = await tx.rows<{ person: Person }>(
    `select jsonb_build_object('personId', p.person_id, 'name', p.name, 'blockedAt', p.blocked_at, 'signedIn', p.signed_in,
       'hats', coalesce(jsonb_agg(jsonb_build_object('hatId', p.hat_id, 'role', p.role_code, 'organisationId', p.organisation_id,
         'organisationName', p.organisation_name, 'areaCode', p.area_code, 'from', p.valid_from, 'until', p.valid_until,
         'standsInFor', p.stands_in_for) order by p.valid_from desc, p.role_code) filter (where p.hat_id is not null), '[]')) as person
       from administration.people() p
      group by p.person_id, p.name, p.blocked_at, p.signed_in order by lower(p.name), p.person_id`,
  );
  return rows.map(({ person }) => person);
}

/** Requests that wait for an answer, or those that had one. */
export const requests = (tx: Reader, open: boolean): Promise<Request[]> =>
  tx.rows(
    `select id, person_name as "personName", role_code as role, organisation_name as "organisationName", area_code as "areaCode",
            valid_from as "from", valid_until as until, reason, stands_in_for as "standsInFor", asked_by as "askedBy", asked_at as "askedAt",
            decided_by as "decidedBy", decided_at as "decidedAt", answer, (mine or about_me) as "needsAnother"
       from administration.requests($1)`,
    [open],
  );

const moment = async (tx: Reader): Promise<Date> =>
  (await tx.rows<{ now: Date }>('select platform.now() as now'))[0]!.now;

/**
 * Gives a role, or asks for a second person's yes where one is not enough (AT, AS, AD, and the agency's own
 * people). The database keeps that nobody gives one to themself, and that two are two.
 */
export async function askHat(tx: Writer, input: AskHat): Promise<HatAsked> {
  const until = input.until ?? null;
  if (until !== null && until <= input.from)
    throw badRequest('ends-before-start', { from: input.from });
  const [asked] = await tx.rows<HatAsked>(
    `select request_id as "requestId", hat_id as "hatId"
       from administration.ask_hat($1, $2, $3, $4, daterange($5, $6), $7, $8)`,
    [
      input.personId,
      input.role,
      input.organisationId,
      input.areaCode ?? null,
      input.from,
      until,
      input.reason.trim(),
      input.standsInFor ?? null,
    ],
  );
  const { requestId, hatId } = asked!;
  const at = await moment(tx);
  if (hatId === null) {
    await notify(tx, {
      to: { role: 'AD', organisationId: null },
      kind: 'account.yes-asked',
      path: '/beheer/aanvragen',
      details: { role: input.role },
      dedupeKey: `account.yes-asked ${requestId}`,
      at,
    });
  } else await tellGiven(tx, input.personId, { hatId, role: input.role, from: input.from, at });
  return { requestId, hatId };
}

const tellGiven = (
  tx: Writer,
  personId: string,
  hat: { hatId: string; role: string; from: string; at: Date },
) =>
  notify(tx, {
    to: { personId },
    kind: 'account.hat-given',
    path: '/',
    details: { role: hat.role, from: hat.from },
    dedupeKey: `account.hat-given ${hat.hatId}`,
    at: hat.at,
  });

/** A second person's yes or no. @throws Failure two-persons, role-never-for-oneself, answered-once */
export async function answerHat(
  tx: Writer,
  input: { requestId: string; yes: boolean },
): Promise<{ hatId: string | null }> {
  const [answered] = await tx.rows<{ hatId: string | null }>(
    `select administration.answer_hat($1, $2) as "hatId"`,
    [input.requestId, input.yes],
  );
  const { hatId } = answered!;
  if (hatId !== null) {
    const [hat] = await tx.rows<{ personId: string; role: string; from: string }>(
      `select person_id as "personId", role_code as role, valid_from as "from" from administration.people() where hat_id = $1`,
      [hatId],
    );
    await tellGiven(tx, hat!.personId, { ...hat!, hatId, at: await moment(tx) });
  }
  return { hatId };
}

/** The role ends on a day; whoever wears it then is signed out at once. */
export async function endHat(
  tx: Writer,
  input: { hatId: string; on: string },
): Promise<{ id: string }> {
  const [ended] = await tx.rows<{ personId: string }>(
    `select administration.end_hat($1, $2) as "personId"`,
    [input.hatId, input.on],
  );
  await notify(tx, {
    to: { personId: ended!.personId },
    kind: 'account.hat-ended',
    path: '/',
    details: { on: input.on },
    dedupeKey: `account.hat-ended ${input.hatId} ${input.on}`,
    at: await moment(tx),
  });
  return { id: input.hatId };
}
