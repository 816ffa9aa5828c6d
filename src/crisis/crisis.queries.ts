import { type Actor, recordEvent } from '../platform/db/command.ts';
import type { Reader, Writer } from '../platform/db/database.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import { type TermName, type Terms, terms } from './clocks.ts';
import type { HelpKind } from './codes.ts';
import type { CrisisState } from './request-state.ts';

/** The region of the desk. @throws Failure no-region */
export async function deskRegion(tx: Pick<Reader, 'rows'>): Promise<{ region: string; now: Date }> {
  const [row] = await tx.rows<{ region: string | null; now: Date }>(
    `select auth.my_area() as region, platform.now() as now`,
  );
  if (!row?.region) throw conflict('no-region');
  return { region: row.region, now: row.now };
}

const notOfThisDesk = () => forbidden('crisis-of-other-region');

export interface RequestRef {
  id: string;
  region: string;
  kind: 'CONSULT' | 'DISPATCH';
  state: CrisisState;
  agreement: string;
  minors: number;
  now: Date;
}

/** The request, locked, for the desk of its region. @throws Failure crisis-not-found, crisis-of-other-region */
export async function ownRequest(tx: Writer, requestId: string): Promise<RequestRef> {
  const [found] = await tx.rows<RequestRef & { mine: boolean }>(
    `select r.id, r.region_code as region, r.kind, r.state, r.agreement, platform.now() as now,
            (select count(*)::int from crisis.minor m where m.request_id = r.id) as minors,
            coalesce(r.region_code = auth.my_area(), false) as mine
       from crisis.request r where r.id = $1`,
    [requestId],
  );
  if (!found) throw notFound('crisis-not-found');
  if (!found.mine) throw notOfThisDesk();
  return found;
}

export interface MinorRef {
  id: string;
  requestId: string;
  region: string;
  state: CrisisState;
  now: Date;
}

/** @throws Failure minor-not-found, crisis-of-other-region */
export async function ownMinor(tx: Writer, minorId: string): Promise<MinorRef> {
  const [found] = await tx.rows<MinorRef & { mine: boolean }>(
    `select m.id, m.request_id as "requestId", m.region_code as region, m.state, platform.now() as now,
            coalesce(m.region_code = auth.my_area(), false) as mine
       from crisis.minor m where m.id = $1`,
    [minorId],
  );
  if (!found) throw notFound('minor-not-found');
  if (!found.mine) throw notOfThisDesk();
  return found;
}

export interface DeploymentRef {
  id: string;
  requestId: string;
  minorId: string;
  region: string;
  providerId: string | null;
  kind: HelpKind;
  state: 'PLACED' | 'RUNNING' | 'EXTENDED' | 'ENDED' | 'FALLEN';
  placedAt: Date;
  startedAt: Date | null;
  maxEndAt: Date | null;
  extensions: number;
  nextStep: string | null;
  now: Date;
}

/** @throws Failure deployment-not-found, crisis-of-other-region */
export async function ownDeployment(tx: Writer, deploymentId: string): Promise<DeploymentRef> {
  const [found] = await tx.rows<DeploymentRef & { mine: boolean }>(
    `select d.id, d.request_id as "requestId", d.minor_id as "minorId", d.region_code as region,
            d.provider_id as "providerId", d.kind, d.state, d.placed_at as "placedAt", d.started_at as "startedAt",
            d.max_end_at as "maxEndAt", d.extensions, d.next_step as "nextStep", platform.now() as now,
            coalesce(d.region_code = auth.my_area(), false) as mine
       from crisis.deployment d where d.id = $1 for update`,
    [deploymentId],
  );
  if (!found) throw notFound('deployment-not-found');
  if (!found.mine) throw notOfThisDesk();
  return found;
}

/** Every term as it is set for a region today, else its usual length. */
export async function termsOf(tx: Pick<Reader, 'rows'>, region: string): Promise<Terms> {
  const set = await tx.rows<{ key: string; value: number }>(
    `select distinct on (s.key) s.key, (s.value #>> '{}')::float8 as value from region.setting s
      where s.key like 'crisis.%' and coalesce(s.region_code, $1) = $1 and s.valid @> platform.today()
      order by s.key, s.region_code nulls last`,
    [region],
  );
  const known = new Map(set.map(({ key, value }) => [key, value]));
  return Object.fromEntries(
    (Object.keys(terms) as TermName[]).map((name) => {
      const { key, otherwise } = terms[name];
      return [name, known.get(key) ?? otherwise];
    }),
  ) as Terms;
}

/** Records what the desk does; codes and ids, never who the child is. */
export const tell = (
  tx: Writer,
  actor: Actor,
  kind: string,
  of: { subjectId: string; organisationId?: string | null; details?: Record<string, unknown> },
): Promise<string> =>
  recordEvent(tx, actor, {
    slice: 'crisis',
    kind,
    organisationId: of.organisationId ?? null,
    subjectId: of.subjectId,
    details: of.details ?? {},
  });

/** What was said of a case. */
export const writeNote = (
  tx: Writer,
  note: {
    region: string;
    requestId: string;
    kind: 'CASE' | 'CONSULT';
    words: string;
  },
) =>
  tx.rows(
    `insert into crisis.note (region_code, request_id, kind, words) values ($1, $2, $3, $4)`,
    [note.region, note.requestId, note.kind, note.words.trim()],
  );
