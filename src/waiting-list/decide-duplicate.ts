import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Done } from './contract.ts';
import { ownPerson, tell } from './waiting-list.queries.ts';

interface Open {
  id: string;
  requestId: string;
  since: string | null;
  registeredOn: string;
  state: string;
}

const openRequest = async (tx: Writer, personId: string): Promise<Open | null> => {
  const [found] = await tx.rows<Open>(
    `select id, id as "requestId", since, registered_on as "registeredOn", state from waiting_list.request
      where person_id = $1 and state not in ('STARTED', 'CLOSED', 'CANCELLED', 'DECEASED')`,
    [personId],
  );
  return found ?? null;
};

const earlier = (a: string | null, b: string | null) =>
  a === null ? b : b === null ? a : a < b ? a : b;

/** Both ask for the same child: the older request stays, with all kinds of help wanted and the earliest day. */
async function mergeRequests(tx: Writer, keptPerson: string, other: string): Promise<void> {
  const [mine, theirs] = [await openRequest(tx, keptPerson), await openRequest(tx, other)];
  if (!theirs) return;
  if (
    mine &&
    (mine.state === 'PROPOSED' || mine.state === 'ALLOCATED') &&
    (theirs.state === 'PROPOSED' || theirs.state === 'ALLOCATED')
  )
    throw conflict('both-proposed');
  if (!mine) return;
  const since = earlier(mine.since, theirs.since);
  await tx.rows(
    `insert into waiting_list.entry (request_id, region_code, module_code, first_unit_id, second_unit_id)
     select $1, r.region_code, e.module_code, e.first_unit_id, e.second_unit_id
       from waiting_list.entry e, waiting_list.request r where e.request_id = $2 and r.id = $1
     on conflict (request_id, module_code) do nothing`,
    [mine.id, theirs.id],
  );
  await tx.rows(
    `update waiting_list.request set state = 'CANCELLED', state_reason = 'MERGED' where id = $1`,
    [theirs.id],
  );
  await tx.rows(
    `update waiting_list.request set since = $2::date, registered_on = least(registered_on, $3::date) where id = $1
        and (since is distinct from $2::date or registered_on > $3::date)`,
    [mine.id, since, theirs.registeredOn],
  );
}

/** All that hangs on the other child comes to the one that is kept. */
async function mergePeople(tx: Writer, kept: string, other: string): Promise<void> {
  await mergeRequests(tx, kept, other);
  await tx.rows(`update waiting_list.request set person_id = $1 where person_id = $2`, [
    kept,
    other,
  ]);
  await tx.rows(
    `update waiting_list.person p set group_id = coalesce(p.group_id, o.group_id)
       from waiting_list.person o where p.id = $1 and o.id = $2 and p.group_id is null and o.group_id is not null`,
    [kept, other],
  );
  await tx.rows(`update waiting_list.person set merged_into = $1, group_id = null where id = $2`, [
    kept,
    other,
  ]);
}

/**
 * Two children are one, or two. Merged, the child that came first is kept: no day of waiting is lost, and nothing is
 * deleted. Throws `duplicate-not-found`, `person-of-other-region` (both must be of one's own region),
 * `both-proposed`.
 */
export async function decideDuplicate(
  tx: Writer,
  actor: Actor,
  { duplicateId, decision }: { duplicateId: string; decision: 'MERGE' | 'DISTINCT' },
): Promise<Done> {
  const [pair] = await tx.rows<{ kept: string; other: string }>(
    `select d.person_id as kept, d.other_person_id as other from waiting_list.duplicate d
      where d.id = $1 and d.state = 'OPEN'`,
    [duplicateId],
  );
  if (!pair) throw notFound('duplicate-not-found');
  await ownPerson(tx, pair.kept);
  await ownPerson(tx, pair.other);
  const eventId = await tell(tx, actor, 'duplicate.decide', {
    subjectId: pair.kept,
    details: { decision, other: pair.other },
  });
  if (decision === 'MERGE') await mergePeople(tx, pair.kept, pair.other);
  await tx.rows(`update waiting_list.duplicate set state = $2 where id = $1`, [
    duplicateId,
    decision === 'MERGE' ? 'MERGED' : 'DISTINCT',
  ]);
  return { id: duplicateId, eventId };
}
