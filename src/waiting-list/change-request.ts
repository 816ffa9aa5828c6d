import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import type { ChangePerson, ChangeRequest, Done } from './contract.ts';
import { writeWishes } from './enter-request.ts';
import { writeIdentity } from './identity.ts';
import { ownPerson, ownRequest, tell } from './waiting-list.queries.ts';

const columns: Readonly<Record<Exclude<keyof ChangeRequest, 'wishes'>, string>> = {
  gate: 'gate',
  fileKind: 'file_kind',
  registrarKind: 'registrar_kind',
  registeredOn: 'registered_on',
  validUntil: 'valid_until',
  startFrom: 'start_from',
  securityNeed: 'security_need',
  indications: 'indications',
  needs: 'needs',
  consentRepresentative: 'consent_representative',
  consentMinor: 'consent_minor',
  minorAble: 'minor_able',
  runningHelp: 'running_help',
  since: 'since',
  reviewOn: 'review_on',
};

/** Sets the columns of one row; nothing for an empty change. */
async function setColumns(
  tx: Writer,
  table: 'waiting_list.request' | 'waiting_list.person',
  id: string,
  values: readonly (readonly [column: string, value: unknown])[],
): Promise<void> {
  if (values.length === 0) return;
  const sets = values.map(([column], at) => `${column} = $${at + 2}`).join(', ');
  await tx.rows(`update ${table} set ${sets} where id = $1`, [
    id,
    ...values.map(([, value]) => value),
  ]);
}

/**
 * Changes what is asked for a child; what is absent stays. Throws `request-not-found`, `request-of-other-region`,
 * `nothing-to-change`, `since-never-restarts` (a later day is for the supervisor), `module-wanted-once`.
 */
export async function changeRequest(
  tx: Writer,
  actor: Actor,
  { requestId, wishes, ...fields }: ChangeRequest & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  const values = Object.entries(fields).map(
    ([key, value]) => [columns[key as keyof typeof columns], value] as const,
  );
  if (values.length === 0 && !wishes) throw badRequest('nothing-to-change');
  const eventId = await tell(tx, actor, 'request.change', {
    subjectId: requestId,
    details: { fields: [...Object.keys(fields), ...(wishes ? ['wishes'] : [])] },
  });
  await setColumns(tx, 'waiting_list.request', requestId, values);
  if (wishes) await writeWishes(tx, requestId, request.region, wishes);
  return { id: requestId, eventId };
}

/** Changes what is known of a child. Throws `person-not-found`, `person-of-other-region`, `born-month-differs`. */
export async function changePerson(
  tx: Writer,
  actor: Actor,
  { personId, identity, ...fields }: ChangePerson & { personId: string },
): Promise<Done> {
  const person = await ownPerson(tx, personId);
  const month = identity?.birthDate?.slice(0, 7);
  if (month !== undefined && fields.bornMonth !== undefined && fields.bornMonth !== month)
    throw badRequest('born-month-differs');
  const bornMonth = month ?? fields.bornMonth;
  const eventId = await tell(tx, actor, 'person.change', {
    subjectId: personId,
    details: { fields: [...Object.keys(fields), ...(identity ? ['identity'] : [])] },
  });
  const values: [string, unknown][] = [];
  if (fields.municipality !== undefined) values.push(['municipality_code', fields.municipality]);
  if (fields.unborn !== undefined) values.push(['unborn', fields.unborn]);
  if (fields.sex !== undefined) values.push(['sex', fields.sex]);
  if (bornMonth !== undefined) values.push(['born_month', `${bornMonth}-01`]);
  await setColumns(tx, 'waiting_list.person', personId, values);
  if (identity) await writeIdentity(tx, personId, person.region, identity);
  return { id: personId, eventId };
}
