import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, conflict } from '../platform/errors.ts';
import type { Done, GroupSiblings } from './contract.ts';
import { ownPerson, type PersonRef, tell } from './waiting-list.queries.ts';

/** A group of so many children together needs a house, not a unit: more is a mistake. */
const most = 12;

async function write(
  tx: Writer,
  groupId: string,
  { together, personIds, region }: { together: string; personIds: string[]; region: string },
): Promise<void> {
  await tx.rows(
    `insert into waiting_list.sibling_group as g (id, region_code, together) values ($1, $2, $3)
     on conflict (id) do update set together = excluded.together where g.together <> excluded.together`,
    [groupId, region, together],
  );
  await tx.rows(
    `update waiting_list.person set group_id = case when id = any ($2::uuid[]) then $1::uuid end
      where (group_id = $1 or id = any ($2::uuid[]))
        and group_id is distinct from case when id = any ($2::uuid[]) then $1::uuid end`,
    [groupId, personIds],
  );
}

/** The group that the children are of already; two groups become one only by leaving the other first. */
function groupOf(people: readonly PersonRef[]): string | null {
  const groups = new Set(people.flatMap(({ groupId }) => groupId ?? []));
  if (groups.size > 1) throw conflict('siblings-in-two-groups');
  return [...groups][0] ?? null;
}

/**
 * The brothers and sisters who wait, as they shall be: whoever is not named leaves the group, one child alone ends
 * it. Together REQUIRED: they stand where the best of them stands. Throws `person-not-found`,
 * `person-of-other-region`, `siblings-in-two-groups`, `too-many-siblings`.
 */
export async function groupSiblings(
  tx: Writer,
  actor: Actor,
  { personIds, together }: GroupSiblings,
): Promise<Done> {
  if (personIds.length > most) throw badRequest('too-many-siblings', { most });
  const people: PersonRef[] = [];
  for (const personId of personIds.toSorted()) people.push(await ownPerson(tx, personId));
  const found = groupOf(people);
  if (found === null && people.length === 1) throw badRequest('siblings-are-two');
  const groupId = found ?? crypto.randomUUID();
  const eventId = await tell(tx, actor, 'siblings.group', {
    subjectId: groupId,
    details: { people: personIds.length, together },
  });
  await write(tx, groupId, {
    together,
    personIds: people.length > 1 ? personIds : [],
    region: people[0]!.region,
  });
  return { id: groupId, eventId };
}
