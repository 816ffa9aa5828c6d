import { bandOf, firstRuleSet } from '../waiting-list/index.ts';
import { momentOn, type Seconds } from './calendar.ts';
import type { Desk } from './demand-desk.ts';
import type { HelpRequest, ListEvent, OrderMove } from './demand-types.ts';

interface Standing {
  bandNo: number | null;
  since: number;
}
interface Member {
  request: HelpRequest;
  callable: boolean;
  said: string[];
  override: number | null;
  priority: Set<string>;
  standing: Standing | null;
}
interface Happening {
  at: Seconds;
  cause: string;
  event: ListEvent;
  change(): void;
}

const isCallable = (state: string) => state === 'WAITING' || state === 'HELPED_OTHERWISE';

function happeningsOf(member: Member): Happening[] {
  const { request } = member;
  const count = (facts: readonly string[], override: number | null) => () => {
    member.said = [...facts];
    member.override = override;
  };
  return [
    ...request.steps.map(({ at, to, event }) => ({
      at,
      cause: 'STATE',
      event,
      change: () => {
        member.callable = isCallable(to);
      },
    })),
    ...request.assessed
      .filter(({ before, confirmed }) => !before || confirmed !== null)
      .map(({ at, before, confirmed, event, facts, override }) => ({
        at: before ? confirmed!.at : at,
        cause: before ? 'CONFIRMED' : 'ASSESSED',
        event: before ? confirmed! : event,
        change: count(facts, override?.bandNo ?? null),
      })),
    ...request.priority.flatMap(({ state, asked, decided }) => [
      {
        at: asked.at,
        cause: 'PRIORITY',
        event: asked,
        change: () => void member.priority.add('PRIORITY_PENDING'),
      },
      ...(decided
        ? [
            {
              at: decided.at,
              cause: 'PRIORITY',
              event: decided,
              change: () => {
                member.priority.delete('PRIORITY_PENDING');
                if (state === 'GRANTED') member.priority.add('PRIORITY_GRANTED');
              },
            },
          ]
        : []),
    ]),
  ];
}

const before = (a: Standing, b: Standing) => (a.bandNo ?? 0) - (b.bandNo ?? 0) || a.since - b.since;

/**
 * The rises and falls of those who stand together, as the program would have told them: at each moment everybody
 * stands where the best of them stands. Before the rules there were no bands.
 */
export function movesOf(desk: Desk, together: readonly HelpRequest[]): OrderMove[] {
  const rulesAt = momentOn(desk.rulesFrom, 0);
  const members = together
    .filter(({ since }) => since !== null)
    .map(
      (request): Member => ({
        request,
        callable: false,
        said: [],
        override: null,
        priority: new Set(),
        standing: null,
      }),
    );
  const happenings = [
    ...members.flatMap(happeningsOf),
    { at: rulesAt, cause: 'RULES', event: desk.rulesEvent, change: () => {} },
  ].sort((a, b) => a.at - b.at);
  const moves: OrderMove[] = [];
  for (const { at, cause, event, change } of happenings) {
    change();
    const own = members.map((member): Standing | null =>
      member.callable
        ? {
            bandNo:
              at < rulesAt
                ? null
                : (member.override ??
                  bandOf(firstRuleSet.content, [...member.said, ...member.priority])),
            since: member.request.since!,
          }
        : null,
    );
    const best = own.filter((each) => each !== null).sort(before)[0] ?? null;
    for (const [n, member] of members.entries()) {
      const after = own[n] ? best : null;
      const was = member.standing;
      if (was?.bandNo === after?.bandNo && was?.since === after?.since) continue;
      moves.push({
        request: member.request,
        at,
        event,
        before: was,
        after,
        cause: was ? (after ? cause : 'LEFT') : 'ENTERED',
      });
      member.standing = after;
    }
  }
  return moves;
}
