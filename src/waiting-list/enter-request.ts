import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import type { Done, EnterRequest, Wish } from './contract.ts';
import { writeIdentity } from './identity.ts';
import { insertNote } from './note.ts';
import { myRegion, newPseudonym, ownPerson, tell } from './waiting-list.queries.ts';

/** The kinds of help wanted become these and no others. */
export async function writeWishes(
  tx: Writer,
  requestId: string,
  region: string,
  wishes: readonly Wish[],
): Promise<void> {
  if (new Set(wishes.map(({ module }) => module)).size < wishes.length)
    throw badRequest('module-wanted-once');
  await tx.rows(
    `delete from waiting_list.entry where request_id = $1 and module_code <> all ($2::text[])`,
    [requestId, wishes.map(({ module }) => module)],
  );
  for (const { module, firstUnitId = null, secondUnitId = null } of wishes)
    await tx.rows(
      `insert into waiting_list.entry as e (request_id, region_code, module_code, first_unit_id, second_unit_id)
       values ($1, $2, $3, $4, $5)
       on conflict (request_id, module_code) do update
         set first_unit_id = excluded.first_unit_id, second_unit_id = excluded.second_unit_id
         where (e.first_unit_id, e.second_unit_id) is distinct from (excluded.first_unit_id, excluded.second_unit_id)`,
      [requestId, region, module, firstUnitId, secondUnitId],
    );
}

async function makePerson(tx: Writer, region: string, input: EnterRequest): Promise<string> {
  const month = input.identity?.birthDate?.slice(0, 7) ?? input.bornMonth;
  if (month === undefined) throw badRequest('born-month-missing');
  if (input.bornMonth !== undefined && input.bornMonth !== month)
    throw badRequest('born-month-differs');
  const [made] = await tx.rows<{ id: string }>(
    `insert into waiting_list.person (pseudonym, region_code, municipality_code, born_month, unborn, sex)
     values ($1, $2, $3, ($4 || '-01')::date, $5, $6) returning id`,
    [
      newPseudonym(),
      region,
      input.municipality ?? null,
      month,
      input.unborn ?? false,
      input.sex ?? 'UNKNOWN',
    ],
  );
  return made!.id;
}

/**
 * A request comes in, for a child that is new here or known. It begins as a draft; whether all that directing it
 * needs is there, `missing` in `directable.ts` says. Throws `person-not-found`, `born-month-missing`,
 * `born-month-differs`, `module-wanted-once`, `one-open-request`, `file-number-once`, `no-region`.
 */
export async function enterRequest(tx: Writer, actor: Actor, input: EnterRequest): Promise<Done> {
  const region = input.personId ? (await ownPerson(tx, input.personId)).region : await myRegion(tx);
  const requestId = crypto.randomUUID();
  const eventId = await tell(tx, actor, 'request.enter', {
    subjectId: requestId,
    details: { modules: input.wishes.map(({ module }) => module), fileKind: input.fileKind },
  });
  const personId = input.personId ?? (await makePerson(tx, region, input));
  if (input.identity) await writeIdentity(tx, personId, region, input.identity);
  await tx.rows(
    `insert into waiting_list.request (id, person_id, region_code, gate, file_kind, registrar_kind, registered_on, since,
       valid_until, start_from, security_need, indications, needs, consent_representative, consent_minor, minor_able,
       running_help)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      requestId,
      personId,
      region,
      input.gate ?? 'ITP',
      input.fileKind,
      input.registrarKind,
      input.registeredOn,
      input.since ?? null,
      input.validUntil ?? null,
      input.startFrom ?? null,
      input.securityNeed ?? 'OPEN',
      input.indications ?? [],
      input.needs ?? [],
      input.consentRepresentative ?? 'ASKED',
      input.consentMinor ?? 'ASKED',
      input.minorAble ?? null,
      input.runningHelp ?? [],
    ],
  );
  await writeWishes(tx, requestId, region, input.wishes);
  if (input.supportNeeds)
    await insertNote(tx, {
      requestId,
      personId,
      region,
      kind: 'SUPPORT_NEEDS',
      words: input.supportNeeds,
    });
  return { id: requestId, eventId };
}
