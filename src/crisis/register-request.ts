import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest } from '../platform/errors.ts';
import { hoursAfter } from './clocks.ts';
import type { Done, Identity, NewMinor, Registered, RegisterRequest } from './contract.ts';
import { deskRegion, ownMinor, ownRequest, tell, termsOf, writeNote } from './crisis.queries.ts';
import { suggestRepeats } from './suggest-repeats.query.ts';

/** What lacks in what was said, as the code of its failure. */
function lackOf(input: RegisterRequest): string | null {
  if (input.kind === 'CONSULT') return null;
  if (!input.wanted) return 'dispatch-says-what';
  if (input.minors.length === 0) return 'dispatch-has-a-minor';
  return input.agreement === 'NO' ? 'search-needs-agreement' : null;
}

async function writeIdentity(
  tx: Writer,
  minorId: string,
  region: string,
  identity: Identity,
): Promise<void> {
  const { givenName, familyName, birthDate, phone } = identity;
  const values = [givenName?.trim(), familyName?.trim(), birthDate, phone?.trim()];
  if (!values.some(Boolean)) return;
  await tx.rows(
    `insert into crisis.identity (id, region_code, given_name, family_name, birth_date, phone)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set given_name = excluded.given_name, family_name = excluded.family_name,
       birth_date = excluded.birth_date, phone = excluded.phone`,
    [minorId, region, ...values.map((value) => value || null)],
  );
}

async function writeMinor(
  tx: Writer,
  of: { requestId: string; region: string; position: number; state: string; zone: string | null },
  minor: NewMinor,
): Promise<string> {
  const [made] = await tx.rows<{ id: string }>(
    `insert into crisis.minor (request_id, region_code, position, age_years, age_band, unborn, sex, zone_code, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      of.requestId,
      of.region,
      of.position,
      minor.ageYears ?? null,
      minor.ageBand ?? null,
      minor.unborn ?? false,
      minor.sex ?? 'UNKNOWN',
      minor.zone ?? of.zone,
      of.state,
    ],
  );
  const { id } = made!;
  if (minor.identity) await writeIdentity(tx, id, of.region, minor.identity);
  return id;
}

/**
 * A call is written down in one go: who called, which minors, how unsafe, what is wanted. A dispatch begins its search at
 * once; an unclear agreement starts its clock (R80). Throws `dispatch-says-what`, `dispatch-has-a-minor`,
 * `search-needs-agreement`, `repeat-of-an-earlier`, `no-region`.
 */
export async function registerRequest(
  tx: Writer,
  actor: Actor,
  input: RegisterRequest,
): Promise<Registered> {
  const lack = lackOf(input);
  if (lack) throw badRequest(lack);
  const { region, now } = await deskRegion(tx);
  const lengths = await termsOf(tx, region);
  const id = crypto.randomUUID();
  const eventId = await tell(tx, actor, 'request.register', {
    subjectId: id,
    details: { kind: input.kind, registrar: input.registrarKind, minors: input.minors.length },
  });
  const state = input.kind === 'DISPATCH' ? 'DISPATCHING' : 'RECEIVED';
  const [made] = await tx.rows<{ seq: number }>(
    `insert into crisis.request (id, region_code, case_id, registrar_kind, registrar_organisation_id, anonymous, kind, agreement,
       agreement_due_at, unsafety, problems, wanted, zone_code, state, repeat_of, long_term)
     values ($1, $2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning seq`,
    [
      id,
      region,
      input.registrarKind,
      input.registrarOrganisationId ?? null,
      input.anonymous ?? false,
      input.kind,
      input.agreement,
      input.agreement === 'UNCLEAR' ? hoursAfter(now, lengths.agreement) : null,
      input.unsafety ?? 'NONE',
      input.problems ?? [],
      input.wanted ?? null,
      input.zone ?? null,
      state,
      input.repeatOf ?? null,
      input.longTerm ?? false,
    ],
  );
  const minorIds: string[] = [];
  for (const [index, minor] of input.minors.entries())
    minorIds.push(
      await writeMinor(
        tx,
        { requestId: id, region, position: index + 1, state, zone: input.zone ?? null },
        minor,
      ),
    );
  if (input.words) await writeNote(tx, { region, requestId: id, kind: 'CASE', words: input.words });
  const suggestions = input.repeatOf ? [] : await suggestRepeats(tx, id);
  return { id, eventId, number: made!.seq, minorIds, suggestions };
}

/** One more minor in a request that is open. Throws `crisis-step-not-allowed`. */
export async function addMinor(
  tx: Writer,
  actor: Actor,
  { requestId, ...minor }: NewMinor & { requestId: string },
): Promise<Done> {
  const request = await ownRequest(tx, requestId);
  if (request.state !== 'RECEIVED' && request.state !== 'DISPATCHING')
    throw badRequest('minor-only-while-open');
  const eventId = await tell(tx, actor, 'minor.add', { subjectId: requestId });
  const id = await writeMinor(
    tx,
    {
      requestId,
      region: request.region,
      position: request.minors + 1,
      state: request.state,
      zone: null,
    },
    minor,
  );
  return { id, eventId };
}

/** Who a minor is, as far as it is known now. Throws `identity-says-something`. */
export async function setIdentity(
  tx: Writer,
  actor: Actor,
  { minorId, ...identity }: Identity & { minorId: string },
): Promise<Done> {
  const minor = await ownMinor(tx, minorId);
  if (!Object.values(identity).some((value) => value.trim() !== ''))
    throw badRequest('identity-says-something');
  const eventId = await tell(tx, actor, 'minor.identify', { subjectId: minor.requestId });
  await writeIdentity(tx, minorId, minor.region, identity);
  return { id: minorId, eventId };
}
