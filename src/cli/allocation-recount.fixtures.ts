import type {
  AnswerFigures,
  ChoiceFigures,
  WaitingFigures,
} from '../insight/allocation/contract.ts';
import type { FairnessCell } from '../insight/allocation/fairness.ts';
import type { TestDatabase } from '../platform/testing/database.ts';

/**
 * The figures of allocation counted again from the raw rows, in plain code that shares nothing with the figures: no view
 * of theirs, no quantile, no ratio.
 */
export interface Asked {
  readonly months: number;
  readonly region: string | null;
  readonly module: string | null;
}

interface Child {
  id: string;
  region: string;
  state: string;
  fileKind: string;
  since: string;
  born: string;
  unborn: boolean;
  sex: string;
  needs: string[];
  group: string | null;
  modules: string[];
}
interface Step {
  id: string;
  from: string | null;
  to: string;
  at: Date;
}
interface Move {
  id: string;
  before: number | null;
  after: number | null;
  at: Date;
}
interface Proposal {
  id: string;
  region: string;
  module: string;
  providerId: string;
  state: string;
  sentAt: Date;
  dueAt: Date;
  answeredAt: Date | null;
  closedAt: Date | null;
  code: string | null;
  liftable: boolean | null;
  rank: number | null;
  departure: string | null;
  lanes: string[];
  exempt: boolean;
  suggestedAt: Date | null;
  talked: boolean;
  children: string[];
}

export interface Raw {
  readonly now: Date;
  readonly today: string;
  readonly children: readonly Child[];
  readonly steps: readonly Step[];
  readonly moves: readonly Move[];
  readonly proposals: readonly Proposal[];
  readonly bands: ReadonlyMap<string, string>;
}

/** Every row that a figure may be made of. */
export async function rawRows(t: TestDatabase): Promise<Raw> {
  const bands = await t.owner<{ id: string; band: string }>(
    `select distinct p.request_id as id, r.content -> 'bands' -> (p.own_band_no - 1) ->> 'code' as band
       from waiting_list.position p, waiting_list.applied a join waiting_list.rule_set r on r.version = a.version where p.callable`,
  );
  const [now] = await t.owner<{ now: Date; today: string }>(
    `select now() as now, platform.today()::text as today`,
  );
  return {
    ...now!,
    bands: new Map(bands.map(({ id, band }) => [id, band])),
    children: await t.owner<Child>(
      `select r.id, r.region_code as region, r.state, r.file_kind as "fileKind", r.since::text, p.born_month::text as born, p.unborn, p.sex, r.needs,
              p.group_id as "group", array(select module_code from waiting_list.entry e where e.request_id = r.id) as modules
         from waiting_list.request r join waiting_list.person p on p.id = r.person_id`,
    ),
    steps: await t.owner<Step>(
      `select request_id as id, from_state as "from", to_state as "to", at from waiting_list.step order by seq`,
    ),
    moves: await t.owner<Move>(
      `select request_id as id, before_band_no as before, after_band_no as after, at from waiting_list.move order by at, seq`,
    ),
    proposals: await t.owner<Proposal>(
      `select p.id, p.region_code as region, p.module_code as module, p.provider_id as "providerId", p.state, p.sent_at as "sentAt", p.due_at as "dueAt",
              p.answered_at as "answeredAt", p.closed_at as "closedAt", p.decline_code as code, p.liftable, p.rank_in_record as rank,
              p.departure_code as departure, p.lanes, p.exempt, r.at as "suggestedAt",
              exists (select 1 from allocation.message m where m.proposal_id = p.id and m.side = 'PROVIDER') as talked,
              array(select request_id from allocation.proposal_child c where c.proposal_id = p.id) as children
         from allocation.proposal p left join allocation.record r on r.id = p.record_id where p.sent`,
    ),
  };
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : a > b ? 1 : 0;
const dayMs = 86_400_000;
const brusselsDay = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
const dayCount = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / dayMs;
/** The midnight in Brussels that begins a day. */
const midnight = (day: string): Date => {
  for (const hours of [1, 2]) {
    const at = new Date(Date.parse(`${day}T00:00:00Z`) - hours * 3_600_000);
    if (at.toLocaleTimeString('sv-SE', { timeZone: 'Europe/Brussels' }) === '00:00:00') return at;
  }
  throw new Error(`no midnight: ${day}`);
};
/** The day so many calendar months before; the last of the month where that day is not there. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}

export const fromDay = ({ today }: Raw, { months }: Asked): string => monthsBefore(today, months);
const from = (raw: Raw, asked: Asked) => midnight(fromDay(raw, asked));
const inRegion = (region: string, asked: Asked) => asked.region === null || region === asked.region;
const middle = (values: number[], share: number): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted.findIndex((_, n) => (n + 1) / sorted.length >= share - 1e-9);
  return found < 0 ? null : sorted[found]!;
};
function ageOf(child: Child, today: string): string {
  if (child.unborn) return 'unborn';
  for (const [years, name] of [
    [6, '0-5'],
    [12, '6-11'],
    [15, '12-14'],
    [18, '15-17'],
  ] as const)
    if (child.born > monthsBefore(today, years * 12)) return name;
  return '18-25';
}

/** Who waits, by a division: children, median, three quarters. */
export function waitingAgain(raw: Raw, asked: Asked): WaitingFigures['waiting'] {
  const list = raw.children.filter(
    (child) =>
      child.state === 'WAITING' &&
      inRegion(child.region, asked) &&
      (asked.module === null || child.modules.includes(asked.module)),
  );
  const keys: Record<WaitingFigures['waiting'][number]['division'], (child: Child) => string[]> = {
    all: () => ['*'],
    band: ({ id }) => [raw.bands.get(id)!],
    module: ({ modules }) =>
      modules.filter((each) => asked.module === null || each === asked.module),
    region: ({ region }) => [region],
    age: (child) => [ageOf(child, raw.today)],
    fileKind: ({ fileKind }) => [fileKind],
  };
  return (Object.keys(keys) as (keyof typeof keys)[])
    .map((division) => {
      const days = new Map<string, number[]>();
      for (const child of list)
        for (const key of keys[division](child))
          days.set(key, [...(days.get(key) ?? []), dayCount(child.since, raw.today)]);
      return {
        division,
        rows: [...days].toSorted(byKey).map(([key, values]) => ({
          key,
          children: values.length,
          medianDays: middle(values, 0.5)!,
          p75Days: middle(values, 0.75)!,
        })),
      };
    })
    .filter(({ rows }) => rows.length > 0);
}

/** Passages of the period by name: how often, and the median of the days before. */
export function stepsAgain(raw: Raw, asked: Asked): Record<string, [number, number | null]> {
  const days = new Map<string, number[]>();
  const regions = new Map(raw.children.map((child) => [child.id, child.region]));
  for (const own of Map.groupBy(raw.steps, ({ id }) => id).values())
    for (const [n, step] of own.entries()) {
      const before = own[n - 1];
      if (!before || step.at < from(raw, asked) || !inRegion(regions.get(step.id)!, asked))
        continue;
      const key = `${step.from} ${step.to}`;
      const spent = dayCount(brusselsDay(before.at), brusselsDay(step.at));
      days.set(key, [...(days.get(key) ?? []), spent]);
    }
  return Object.fromEntries(
    [...days].toSorted(byKey).map(([key, values]) => [key, [values.length, middle(values, 0.5)]]),
  );
}

const proposalsOf = (raw: Raw, asked: Asked) =>
  raw.proposals.filter(
    (each) =>
      each.sentAt >= from(raw, asked) &&
      inRegion(each.region, asked) &&
      (asked.module === null || each.module === asked.module),
  );
const said = ['ACCEPTED', 'START_PLANNED', 'STARTED'];

/** Answers of a list of proposals. */
function answered(list: readonly Proposal[], now: Date): AnswerFigures['all'] {
  const answers = list.filter(({ answeredAt }) => answeredAt !== null);
  const hours = answers.map(
    ({ answeredAt, sentAt }) => (answeredAt!.getTime() - sentAt.getTime()) / 3_600_000,
  );
  const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  return {
    sent: list.length,
    due: list.filter(
      (each) =>
        each.answeredAt !== null ||
        each.state === 'EXPIRED' ||
        (['SENT', 'IN_DIALOGUE'].includes(each.state) && each.dueAt <= now),
    ).length,
    answered: answers.length,
    accepted: answers.filter(({ state }) => said.includes(state)).length,
    refused: list.filter(({ state }) => state === 'NOT_STARTED').length,
    medianHours: rounded(middle(hours, 0.5)),
    p75Hours: rounded(middle(hours, 0.75)),
  };
}

/** How proposals were answered, together and by provider. */
export function answersAgain(raw: Raw, asked: Asked) {
  const list = proposalsOf(raw, asked);
  const refusals = Map.groupBy(
    list.filter(({ state }) => state === 'NOT_STARTED'),
    ({ code }) => code!,
  );
  return {
    all: answered(list, raw.now),
    providers: Object.fromEntries(
      [...Map.groupBy(list, ({ providerId }) => providerId)].map(([id, own]) => [
        id,
        answered(own, raw.now),
      ]),
    ),
    reasons: Object.fromEntries([...refusals].map(([code, own]) => [code, own.length])),
  };
}

/** How proposals came from the list. */
export function choicesAgain(
  raw: Raw,
  asked: Asked,
): Pick<ChoiceFigures, 'fromList' | 'first' | 'accepted' | 'asItStood' | 'calls' | 'starts'> & {
  lanes: Record<string, [number, number]>;
} {
  const list = proposalsOf(raw, asked);
  const agreed = list.filter(
    ({ answeredAt, state }) => answeredAt !== null && said.includes(state),
  );
  const lanes: Record<string, [number, number]> = {};
  for (const each of list) {
    const names = each.exempt ? ['exempt'] : each.lanes.length > 0 ? each.lanes : ['none'];
    for (const name of names) {
      const [calls, starts] = lanes[name] ?? [0, 0];
      lanes[name] = [calls + 1, starts + (each.state === 'STARTED' ? 1 : 0)];
    }
  }
  return {
    fromList: list.filter(({ rank }) => rank !== null).length,
    first: list.filter(({ rank, departure }) => rank === 1 && departure === null).length,
    accepted: agreed.length,
    asItStood: agreed.filter(({ talked }) => !talked).length,
    calls: list.length,
    starts: list.filter(({ state }) => state === 'STARTED').length,
    lanes,
  };
}

/** Waiting days and starts by group, counted day part by day part from each child’s own moves. */
export function fairnessAgain(raw: Raw, asked: Asked): FairnessCell[] {
  const begin = from(raw, asked).getTime();
  const cells = new Map<string, FairnessCell>();
  for (const child of raw.children) {
    if (!inRegion(child.region, asked)) continue;
    if (asked.module !== null && !child.modules.includes(asked.module)) continue;
    const groups: [FairnessCell['dimension'], string][] = [
      ['sex', child.sex],
      ['age', ageOf(child, raw.today)],
      ['region', child.region],
      ['fileKind', child.fileKind],
      ['siblings', child.group === null ? 'no' : 'yes'],
      ['need', child.needs.length === 0 ? 'no' : 'yes'],
    ];
    const add = (band: number, days: number, starts: number) => {
      for (const [dimension, group] of groups) {
        const key = `${dimension} ${group} ${band}`;
        const before = cells.get(key) ?? { dimension, group, band, days: 0, starts: 0 };
        cells.set(key, { ...before, days: before.days + days, starts: before.starts + starts });
      }
    };
    const own = raw.moves.filter(({ id }) => id === child.id);
    for (const [n, { after, at }] of own.entries()) {
      if (after === null) continue;
      const end = Math.min(own[n + 1]?.at.getTime() ?? Infinity, raw.now.getTime());
      const spent = end - Math.max(at.getTime(), begin);
      if (spent > 0) add(after, spent / dayMs, 0);
    }
    for (const step of raw.steps)
      if (step.id === child.id && step.to === 'STARTED' && step.at.getTime() >= begin)
        add(own.findLast(({ after, at }) => after === null && at <= step.at)!.before!, 0, 1);
  }
  return [...cells.values()];
}

/** Children refused in the period who still wait, by module. */
export function unmetAgain(raw: Raw, asked: Asked): Record<string, [number, number]> {
  const start = from(raw, asked);
  const refused = new Set(
    raw.proposals
      .filter(
        ({ state, closedAt }) =>
          ['NOT_STARTED', 'PLACE_GONE'].includes(state) && closedAt !== null && closedAt >= start,
      )
      .flatMap(({ children }) => children),
  );
  const found: Record<string, [number, number]> = {};
  for (const child of raw.children) {
    if (child.state !== 'WAITING' || !inRegion(child.region, asked)) continue;
    for (const module of child.modules) {
      if (asked.module !== null && module !== asked.module) continue;
      const [waiting, without] = found[module] ?? [0, 0];
      found[module] = [waiting + 1, without + (refused.has(child.id) ? 1 : 0)];
    }
  }
  return found;
}
