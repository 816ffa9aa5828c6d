import { type Arrivals, inventArrivals } from './demand-arrivals.ts';
import { bandOfGroup, bornFor, newCase, waitOf } from './demand-case.ts';
import { inventChild } from './demand-child.ts';
import type { Ending } from './demand-course.ts';
import { type Desk, tell, workday } from './demand-desk.ts';
import { inventCancelled, inventPromised, inventStarted } from './demand-left.ts';
import { movesOf } from './demand-moves.ts';
import * as plan from './demand-plan.ts';
import { plantDuplicates, setSomeApart } from './demand-relations.ts';
import { helpState, inventRequest } from './demand-request.ts';
import type { Demand, HelpRequest, SiblingGroup } from './demand-types.ts';
import { contactPlans, splitReasons } from './demand-words.ts';
import { inventInquiries, tellFailures } from './dialogue-shares.ts';

type OnList = Extract<Ending, { kind: 'ON_LIST' }>['state'];

/** A child, or brothers and sisters, of whom each waits. */
function inventFamily(desk: Desk, state: OnList | null): HelpRequest[] {
  const { random, today } = desk;
  const first = newCase(desk);
  if (state === 'NOT_DIRECTABLE' && first.group === 'COURT') first.group = 'VOLUNTARY';
  const firstSince = workday(today - waitOf(desk, first.band));
  const many = state === null && random.chance(plan.siblings.groupChance);
  const size = many ? random.weighted(plan.siblings.sizes) : 1;
  const family: HelpRequest[] = [];
  for (let n = 0; n < size; n++) {
    const together = n === 0 || random.chance(plan.siblings.cameTogether);
    const band = together ? first.band : bandOfGroup(desk, first.group, false);
    const since = together ? firstSince : workday(today - waitOf(desk, band));
    const sibling = family[0]?.child;
    const bornOn = bornFor(desk, today, since, family.at(-1)?.child.bornOn);
    const child = inventChild(desk, {
      region: first.region,
      bornOn,
      registeredOn: since - 30,
      ...(sibling ? { sibling } : {}),
    });
    const help = helpState(desk);
    const ending: Ending = { kind: 'ON_LIST', since, state: state ?? help.state };
    family.push(
      inventRequest(desk, { child, group: first.group, band, ending, helped: help.helped }),
    );
  }
  return family;
}

/** Whether they must be together, are best together, or are split: then with the reason and how they keep in touch. */
function keepTogether(desk: Desk, family: readonly HelpRequest[]): SiblingGroup {
  const { random } = desk;
  const together = random.weighted(plan.siblings.together);
  const [{ child }] = family as [HelpRequest];
  const id = random.uuid();
  const event = tell(desk, {
    at: Math.max(...family.map(({ steps }) => steps[0]!.at)) + 120,
    kind: 'siblings.group',
    region: child.region,
    subject: id,
    details: { people: family.length, together },
  });
  const group = { id, region: child.region, together, event };
  for (const request of family) {
    request.child.group = group;
    if (together !== 'APART') continue;
    request.notes.push({ kind: 'SPLIT_REASON', words: random.pick(splitReasons) });
    request.notes.push({ kind: 'CONTACT_PLAN', words: random.pick(contactPlans) });
  }
  return group;
}

function inventUnborn(desk: Desk): HelpRequest {
  const { random, today } = desk;
  const { region, group, band } = newCase(desk);
  const since = workday(today - random.between(3, 80));
  const bornOn = today + random.between(10, 130);
  const child = inventChild(desk, { region, bornOn, unborn: true, registeredOn: since - 20 });
  const ending: Ending = { kind: 'ON_LIST', since, state: 'WAITING' };
  return inventRequest(desk, { child, group, band, ending, helped: false });
}

type BeforeList = Extract<Ending, { kind: 'BEFORE_LIST' }>['state'];

function inventEarly(desk: Desk, state: BeforeList): HelpRequest {
  const { region, band, group } = newCase(desk);
  const bornOn = bornFor(desk, desk.today, desk.today - 90);
  const child = inventChild(desk, { region, bornOn, registeredOn: desk.today - 20 });
  const consent = state === 'NOT_DIRECTABLE' && group === 'COURT' ? 'VOLUNTARY' : group;
  const ending: Ending = { kind: 'BEFORE_LIST', state };
  return inventRequest(desk, {
    child,
    group: consent,
    band,
    ending,
    helped: desk.random.chance(0.3),
  });
}

function inventBesides(desk: Desk): HelpRequest[] {
  const requests: HelpRequest[] = [];
  for (const [state, count] of Object.entries(plan.besides))
    for (let n = 0; n < count; n++) {
      const early =
        state !== 'ON_HOLD_CLIENT' &&
        state !== 'EXPIRED' &&
        !(state === 'NOT_DIRECTABLE' && n % 2 === 0);
      if (early) requests.push(inventEarly(desk, state as BeforeList));
      else requests.push(...inventFamily(desk, state));
    }
  return requests;
}

/**
 * Invents who waits today, who is on the way to the list and some of those who left it in so many weeks: with the
 * steps, assessments and requests for priority of each, and the rises and falls that follow.
 */
export function inventDemand(desk: Desk, weeks: number, arrivals: Arrivals | null): Demand {
  const requests: HelpRequest[] = [];
  const groups: SiblingGroup[] = [];
  while (requests.length < plan.waitingChildren - plan.unborn) {
    const family = inventFamily(desk, null);
    if (family.length > 1) groups.push(keepTogether(desk, family));
    requests.push(...family);
  }
  for (let n = 0; n < plan.unborn; n++) requests.push(inventUnborn(desk));
  setSomeApart(desk, requests);
  requests.push(...inventBesides(desk));
  const { started, promised } = arrivals ?? inventArrivals(desk, weeks);
  for (const arrival of started) requests.push(inventStarted(desk, arrival));
  for (const promise of promised) requests.push(inventPromised(desk, promise));
  for (let n = 0; n < Math.round(weeks * plan.weekly.otherExits * plan.left.share); n++)
    requests.push(inventCancelled(desk, weeks));
  tellFailures(desk, requests);
  const duplicates = plantDuplicates(desk, requests);
  requests.push(...duplicates.map(({ request }) => request));
  const households = Map.groupBy(requests, ({ id, child }) =>
    child.group?.together === 'REQUIRED' ? child.group.id : id,
  );
  return {
    groups,
    requests,
    inquiries: inventInquiries(desk, weeks),
    events: desk.events,
    moves: [...households.values()].flatMap((household) => movesOf(desk, household)),
    duplicates: duplicates.map(({ request, of }) => [of, request.child]),
  };
}
