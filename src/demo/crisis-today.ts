import { dayText, type Seconds } from './calendar.ts';
import { type CrisisDesk, later, whoIsAsked } from './crisis-course.ts';
import { stateOf } from './crisis-cut.ts';
import { freePlace, isPledgedAt } from './crisis-network.ts';
import * as plan from './crisis-plan.ts';
import type {
  Attempt,
  Call,
  CallMinor,
  CallState,
  Help,
  HelpKind,
  Pledge,
} from './crisis-types.ts';
import { caseWords } from './crisis-words.ts';
import { childFamilyName, childGivenName } from './names.ts';

/** One case that a desk finds today: the call and its first minor, told from the midnight of the demo back. */
interface Scene {
  desk: CrisisDesk;
  call: Call;
  minor: CallMinor;
  now: Seconds;
}

const hour = 3600;

/** The nth that is asked for this kind of help. */
function pledgeOf({ desk, call, now }: Scene, kind: HelpKind): Pledge[] {
  const all = whoIsAsked(desk, call.region, kind, now);
  return all.filter((one, n) => all.findIndex(({ partner }) => partner === one.partner) === n);
}

/** Asks so many, each so many hours before midnight; how they answered is a state each. */
function ask(
  scene: Scene,
  kind: HelpKind,
  answers: readonly (readonly [hoursAgo: number, Attempt['state']])[],
): void {
  const asked = new Set(scene.minor.attempts.map(({ pledge }) => pledge.partner));
  const pledges = pledgeOf(scene, kind).filter(({ partner }) => !asked.has(partner));
  for (const [n, [ago, state]] of answers.entries()) {
    const pledge = pledges[n];
    if (!pledge) return;
    const at = scene.now - ago * hour;
    const answered = state === 'YES' || state === 'NO';
    scene.minor.attempts.push({
      id: scene.desk.random.uuid(),
      pledge,
      at,
      state,
      reason: state === 'NO' ? 'FULL' : null,
      answeredAt: answered ? at + Math.min(ago * hour * 0.5, hour) : null,
    });
  }
}

/** Help that was found, and runs since so many hours where it does. */
function give(
  scene: Scene,
  kind: HelpKind,
  of: { placed: number; started: number | null; longer?: number; next?: string },
): Help | null {
  const { desk, minor, now } = scene;
  const placedAt = now - of.placed * hour;
  // Free ever since, not only tonight: others may have come and gone in between.
  const isFree = (one: Pledge) => isPledgedAt(one, placedAt) && freePlace(one, placedAt) >= 0;
  const pledge =
    pledgeOf(scene, kind).find(isFree) ??
    desk.network.pledges.find((one) => one.kind === kind && isFree(one));
  if (!pledge) return null;
  const slot = freePlace(pledge, placedAt);
  pledge.takenUntil[slot] = Number.POSITIVE_INFINITY;
  const attempt: Attempt = {
    id: desk.random.uuid(),
    pledge,
    at: placedAt - 2 * hour,
    state: 'YES',
    reason: null,
    answeredAt: placedAt - hour,
  };
  const startedAt = of.started === null ? null : now - of.started * hour;
  const terms = startedAt === null ? [] : [later(startedAt, plan.lengths[kind].term)];
  for (let n = 0; n < (of.longer ?? 0); n++) terms.push(later(terms.at(-1)!, plan.extension));
  const help: Help = {
    id: desk.random.uuid(),
    attempt,
    partOf: null,
    pledge,
    slot: slot + 1,
    state: startedAt === null ? 'PLACED' : of.longer ? 'EXTENDED' : 'RUNNING',
    placedAt,
    startedAt,
    maxEndAt: terms.at(-1) ?? null,
    extendedAt: terms.slice(0, -1).map((end) => Math.min(end - 6 * hour, now - 60)),
    plannedAt: null,
    nextStep: of.next ?? null,
    nextOwner: of.next ? 'Toegangsteam' : null,
    nextOn: of.next ? Math.floor(terms.at(-1)! / 86_400) : null,
    destination: null,
    endedAt: null,
    stay: null,
  };
  minor.attempts.push(attempt);
  minor.help.push(help);
  minor.state = help.state as CallState;
  return help;
}

interface Play {
  /** How long ago it came in, in hours. */
  ago: number;
  kind: Call['kind'];
  act(scene: Scene): void;
  /** Comes back: the case that it repeats is found among those that closed. */
  again?: true;
}

const dispatch = (ago: number, act: Play['act'], more: Partial<Play> = {}): Play => ({
  ago,
  kind: 'DISPATCH',
  act,
  ...more,
});
const set = (scene: Scene, values: Partial<Call>) => Object.assign(scene.call, values);

/** What desks have in hand, the usual first: a region has as many of them as its share asks for. */
export const plays: readonly Play[] = [
  dispatch(3, (scene) =>
    ask(scene, 'GUIDANCE', [
      [2.6, 'NO'],
      [2, 'ASKED'],
      [1.2, 'ASKED'],
    ]),
  ),
  // Ends tomorrow in the afternoon, and nobody said what comes after.
  dispatch(
    7 * 24 - 30,
    (scene) => void give(scene, 'STAY', { placed: 7 * 24 - 34, started: 7 * 24 - 38 }),
  ),
  dispatch(27, (scene) => {
    set(scene, { unsafety: 'ACUTE', wanted: 'STAY', problems: ['VIOLENCE', 'FAMILY_CONFLICT'] });
    ask(scene, 'STAY', [
      [26, 'SILENT'],
      [25, 'NO'],
      [5, 'ASKED'],
    ]);
  }),
  { ago: 2.5, kind: 'CONSULT', act: () => {} },
  // Seventy-two hours are over at noon.
  dispatch(60, (scene) => {
    set(scene, { agreement: 'UNCLEAR', wanted: 'GUIDANCE' });
    ask(scene, 'GUIDANCE', [
      [58, 'NO'],
      [52, 'NO'],
    ]);
  }),
  dispatch(6, (scene) => void give(scene, 'GUIDANCE', { placed: 2, started: null })),
  dispatch(4, (scene) =>
    ask(scene, 'INTERVENTION', [
      [3, 'NO'],
      [2, 'YES'],
    ]),
  ),
  dispatch(2, () => {}, { again: true }),
  // Should have ended yesterday.
  dispatch(
    29 * 24 + 20,
    (scene) => void give(scene, 'GUIDANCE', { placed: 29 * 24 + 10, started: 28 * 24 + 20 }),
  ),
  dispatch(1.5, (scene) =>
    set(scene, {
      registrar: 'POLICE',
      agreement: 'JUDGE_ORDER',
      unsafety: 'ACUTE',
      wanted: 'STAY',
      problems: ['RUNAWAY', 'OFFENCE'],
    }),
  ),
  dispatch(40, (scene) => {
    give(scene, 'INTERVENTION', { placed: 34, started: 30, next: 'BROAD_HELP' });
    const other = scene.call.minors[1];
    if (other)
      ask({ ...scene, minor: other }, 'STAY', [
        [20, 'NO'],
        [4, 'ASKED'],
      ]);
  }),
  dispatch(
    11 * 24,
    (scene) =>
      void give(scene, 'STAY', {
        placed: 10.8 * 24,
        started: 10.5 * 24,
        longer: 1,
        next: 'WAITING_LIST',
      }),
  ),
  {
    ago: 1,
    kind: 'CONSULT',
    act: (scene) => set(scene, { registrar: 'YOUNG_PERSON', anonymous: true, unsafety: 'CONCERN' }),
  },
  dispatch(30, (scene) =>
    ask(scene, 'STAY', [
      [29, 'NO'],
      [27, 'NO'],
      [9, 'NO'],
      [8, 'ASKED'],
      [6, 'ASKED'],
    ]),
  ),
];

/** How many of these each desk has today (synthetic): sixty together. */
export const playsOf: Readonly<Record<string, number>> = {
  ANT: 14,
  LIM: 9,
  OVL: 11,
  VBR: 10,
  BRU: 5,
  WVL: 11,
};

/** Somebody rang and gave a name, more often than not; the desk wrote some words down. */
function tellWho({ desk, call, now }: Scene): void {
  const { random } = desk;
  if (!call.anonymous) call.words.push(random.pick(caseWords));
  for (const minor of call.minors) {
    if (call.anonymous || minor.age === null || !random.chance(0.7)) continue;
    const day = Math.floor(now / 86_400) - Math.floor((minor.age + random.next()) * 365.25);
    minor.identity = {
      givenName: childGivenName(random, minor.sex),
      familyName: childFamilyName(random),
      birthDate: dayText(day),
    };
  }
}

/** Plays one of them for a call as it came in. */
export function playOut(desk: CrisisDesk, call: Call, play: Play, now: Seconds): void {
  const scene: Scene = { desk, call, minor: call.minors[0]!, now };
  if (call.kind === 'DISPATCH') call.wanted ??= desk.random.weighted(plan.found);
  for (const minor of call.minors)
    minor.state = call.kind === 'CONSULT' ? 'RECEIVED' : 'DISPATCHING';
  if (call.agreement === 'NO' || call.agreement === 'UNCLEAR') call.agreement = 'YES';
  play.act(scene);
  if (scene.minor.help[0]) call.wanted = scene.minor.help[0].pledge.kind;
  call.state = stateOf(call.minors);
  call.closedAt = null;
  call.closed = null;
  tellWho(scene);
}
