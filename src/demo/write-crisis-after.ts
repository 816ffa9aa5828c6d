import { type DayNo, dayOf, dayText, momentOn, type Seconds } from './calendar.ts';
import type { Call, CallMinor } from './crisis-types.ts';
import { d, t, type Tx, u } from './demand-cells.ts';
import { insertRows } from './insert-rows.ts';
import { Random } from './random.ts';

/** Days after which a desk looks how it goes (`crisis.follow-up-days`), and how far back follow-ups are told. */
const after = { days: 7, told: 30 } as const;
/** How young people are found (synthetic). */
const outcomes = [
  ['HELP_RUNNING', 44],
  ['STABLE', 26],
  ['WAITING_LIST', 12],
  ['NOT_REACHED', 9],
  ['DECLINED', 5],
  ['NEW_CRISIS', 4],
] as const;

interface FollowUp {
  id: string;
  call: Call;
  minor: CallMinor;
  after: string;
  dueOn: DayNo;
  owner: string | null;
  outcome: string | null;
  doneAt: Seconds | null;
}

/** As `crisis.plan_follow_up` sees it. */
function followedAfter(call: Call, minor: CallMinor): string | null {
  if (call.problems.includes('AFTER_FORCED_ADMISSION')) return 'FORCED_ADMISSION';
  const fromWard =
    call.registrar === 'EMERGENCY_WARD' ||
    call.problems.includes('AFTER_EMERGENCY_WARD') ||
    minor.fallback === 'EMERGENCY_WARD';
  return fromWard ? 'EMERGENCY_WARD' : null;
}

function followUpOf(random: Random, call: Call, minor: CallMinor, today: DayNo): FollowUp[] {
  const why = followedAfter(call, minor);
  if (why === null || minor.closedAt === null) return [];
  const dueOn = dayOf(minor.closedAt) + after.days;
  if (dueOn < today - after.told + after.days) return [];
  // A few are let slip; what is due today is still to be done.
  const isDone = dueOn < today && random.chance(dueOn < today - 3 ? 0.93 : 0.7);
  return [
    {
      id: random.uuid(),
      call,
      minor,
      after: why,
      dueOn,
      owner: isDone || random.chance(0.6) ? (call.by?.person.name ?? null) : null,
      outcome: isDone ? random.weighted(outcomes) : null,
      doneAt: isDone ? momentOn(dueOn, random.between(9 * 3600, 17 * 3600)) : null,
    },
  ];
}

/** Whom the desks follow up after an emergency ward or a forced admission: the last month, and what is due. */
export async function writeCrisisFollowUps(
  tx: Tx,
  minors: readonly { call: Call; minor: CallMinor }[],
  of: { seed: string; today: DayNo },
): Promise<void> {
  const random = new Random(`${of.seed} crisis follow-ups`);
  await insertRows(
    tx,
    'crisis.follow_up',
    [
      ['id', u],
      ['request_id', u],
      ['minor_id', u],
      ['region_code', t],
      ['after', t],
      ['owner_name', t],
      ['due_on', d],
      ['outcome', t],
      ['done_at', 'moment'],
      ['done_by_name', t],
      ['event_id', u],
      ['known_from', 'moment'],
    ],
    minors.flatMap(({ call, minor }) => followUpOf(random, call, minor, of.today)),
    (one) => [
      one.id,
      one.call.id,
      one.minor.id,
      one.call.region,
      one.after,
      one.owner,
      dayText(one.dueOn),
      one.outcome,
      one.doneAt,
      one.doneAt === null ? null : one.owner,
      // Brothers and sisters may still be helped.
      one.call.closedAt === null ? one.call.registered : one.call.closed!,
      one.doneAt ?? one.minor.closedAt!,
    ],
  );
}

/** Days since which registrars register by themselves, and which share of their calls. */
const own = { days: 60, share: 0.7 } as const;

/** Organisations that register crises, by kind and region: `EMERGENCY_WARD WVL`. */
export type Registrars = ReadonlyMap<string, string>;

/** The organisation that registered a call by itself; a court's service otherwise stands under its court. */
export function registrarOf(
  call: Call,
  of: { registrars: Registrars; court: string | null; today: DayNo },
): string | null {
  const lot = Number.parseInt(call.id.slice(0, 2), 16) / 256;
  const registrar = of.registrars.get(`${call.registrar} ${call.region}`);
  if (registrar && dayOf(call.at) > of.today - own.days && lot < own.share) return registrar;
  return call.registrar === 'COURT_SERVICE' ? of.court : null;
}
