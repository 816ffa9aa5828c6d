import type { Actor } from '../../platform/db/command.ts';
import type { Reader, Writer } from '../../platform/db/database.ts';
import { tell } from '../crisis.queries.ts';
import type {
  Elsewhere,
  ElsewhereQuery,
  MyEmergencies,
  OpenedInEmergency,
  OpenInEmergency,
} from './contract.ts';

/**
 * A desk opens another region's case for an hour: who its minors are, and what was said of it (safeguards 8, rule 7). The
 * supervisors and the desk of that region are told at once, and another looks at it afterwards. What is opened the wall
 * knows: nothing else becomes readable. Throws `emergency-of-another-region`, `not-found`.
 */
export async function openInEmergency(
  tx: Writer,
  actor: Actor,
  { requestId, reason, words }: OpenInEmergency & { requestId: string },
): Promise<OpenedInEmergency> {
  await tell(tx, actor, 'emergency.open', { subjectId: requestId, details: { reason } });
  const [made] = await tx.rows<{ id: string }>(
    'select crisis.open_in_emergency($1, $2, $3) as id',
    [requestId, reason, words],
  );
  const [opened] = await tx.rows<OpenedInEmergency>(
    `select a.id, a.ends_at as "endsAt" from auth.emergency_access a where a.id = $1`,
    [made!.id],
  );
  return opened!;
}

/** Who is done reading closes it before the hour is over. Throws `not-found`. */
export async function closeEmergency(
  tx: Writer,
  actor: Actor,
  { accessId }: { accessId: string },
): Promise<{ id: string }> {
  await tell(tx, actor, 'emergency.close', { subjectId: accessId });
  await tx.rows('select auth.close_emergency($1)', [accessId]);
  return { id: accessId };
}

/** What this person has open now, the first to end first. */
export async function myEmergencies(tx: Pick<Reader, 'rows'>): Promise<MyEmergencies> {
  const rows = await tx.rows<{ row: MyEmergencies['rows'][number] }>(
    `select jsonb_build_object('id', a.id, 'requestId', a.subject_id, 'region', a.region_code, 'endsAt', a.ends_at) as row
       from auth.emergency_access a
      where a.kind = 'crisis.request' and a.ends_at > transaction_timestamp() order by a.ends_at limit 50`,
  );
  return { rows: rows.map(({ row }) => row) };
}

/** Open cases of another region's desk, under pseudonym: where one begins when that desk cannot be reached. */
export async function elsewhere(
  tx: Pick<Reader, 'rows'>,
  { region }: ElsewhereQuery,
): Promise<Elsewhere> {
  const rows = await tx.rows<{ row: Elsewhere['rows'][number] }>(
    `select jsonb_build_object('id', r.id, 'number', r.seq, 'kind', r.kind, 'state', r.state, 'receivedAt', r.received_at,
        'unsafety', r.unsafety, 'zone', r.zone_code,
        'minors', (select coalesce(jsonb_agg(jsonb_build_object('pseudonym', m.pseudonym, 'ageYears', m.age_years, 'ageBand', m.age_band,
            'unborn', m.unborn, 'sex', m.sex) order by m.position), '[]') from crisis.minor m where m.request_id = r.id)) as row
       from crisis.request r where r.region_code = $1 and r.closed_at is null order by r.received_at desc, r.id limit 200`,
    [region],
  );
  return { rows: rows.map(({ row }) => row) };
}
