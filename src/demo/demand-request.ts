import { type DayNo, dayOf } from './calendar.ts';
import { monthAge } from './demand-child.ts';
import { cameIn, type Ending, inventCourse } from './demand-course.ts';
import type { Desk } from './demand-desk.ts';
import {
  type BandCode,
  type FileGroup,
  otherHelp,
  owned,
  runningHelp,
  secondOwned,
  type Weights,
} from './demand-plan.ts';
import { askForPriority } from './demand-priority.ts';
import type { Child, HelpRequest } from './demand-types.ts';
import type { EnterRequest } from '../waiting-list/index.ts';
import { assessRequest } from './demand-urgency.ts';
import { inventWishes, needsOf, securityOf } from './demand-wishes.ts';
import { supportNeeds } from './demand-words.ts';
import type { Unit } from './supply.ts';

type RegistrarKind = EnterRequest['registrarKind'];

/** Who registers, by kind of file (synthetic). */
export const registrars: Readonly<Record<FileGroup, Weights<RegistrarKind>>> = {
  COURT: [['COURT_SERVICE', 1]],
  OCJ_MANO: [['OCJ', 1]],
  VK_MANO: [['VK', 1]],
  VOLUNTARY: [
    ['BROAD_ENTRY', 48],
    ['PROVIDER', 22],
    ['OCJ', 10],
    ['CRISIS_POINT', 8],
    ['SCHOOL', 6],
    ['FAMILY', 4],
    ['OTHER', 2],
  ],
};

/** Consents as the state asks: a measure of the court needs none, whoever waits has them. */
function consentsOf(desk: Desk, child: Child, group: FileGroup, ending: Ending) {
  const { random, today } = desk;
  const age = monthAge(child, today);
  const minorAble = age >= 12 && age < 14 && random.chance(0.06) ? false : null;
  const decides = !child.unborn && (minorAble ?? age >= 12);
  const none = { consentRepresentative: 'NOT_NEEDED', consentMinor: 'NOT_NEEDED', minorAble };
  if (group === 'COURT') return none;
  const early = ending.kind === 'BEFORE_LIST' && ending.state !== 'DIRECTABLE';
  const missing = ending.kind !== 'LEFT' && ending.state === 'NOT_DIRECTABLE';
  const open = random.chance(0.85) ? 'ASKED' : 'REFUSED';
  const parents = missing && !decides ? open : early && !missing ? 'ASKED' : 'GIVEN';
  const self = missing ? open : early ? 'ASKED' : 'GIVEN';
  return {
    ...none,
    ...(age < 18 ? { consentRepresentative: parents } : {}),
    ...(decides ? { consentMinor: self } : {}),
  };
}

function helpOf(desk: Desk, helped: boolean): string[] {
  if (!helped) return [];
  const one = desk.random.weighted(runningHelp);
  const other = desk.random.chance(0.15) ? desk.random.weighted(runningHelp) : one;
  return one === other ? [one] : [one, other];
}

const registeredUrgent = (facts: readonly { facts: readonly string[] }[]) =>
  facts.some((each) => each.facts.includes('COURT_URGENT'));

function ownersOf(desk: Desk, region: string): Pick<HelpRequest, 'owner' | 'secondOwner'> {
  const { random } = desk;
  const team = desk.teams.get(region) ?? [];
  if (team.length === 0 || !random.chance(owned)) return { owner: null, secondOwner: null };
  const [owner, second] = random.shuffled(team);
  return { owner: owner!, secondOwner: second && random.chance(secondOwned) ? second : null };
}

function validityOf(desk: Desk, ending: Ending, since: DayNo): DayNo | null {
  const { random, today } = desk;
  if (ending.kind === 'LEFT') return ending.on + random.between(20, 300);
  if (ending.kind === 'BEFORE_LIST') return ending.state === 'DIRECTABLE' ? today + 360 : null;
  if (ending.state === 'EXPIRED') return Math.max(since + 1, today - random.between(0, 40));
  return random.chance(0.94) ? today + random.between(4, 360) : null;
}

/** The last day, not included, on which the request waits. */
function waitsUntil(desk: Desk, request: HelpRequest, ending: Ending): DayNo {
  if (ending.kind === 'ON_LIST' || ending.kind === 'BEFORE_LIST') return desk.today;
  const left = request.steps.find(({ to }) => to === 'PROPOSED' || to === 'CANCELLED');
  return left ? dayOf(left.at) : desk.today;
}

/** A request with its course, its urgency and its priority. */
export function inventRequest(
  desk: Desk,
  of: {
    child: Child;
    group: FileGroup;
    band: BandCode;
    ending: Ending;
    helped: boolean;
    /** Where the child went, or is promised a place. */
    towards?: Unit;
  },
): HelpRequest {
  const { random, today } = desk;
  const { child, group, band, ending } = of;
  const since = ending.kind === 'BEFORE_LIST' ? null : ending.since;
  const wishes = inventWishes(desk, child, ending.kind === 'LEFT' ? ending.on : today, of.towards);
  const id = random.uuid();
  const steps = inventCourse(desk, {
    id,
    child,
    ending,
    modules: wishes.map(({ module }) => module),
    fileKind: group,
  });
  const living = ending.kind !== 'LEFT';
  const request: HelpRequest = {
    id,
    child,
    group,
    band,
    fileKind: group,
    registrar: random.weighted(registrars[group]),
    registeredOn: cameIn(steps),
    since,
    validUntil: validityOf(desk, ending, since ?? today),
    startFrom: living && random.chance(0.05) ? today + random.between(5, 60) : null,
    ...securityOf(wishes),
    needs: needsOf(desk, child, today),
    ...consentsOf(desk, child, group, ending),
    runningHelp: helpOf(desk, of.helped),
    reviewOn:
      living && since !== null && random.chance(0.12) ? today + random.between(-5, 60) : null,
    ...(living ? ownersOf(desk, child.region) : { owner: null, secondOwner: null }),
    wishes,
    steps,
    assessed: [],
    priority: [],
    notes:
      living && random.chance(0.5)
        ? [{ kind: 'SUPPORT_NEEDS', words: random.pick(supportNeeds) }]
        : [],
    apart: [],
    proposals: [],
  };
  if (since === null) return request;
  const until = waitsUntil(desk, request, ending);
  askForPriority(desk, request, since, until);
  assessRequest(desk, request, since, until);
  if (registeredUrgent(request.assessed)) {
    request.fileKind = 'COURT_URGENT';
    steps[0]!.event.details['fileKind'] = request.fileKind;
  }
  return request;
}

/** Whether somebody who waits has other help, and whether that is said of the state. */
export function helpState(desk: Desk): { helped: boolean; state: 'WAITING' | 'HELPED_OTHERWISE' } {
  const helped = desk.random.chance(otherHelp.share);
  return {
    helped,
    state: helped && desk.random.chance(otherHelp.saidSo) ? 'HELPED_OTHERWISE' : 'WAITING',
  };
}
