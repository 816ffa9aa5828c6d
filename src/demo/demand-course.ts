import type { RequestState } from '../waiting-list/index.ts';
import { type DayNo, dayOf, momentOn } from './calendar.ts';
import { type Desk, officeMoment, tell, workday } from './demand-desk.ts';
import { indicationDays } from './demand-plan.ts';
import type { Child, Step } from './demand-types.ts';
import { stateReasons } from './demand-words.ts';

/** Where a request stands at the end of what the demo tells. */
export type Ending =
  | {
      kind: 'ON_LIST';
      since: DayNo;
      state: 'WAITING' | 'HELPED_OTHERWISE' | 'ON_HOLD_CLIENT' | 'NOT_DIRECTABLE' | 'EXPIRED';
    }
  | {
      kind: 'BEFORE_LIST';
      state: 'DRAFT' | 'SUBMITTED' | 'IN_INDICATION' | 'DIRECTABLE' | 'NOT_DIRECTABLE';
    }
  | {
      kind: 'LEFT';
      since: DayNo;
      on: DayNo;
      how: 'STARTED' | 'CANCELLED';
      /** Where the stay ended; null while it runs. */
      until?: DayNo | null;
    }
  | { kind: 'PROMISED'; since: DayNo; sent: DayNo; state: 'PROPOSED' | 'ALLOCATED' };

interface Stop {
  to: RequestState;
  day: DayNo;
}

/** Days before the day on which a request comes on the list: draft, submitted, being indicated, directable. */
function wayTo(desk: Desk, since: DayNo): Stop[] {
  const { random } = desk;
  const directable = workday(since - random.between(0, 4));
  const long = Math.round(random.logNormal(indicationDays.median, indicationDays.sigma));
  const indication = workday(directable - Math.min(long, 150));
  const submitted = workday(indication - random.between(1, 6));
  const draft = workday(submitted - random.between(0, 8));
  return [
    { to: 'DRAFT', day: draft },
    { to: 'SUBMITTED', day: submitted },
    ...(random.chance(0.6) ? [{ to: 'IN_INDICATION' as const, day: indication }] : []),
    { to: 'DIRECTABLE', day: directable },
  ];
}

function wayBeforeList(desk: Desk, state: (Ending & { kind: 'BEFORE_LIST' })['state']): Stop[] {
  const { random, today } = desk;
  const ago = (mean: number) => today - 1 - Math.min(120, Math.floor(random.exponential(mean)));
  if (state === 'DRAFT') return [{ to: 'DRAFT', day: workday(ago(8)) }];
  const all = wayTo(desk, state === 'DIRECTABLE' ? today - 1 : ago(12) + 30);
  const last =
    state === 'DIRECTABLE' ? 'DIRECTABLE' : state === 'SUBMITTED' ? 'SUBMITTED' : 'IN_INDICATION';
  const stops = all.filter(({ to }) => to !== 'DIRECTABLE' && to !== 'IN_INDICATION');
  const submitted = Math.min(stops.at(-1)!.day, workday(today - 2));
  stops.at(-1)!.day = submitted;
  stops[0]!.day = Math.min(stops[0]!.day, submitted);
  const between = () => workday(random.between(submitted + 1, today - 1));
  if (last === 'IN_INDICATION')
    stops.push({ to: 'IN_INDICATION', day: Math.max(submitted, between()) });
  if (last === 'DIRECTABLE')
    stops.push({
      to: 'DIRECTABLE',
      day: Math.max(submitted, workday(today - random.between(1, 4))),
    });
  if (state === 'NOT_DIRECTABLE')
    stops.push({ to: 'NOT_DIRECTABLE', day: Math.max(stops.at(-1)!.day, workday(today - 1)) });
  return stops;
}

function wayOn(desk: Desk, ending: Exclude<Ending, { kind: 'BEFORE_LIST' }>): Stop[] {
  const { random, today } = desk;
  const { since } = ending;
  if (ending.kind === 'ON_LIST') {
    if (ending.state === 'WAITING') return [];
    const recent = today - 1 - Math.floor(random.exponential(ending.state === 'EXPIRED' ? 25 : 60));
    const any = since + Math.floor(random.next() * (today - since));
    const day = ending.state === 'HELPED_OTHERWISE' ? any : recent;
    return [{ to: ending.state, day: Math.min(today - 1, Math.max(since, workday(day))) }];
  }
  if (ending.kind === 'PROMISED') {
    const { sent, state } = ending;
    const proposed = { to: 'PROPOSED' as const, day: sent };
    const answered = workday(Math.max(sent, Math.min(today - 1, sent + random.between(1, 4))));
    return state === 'PROPOSED' ? [proposed] : [proposed, { to: state, day: answered }];
  }
  const { on, how } = ending;
  if (how === 'CANCELLED') return [{ to: 'CANCELLED', day: on }];
  const proposed = Math.max(since, workday(on - random.between(5, 18)));
  const allocated = Math.max(proposed, workday(on - random.between(1, 4)));
  return [
    { to: 'PROPOSED', day: proposed },
    { to: 'ALLOCATED', day: allocated },
    { to: 'STARTED', day: on },
    ...(ending.until && ending.until < today ? [{ to: 'CLOSED' as const, day: ending.until }] : []),
  ];
}

/** The steps of a request, each with the event that made it, from the first draft on. */
export function inventCourse(
  desk: Desk,
  {
    id,
    child,
    ending,
    modules,
    fileKind,
  }: {
    id: string;
    child: Child;
    ending: Ending;
    modules: readonly string[];
    fileKind: string;
  },
): Step[] {
  const stops =
    ending.kind === 'BEFORE_LIST'
      ? wayBeforeList(desk, ending.state)
      : [
          ...wayTo(desk, ending.since),
          { to: 'WAITING' as const, day: ending.since },
          ...wayOn(desk, ending),
        ];
  const steps: Step[] = [];
  const midnight = momentOn(desk.today, 0) - 1;
  for (const [n, { to, day }] of stops.entries()) {
    const last = steps.at(-1);
    // So late in the evening of yesterday that all of them still fit.
    const at = Math.min(officeMoment(desk, day, last?.at), midnight - 60 * (stops.length - n));
    const reason = stateReasons[to] ? desk.random.pick(stateReasons[to]) : null;
    const event = tell(desk, {
      at,
      region: child.region,
      subject: id,
      ...(last
        ? { kind: 'request.state', reason, details: { from: last.to, to } }
        : { kind: 'request.enter', details: { modules, fileKind } }),
    });
    steps.push({ to, at, reason, event });
  }
  return steps;
}

/** The day on which a request came in. */
export const cameIn = (steps: readonly Step[]): DayNo => dayOf(steps[0]!.at);
