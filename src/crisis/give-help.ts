import type { Actor } from '../platform/db/command.ts';
import type { Writer } from '../platform/db/database.ts';
import { badRequest, conflict, notFound } from '../platform/errors.ts';
import { extendedEnd, maxEndOf } from './clocks.ts';
import type { AddBed, Done, EndHelp, Outflow, Place, Placed, StartHelp } from './contract.ts';
import { type DeploymentRef, ownDeployment, ownMinor, tell, termsOf } from './crisis.queries.ts';
import { refuseStep } from './change-request.ts';

/** A place of a pledge is promised; which one, and that it is nobody else's, the database says. */
async function insertDeployment(
  tx: Writer,
  of: {
    requestId: string;
    minorId: string;
    region: string;
    attemptId: string | null;
    partOf: string | null;
    pledge: { id: string; partnerId: string; kind: string };
  },
): Promise<{ id: string; slot: number }> {
  const [made] = await tx.rows<{ id: string; slot: number }>(
    `insert into crisis.deployment (request_id, minor_id, region_code, attempt_id, part_of, pledge_id, partner_id, kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id, slot`,
    [
      of.requestId,
      of.minorId,
      of.region,
      of.attemptId,
      of.partOf,
      of.pledge.id,
      of.pledge.partnerId,
      of.pledge.kind,
    ],
  );
  return made!;
}

/**
 * The partner that said yes gets the child: a place of its pledge is promised, and a bed of its unit held. Throws
 * `pledge-full`, `crisis-bed-gone`, `placed-after-a-yes`, `attempt-not-found`, `crisis-step-not-allowed`.
 */
export async function placeMinor(
  tx: Writer,
  actor: Actor,
  { minorId, attemptId, startNow }: Place & { minorId: string },
): Promise<Placed> {
  const minor = await ownMinor(tx, minorId);
  refuseStep(minor.state, 'PLACED');
  const [pledge] = await tx.rows<{
    id: string;
    partnerId: string;
    kind: string;
    providerId: string | null;
  }>(
    `select a.pledge_id as id, a.partner_id as "partnerId", a.kind, a.provider_id as "providerId"
       from crisis.attempt a where a.id = $1 and a.minor_id = $2`,
    [attemptId, minorId],
  );
  if (!pledge) throw notFound('attempt-not-found');
  const eventId = await tell(tx, actor, 'help.place', {
    subjectId: minor.requestId,
    organisationId: pledge.providerId,
    details: { kind: pledge.kind },
  });
  const { requestId, region } = minor;
  const made = await insertDeployment(tx, {
    requestId,
    minorId,
    region,
    attemptId,
    partOf: null,
    pledge,
  });
  if (startNow) await start(tx, await ownDeployment(tx, made.id), minor.now);
  return { id: made.id, eventId, slot: made.slot };
}

/** A bed as part of a guidance (plan of 2023: guidance tied to crisis places). Throws `bed-in-open-guidance`, `pledge-full`. */
export async function addBed(
  tx: Writer,
  actor: Actor,
  { deploymentId, pledgeId }: AddBed & { deploymentId: string },
): Promise<Placed> {
  const guidance = await ownDeployment(tx, deploymentId);
  const [pledge] = await tx.rows<{ id: string; partnerId: string; kind: string }>(
    `select g.id, g.partner_id as "partnerId", g.kind from crisis.pledge g where g.id = $1`,
    [pledgeId],
  );
  if (!pledge) throw notFound('pledge-not-found');
  const eventId = await tell(tx, actor, 'help.bed', { subjectId: guidance.requestId });
  const { requestId, minorId, region } = guidance;
  const made = await insertDeployment(tx, {
    requestId,
    minorId,
    region,
    attemptId: null,
    partOf: deploymentId,
    pledge,
  });
  return { id: made.id, eventId, slot: made.slot };
}

async function start(tx: Writer, help: DeploymentRef, startedAt: Date): Promise<void> {
  const maxEndAt = maxEndOf(help.kind, startedAt, await termsOf(tx, help.region));
  await tx.rows(
    `update crisis.deployment set state = 'RUNNING', started_at = $2, max_end_at = $3 where id = $1`,
    [help.id, startedAt, maxEndAt],
  );
}

/** @throws Failure started-not-later, started-after-placed */
function startOf(help: DeploymentRef, given: string | undefined): Date {
  const at = given === undefined ? help.now : new Date(given);
  if (at > help.now) throw badRequest('started-not-later');
  return at;
}

/** Help begins, and its clock with it. Throws `crisis-step-not-allowed`, `started-not-later`. */
export async function startHelp(
  tx: Writer,
  actor: Actor,
  { deploymentId, startedAt }: StartHelp & { deploymentId: string },
): Promise<Done> {
  const help = await ownDeployment(tx, deploymentId);
  if (help.state !== 'PLACED') throw conflict('crisis-step-not-allowed', { from: help.state });
  const at = startOf(help, startedAt);
  const eventId = await tellHelp(tx, actor, 'start', help);
  await start(tx, help, at);
  return { id: deploymentId, eventId };
}

const tellHelp = (tx: Writer, actor: Actor, kind: string, help: DeploymentRef) =>
  tell(tx, actor, `help.${kind}`, {
    subjectId: help.requestId,
    organisationId: help.providerId,
    details: { kind: help.kind },
  });

const isRunning = (help: DeploymentRef) => help.state === 'RUNNING' || help.state === 'EXTENDED';

/** Longer, as often as its kind allows (5.6, 5.7). Throws `no-more-extensions`, `crisis-step-not-allowed`. */
export async function extendHelp(
  tx: Writer,
  actor: Actor,
  { deploymentId }: { deploymentId: string },
): Promise<Done> {
  const help = await ownDeployment(tx, deploymentId);
  if (!isRunning(help)) throw conflict('crisis-step-not-allowed', { from: help.state });
  const { kind, extensions } = help;
  const maxEndAt = extendedEnd(
    { kind, extensions, maxEndAt: help.maxEndAt! },
    await termsOf(tx, help.region),
  );
  if (maxEndAt === null) throw conflict('no-more-extensions', { times: extensions });
  const eventId = await tellHelp(tx, actor, 'extend', help);
  await tx.rows(
    `update crisis.deployment set state = 'EXTENDED', max_end_at = $2, extensions = extensions + 1 where id = $1`,
    [deploymentId, maxEndAt],
  );
  return { id: deploymentId, eventId };
}

async function writeOutflow(tx: Writer, deploymentId: string, plan: Outflow): Promise<void> {
  const none = plan.nextStep === 'NONE';
  if (!none && (!plan.owner || !plan.on)) throw badRequest('next-step-has-an-owner');
  await tx.rows(
    `update crisis.deployment set next_step = $2, next_owner = $3, next_on = $4 where id = $1`,
    [deploymentId, plan.nextStep, none ? null : plan.owner!.trim(), none ? null : plan.on],
  );
}

/** What comes after, who sees to it and by when: asked for before the help ends (R86). Throws `next-step-has-an-owner`. */
export async function planOutflow(
  tx: Writer,
  actor: Actor,
  { deploymentId, ...plan }: Outflow & { deploymentId: string },
): Promise<Done> {
  const help = await ownDeployment(tx, deploymentId);
  if (help.state === 'ENDED' || help.state === 'FALLEN')
    throw conflict('crisis-step-not-allowed', { from: help.state });
  const eventId = await tellHelp(tx, actor, 'plan', help);
  await writeOutflow(tx, deploymentId, plan);
  return { id: deploymentId, eventId };
}

/**
 * Help ends with where the child goes and what comes next; without a next step it does not. Throws `ended-says-what-next`,
 * `next-step-has-an-owner`, `ended-not-later`, `ended-before-start`, `crisis-step-not-allowed`.
 */
export async function endHelp(
  tx: Writer,
  actor: Actor,
  { deploymentId, destination, endedAt, outflow }: EndHelp & { deploymentId: string },
): Promise<Done> {
  const help = await ownDeployment(tx, deploymentId);
  if (!isRunning(help)) throw conflict('crisis-step-not-allowed', { from: help.state });
  const at = endedAt === undefined ? help.now : new Date(endedAt);
  if (at > help.now) throw badRequest('ended-not-later');
  if (at < help.startedAt!) throw badRequest('ended-before-start');
  if (!outflow && help.nextStep === null) throw badRequest('ended-says-what-next');
  const eventId = await tellHelp(tx, actor, 'end', help);
  if (outflow) await writeOutflow(tx, deploymentId, outflow);
  await tx.rows(
    `update crisis.deployment set state = 'ENDED', ended_at = $2, destination = $3 where id = $1`,
    [deploymentId, at, destination],
  );
  return { id: deploymentId, eventId };
}

/** What was promised does not begin: the place is free again and the search goes on. Throws `crisis-step-not-allowed`. */
export async function fallThrough(
  tx: Writer,
  actor: Actor,
  { deploymentId }: { deploymentId: string },
): Promise<Done> {
  const help = await ownDeployment(tx, deploymentId);
  if (help.state !== 'PLACED') throw conflict('crisis-step-not-allowed', { from: help.state });
  const eventId = await tellHelp(tx, actor, 'fall', help);
  await tx.rows(`update crisis.deployment set state = 'FALLEN' where id = $1`, [deploymentId]);
  return { id: deploymentId, eventId };
}
