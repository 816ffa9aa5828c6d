import { type DayNo, dayOf } from './calendar.ts';
import type { Arrival, Promised } from './demand-arrivals.ts';
import { bandOfGroup, bornFor, newCase, waitOf } from './demand-case.ts';
import { inventChild } from './demand-child.ts';
import type { Ending } from './demand-course.ts';
import { type Desk, workday } from './demand-desk.ts';
import * as plan from './demand-plan.ts';
import { inventRequest } from './demand-request.ts';
import type { Child, HelpRequest } from './demand-types.ts';
import { startedAfterStep } from './dialogue-plan.ts';
import { tellPromise, tellStart, tellStepUp } from './dialogue-course.ts';
import type { Unit } from './supply.ts';

const year = 365.25;
const sexOf: Readonly<Partial<Record<Unit['genderMix'], Child['sex']>>> = { GIRLS: 'F', BOYS: 'M' };

/** A day of birth that the unit takes on that day, and since when somebody so young can wait. */
function ageFor(desk: Desk, unit: Unit, on: DayNo, waits: number): { bornOn: DayNo; since: DayNo } {
  const from = Math.max(unit.ageMin, unit.plan.ageMin) * year + 35;
  const until = Math.min(unit.ageMax, unit.plan.ageMax) * year - 35;
  const days = Math.floor(from + desk.random.next() * Math.max(1, until - from));
  return { bornOn: on - days, since: workday(on - Math.min(waits, Math.max(5, days - 20))) };
}

/** A child that a unit of the supply took, or promises to take, on a day. */
function inventTowards(
  desk: Desk,
  of: {
    unit: Unit;
    on: DayNo;
    court: boolean;
    pseudonym: string | null;
    longest: DayNo;
    ending: (since: DayNo) => Ending;
  },
): HelpRequest {
  const { random } = desk;
  const { unit, on } = of;
  const { group: drawn } = newCase(desk, true);
  const group = of.court ? 'COURT' : drawn === 'COURT' ? 'VOLUNTARY' : drawn;
  const band = bandOfGroup(desk, group, true);
  const { bornOn, since: drawnSince } = ageFor(desk, unit, on, waitOf(desk, band));
  const since = Math.min(drawnSince, of.longest);
  const sex = sexOf[unit.genderMix];
  const child = inventChild(desk, {
    region: unit.provider.region.code,
    bornOn,
    registeredOn: since - 30,
    ...(of.pseudonym && { pseudonym: of.pseudonym }),
    ...(sex && { sex }),
  });
  const helped = random.chance(plan.otherHelp.share);
  const ending = of.ending(since);
  return inventRequest(desk, { child, group, band, ending, helped, towards: unit });
}

/** Somebody who went to a place, and the dialogue that led there. */
export function inventStarted(desk: Desk, arrival: Arrival): HelpRequest {
  const { unit, on, until } = arrival;
  const request = inventTowards(desk, {
    unit,
    on,
    court: arrival.court,
    pseudonym: arrival.known?.pseudonym ?? null,
    longest: on - 2,
    ending: (since) => ({ kind: 'LEFT', since, on, how: 'STARTED', until }),
  });
  tellStart(desk, request, arrival);
  if (desk.random.chance(startedAfterStep * 4)) tellStepUp(desk, request);
  return request;
}

/** Somebody for whom a place is held now: asked of the provider, or agreed. */
export function inventPromised(desk: Desk, promised: Promised): HelpRequest {
  const { random, today } = desk;
  const sent = workday(Math.min(dayOf(promised.at), today - 1));
  const agreed = today - sent > 4 || random.chance(0.35);
  const request = inventTowards(desk, {
    unit: promised.unit,
    on: promised.startOn,
    court: random.chance(0.35),
    pseudonym: promised.pseudonym,
    longest: sent - 2,
    ending: (since) => ({
      kind: 'PROMISED',
      since,
      sent,
      state: agreed ? 'ALLOCATED' : 'PROPOSED',
    }),
  });
  tellPromise(desk, request, promised);
  return request;
}

/** Somebody who left the list otherwise. */
export function inventCancelled(desk: Desk, weeks: number): HelpRequest {
  const { random, today } = desk;
  const { region, group, band } = newCase(desk, true);
  const on = workday(today - 1 - Math.floor(random.next() * weeks * 7));
  const since = workday(on - waitOf(desk, band));
  const bornOn = bornFor(desk, on, since);
  const child = inventChild(desk, { region, bornOn, registeredOn: since - 30 });
  const ending: Ending = { kind: 'LEFT', since, on, how: 'CANCELLED' };
  return inventRequest(desk, { child, group, band, ending, helped: false });
}
