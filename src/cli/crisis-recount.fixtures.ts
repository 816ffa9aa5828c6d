import type { CrisisFigures } from '../insight/crisis/contract.ts';
import type { TestDatabase } from '../platform/testing/database.ts';

/** Figures of crisis counted again from the raw rows, in plain code that shares nothing with the figures. */
export interface Asked {
  /** ISO days, half-open. */
  readonly from: string;
  readonly until: string;
  readonly region: string | null;
}

interface Call {
  id: string;
  region: string;
  at: Date;
  month: string;
  hour: string;
  kind: string;
  wanted: string | null;
  zone: string | null;
  problems: string[];
  caseId: string;
  repeatOf: string | null;
}
interface Child {
  id: string;
  callId: string;
  age: number | null;
  /** Where the age is not known better. */
  band: string | null;
  zone: string | null;
  state: string;
  reason: string | null;
  fallback: string | null;
}
interface Ask {
  minorId: string;
  partnerId: string;
  state: string;
  at: Date;
  due: Date;
  answered: Date | null;
  knownFrom: Date;
}
interface Help {
  minorId: string;
  kind: string;
  state: string;
  next: string | null;
}
export interface Raw {
  readonly calls: readonly Call[];
  readonly children: readonly Child[];
  readonly asks: readonly Ask[];
  readonly helps: readonly Help[];
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  weekday: 'short',
  hourCycle: 'h23',
});
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The month and the hour of the week of a moment in Brussels, by another clock than the database's. */
function localOf(at: Date): { month: string; hour: string } {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    month: `${parts['year']}-${parts['month']}-01`,
    hour: String((days.indexOf(parts['weekday']!) + 1) * 100 + Number(parts['hour'])),
  };
}

export async function rawCrisis(t: TestDatabase): Promise<Raw> {
  const calls = await t.owner<Omit<Call, 'month' | 'hour'>>(
    `select id, region_code as region, received_at as at, kind, wanted, zone_code as zone, problems, case_id as "caseId", repeat_of as "repeatOf" from crisis.request`,
  );
  return {
    calls: calls.map((call) => ({ ...call, ...localOf(call.at) })),
    children: await t.owner<Child>(
      `select id, request_id as "callId", age_years as age, age_band as band, zone_code as zone, state, reason, fallback from crisis.minor`,
    ),
    asks: await t.owner<Ask>(
      `select minor_id as "minorId", partner_id as "partnerId", state, asked_at as at, due_at as due, answered_at as answered, known_from as "knownFrom" from crisis.attempt`,
    ),
    helps: await t.owner<Help>(
      `select minor_id as "minorId", kind, state, next_step as next from crisis.deployment where part_of is null order by placed_at`,
    ),
  };
}

const bandOf = ({ age, band }: Child): string => {
  if (age === null) return band ?? 'UNKNOWN';
  if (age > 17) return '18+';
  return ['0-2', '3-5', '6-11', '12-14', '15-17'].find(
    (each) => age <= Number(each.split('-')[1]),
  )!;
};

type Tally = Record<string, number>;
export type Counts = Record<string, Tally>;

/** Every count as `subject division key` → figure → number; zeros are left out. */
export function crisisAgain(raw: Raw, { from, until, region }: Asked): Counts {
  const counts: Counts = {};
  const add = (name: string, figure: string, by = 1) => {
    if (by === 0) return;
    const tally = (counts[name] ??= {});
    tally[figure] = (tally[figure] ?? 0) + by;
  };
  const byId = new Map(raw.calls.map((call) => [call.id, call]));
  const asksOf = Map.groupBy(raw.asks, ({ minorId }) => minorId);
  const helpsOf = Map.groupBy(raw.helps, ({ minorId }) => minorId);
  const isIn = (call: Call) =>
    call.month >= from && call.month < until && (region === null || call.region === region);
  for (const call of raw.calls.filter(isIn)) {
    add('CALL all *', 'asked');
    add(`CALL kind ${call.kind}`, 'asked');
    add(`CALL hour ${call.hour}`, 'asked');
    const first = call.repeatOf === null ? null : byId.get(call.repeatOf)!;
    if (first && call.at.getTime() - first.at.getTime() < 30 * 86_400_000)
      add('CALL repeat YES', 'asked');
  }
  const minutes: number[] = [];
  for (const child of raw.children) {
    const call = byId.get(child.callId)!;
    if (!isIn(call)) continue;
    const asks = asksOf.get(child.id) ?? [];
    for (const ask of asks) {
      const silent =
        ask.answered === null &&
        (ask.state === 'SILENT' || (ask.state === 'WITHDRAWN' && ask.knownFrom >= ask.due));
      for (const name of ['PARTNER all *', `PARTNER partner ${ask.partnerId}`]) {
        add(name, 'asked');
        if (ask.state === 'YES') add(name, 'found');
        if (ask.state === 'NO') add(name, 'none');
        if (silent) add(name, 'silent');
      }
    }
    const helps = helpsOf.get(child.id) ?? [];
    for (const { state, next } of helps)
      if (state === 'ENDED') add(`OUTFLOW next ${next}`, 'asked');
    if (call.kind !== 'DISPATCH') continue;
    const isFound = ['PLACED', 'RUNNING', 'EXTENDED', 'ENDED'].includes(child.state);
    const isNone = child.state === 'NO_RESPONSE';
    const yes = asks
      .filter(({ state }) => state === 'YES')
      .toSorted((a, b) => a.answered!.getTime() - b.answered!.getTime())[0];
    const tries = asks.filter(({ at }) => !yes || at <= yes.answered!).length;
    const same = raw.calls.filter((one) => one.caseId === call.caseId && one.at <= call.at).length;
    for (const name of [
      'CHILD all *',
      `CHILD wanted ${call.wanted}`,
      `CHILD age ${bandOf(child)}`,
      `CHILD zone ${child.zone ?? call.zone ?? 'UNKNOWN'}`,
      `CHILD hour ${call.hour}`,
      `CHILD region ${call.region}`,
      ...call.problems.map((problem) => `CHILD problem ${problem}`),
    ]) {
      add(name, 'asked');
      if (isFound) add(name, 'found');
      if (isNone) add(name, 'none');
      if (isFound) add(name, 'attemptsFound', tries);
      if (isNone) add(name, 'attemptsNone', tries);
      if (isFound) add(name, 'registrations', same);
    }
    if (isNone) add(`CHILD reason ${child.reason}`, 'none');
    if (isNone) add(`CHILD fallback ${child.fallback}`, 'none');
    const given = helps.filter(({ state }) => state !== 'FALLEN').at(-1);
    if (isFound && given) add(`CHILD given ${given.kind}`, 'found');
    if (isFound && yes)
      minutes.push(Math.round((yes.answered!.getTime() - call.at.getTime()) / 60_000));
  }
  minutes.sort((a, b) => a - b);
  const at = (share: number) => minutes[Math.ceil(minutes.length * share) - 1]!;
  if (minutes.length > 0)
    counts['CHILD time'] = {
      timed: minutes.length,
      medianMinutes: at(0.5),
      p90Minutes: at(0.9),
      late: minutes.filter((one) => one > 1440).length,
    };
  return counts;
}

/** What the screen says, in the form of the recount. */
export function countsOf({ rows }: CrisisFigures, side: 'now' | 'before' = 'now'): Counts {
  const counts: Counts = {};
  const kept = [
    'asked',
    'found',
    'none',
    'silent',
    'attemptsFound',
    'attemptsNone',
    'registrations',
  ];
  for (const row of rows) {
    const measure = row[side] as Record<string, number> | null;
    if (measure === null) continue;
    const tally = Object.fromEntries(
      kept.flatMap((figure) => (measure[figure] ? [[figure, measure[figure]]] : [])),
    );
    if (Object.keys(tally).length > 0) counts[`${row.subject} ${row.division} ${row.key}`] = tally;
    if (row.subject === 'CHILD' && row.division === 'all' && measure['timed'])
      counts['CHILD time'] = {
        timed: measure['timed'],
        medianMinutes: measure['medianMinutes']!,
        p90Minutes: measure['p90Minutes']!,
        late: measure['late']!,
      };
  }
  return counts;
}

/** Where the two say otherwise; rows that only one of them has in the divisions that both make. */
export function differences(screen: Counts, again: Counts): string[] {
  const divisions = new Set(
    Object.keys(again).map((name) => name.split(' ').slice(0, 2).join(' ')),
  );
  const names = new Set([
    ...Object.keys(again),
    ...Object.keys(screen).filter((name) => divisions.has(name.split(' ').slice(0, 2).join(' '))),
  ]);
  return [...names].flatMap((name) => {
    const [ours, theirs] = [screen[name] ?? {}, again[name] ?? {}];
    const figures = new Set(Object.keys(theirs));
    return [...figures].some((figure) => ours[figure] !== theirs[figure]) ||
      (again[name] === undefined && (ours['asked'] ?? 0) > 0)
      ? [`${name}: ${JSON.stringify(ours)}, again ${JSON.stringify(theirs)}`]
      : [];
  });
}
