import type { FactLog } from './fact-log.ts';
import { freePlace, isPledgedAt, pledgeKey } from './crisis-network.ts';
import type { CrisisDesk } from './crisis-course.ts';
import type { Call, CallMinor, Help } from './crisis-types.ts';
import type { Stay } from './facts.ts';
import type { Unit } from './supply.ts';

/** Who is in the beds of the crisis units today, by unit. */
export function bedsOf(log: FactLog, today: number): Map<Unit, Stay[]> {
  const running = [...log.current.stay.values()].filter(
    (stay) =>
      stay.unit.plan.code === 'CRISIS_STAY' &&
      stay.from <= today - 1 &&
      (stay.until === null || stay.until > today) &&
      stay.place !== null,
  );
  return Map.groupBy(running, ({ unit }) => unit);
}

function moveElsewhere(desk: CrisisDesk, call: Call, minor: CallMinor, help: Help): void {
  const said = new Set(minor.attempts.map(({ pledge }) => pledge.partner));
  const other = [
    ...(desk.network.of.get(pledgeKey(call.region, 'STAY')) ?? []),
    ...desk.network.pledges.filter(({ kind }) => kind === 'STAY'),
  ].find(
    (each) =>
      each.unit === null &&
      !said.has(each.partner) &&
      isPledgedAt(each, help.placedAt) &&
      freePlace(each, help.placedAt) >= 0,
  );
  if (!other) return;
  help.pledge = other;
  const place = freePlace(other, help.placedAt);
  other.takenUntil[place] = Number.POSITIVE_INFINITY;
  help.slot = place + 1;
  if (help.attempt) help.attempt.pledge = other;
}

/**
 * Help in a bed of a unit of the supply is a stay there: the child of each such help that runs is one of those that the
 * supply tells of. Who has no bed there, has one of a partner outside the supply.
 */
export function giveBeds(desk: CrisisDesk, calls: readonly Call[], beds: Map<Unit, Stay[]>): void {
  for (const call of calls) {
    if (call.closedAt !== null) continue;
    for (const minor of call.minors)
      for (const help of minor.help)
        if (help.endedAt === null && help.pledge.unit) giveBed(desk, { call, minor, help }, beds);
  }
}

function giveBed(
  desk: CrisisDesk,
  of: { call: Call; minor: CallMinor; help: Help },
  beds: Map<Unit, Stay[]>,
): void {
  const { call, minor, help } = of;
  const stay =
    help.state !== 'PLACED' && help.partOf === null
      ? beds.get(help.pledge.unit!)?.pop()
      : undefined;
  if (!stay) return moveElsewhere(desk, call, minor, help);
  help.stay = stay.id;
  minor.pseudonym = stay.person;
}
