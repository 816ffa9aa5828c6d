import { type Actor, recordEvent } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import type { RegisteredOwn, RegisterOwn, RegistrarContact } from './contract.ts';

/**
 * An emergency ward, a prosecutor or a court service registers a child at the desk of a region (R98). It comes in as a
 * consult, as a call does; the desk is told and may call back. The event names the kind alone: it is the registrar's own.
 * Throws `judge-order-by-court`, `registrar-of-no-kind`, `zone-of-another-region`.
 */
export async function registerOwn(
  tx: Writer,
  actor: Actor,
  input: RegisterOwn,
): Promise<RegisteredOwn> {
  const [me] = await tx.rows<{ organisation: string | null }>(
    'select auth.my_organisation() as organisation',
  );
  await recordEvent(tx, actor, {
    slice: 'crisis',
    kind: 'registration.add',
    organisationId: me?.organisation ?? null,
    subjectId: null,
    details: { region: input.region },
  });
  const trimmed = Object.fromEntries(
    Object.entries(input)
      .map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value])
      .filter(([, value]) => value !== ''),
  );
  const [made] = await tx.rows<RegisteredOwn>(
    'select id, reference from crisis.register_own($1::jsonb)',
    [JSON.stringify(trimmed)],
  );
  return made!;
}

/** Whom the desk calls back about a request that an organisation registered by itself. */
export async function registrarContact(
  tx: Pick<Reader, 'rows'>,
  requestId: string,
): Promise<RegistrarContact> {
  const [contact] = await tx.rows<NonNullable<RegistrarContact['contact']>>(
    `select c.organisation_name as organisation, c.person_name as name, c.phone, g.reference
       from crisis.registrar_contact c left join crisis.registration g on g.id = c.id where c.id = $1`,
    [requestId],
  );
  return { contact: contact ?? null };
}
