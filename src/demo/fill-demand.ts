import type { Writer } from '../platform/db/database.ts';
import { dayNumber } from '../platform/period.ts';
import { findDuplicates, firstRuleSet } from '../waiting-list/index.ts';
import { type DayNo, dayText, momentOn } from './calendar.ts';
import { inventDemand } from './demand.ts';
import type { Arrivals } from './demand-arrivals.ts';
import { openDesk } from './demand-desk.ts';
import { assessments, left } from './demand-plan.ts';
import type { Demand, ListEvent } from './demand-types.ts';
import type { People } from './people.ts';
import { Random } from './random.ts';
import type { Supply, Town } from './supply.ts';
import { writeDemand, writeRules } from './write-demand.ts';
import { writeDialogue } from './write-dialogue.ts';
import { writeFollowUps } from './write-follow-ups.ts';

export interface DemandOptions {
  seed: string;
  scale: number;
  /** ISO day. */
  today: string;
  years: number;
  /** The first day of the demo's history. */
  firstDay: DayNo;
}

/** Greater lists are searched by night: pairs grow with the square. */
const mostScaleSearched = 10;

/** Half a year ago, or when the supervisors of the demo had come. */
const rulesFromOf = ({ today, firstDay }: DemandOptions): DayNo =>
  Math.max(dayNumber(today) - assessments.rulesForDays, firstDay - 25);

function rulesEvent(random: Random, people: People, rulesFrom: DayNo): ListEvent {
  return {
    id: random.uuid(),
    at: momentOn(rulesFrom, 0) - 30_000,
    kind: 'rules.approve',
    by: people.hats.filter((hat) => hat.role === 'AS')[1] ?? people.registrar,
    subject: random.uuid(),
    reason: null,
    details: { version: firstRuleSet.version, from: dayText(rulesFrom) },
  };
}

/** Of how many weeks it is told who left, and how. */
export const weeksOf = (years: number): number => Math.min(left.weeks, Math.round(years * 52));

/** The demand of one Flanders; each copy has other children. */
export function growDemand(
  options: DemandOptions,
  of: {
    supply: Supply;
    towns: readonly Town[];
    people: People;
    copy: number;
    rules: ListEvent;
    pseudonyms?: Set<string>;
    /** The starts and promises of the supply that are children of the list; invented where absent. */
    arrivals?: Arrivals | undefined;
  },
): Demand {
  const { seed, today } = options;
  const desk = openDesk({
    random: new Random(`${seed} ${today} demand ${of.copy}`),
    today: dayNumber(today),
    rulesFrom: rulesFromOf(options),
    rulesEvent: of.rules,
    peopleSince: options.firstDay - 30,
    pseudonyms: of.pseudonyms ?? new Set(),
    serial: of.copy * 50_000,
    supply: of.supply,
    towns: of.towns,
    hats: of.people.hats,
  });
  return inventDemand(desk, weeksOf(options.years), of.arrivals ?? null);
}

/**
 * Fills the waiting list, once for each copy of Flanders, with the first rules in force, the order that follows and
 * the duplicates that are found in it. Bulk: `vp.bulk` is on.
 */
export async function fillDemand(
  tx: Writer,
  options: DemandOptions,
  of: { supply: Supply; towns: readonly Town[]; people: People; arrivals?: Arrivals },
  step: (done: number) => void,
): Promise<Demand[]> {
  const rulesFrom = rulesFromOf(options);
  const rules = rulesEvent(new Random(`${options.seed} rules`), of.people, rulesFrom);
  await writeRules(tx, {
    madeBy: of.people.registrar,
    approvedBy: rules.by!,
    from: rulesFrom,
    event: rules,
  });
  const { arrivals } = of;
  const named = [...(arrivals?.started ?? []), ...(arrivals?.promised ?? [])].map((each) =>
    'known' in each ? each.known?.pseudonym : each.pseudonym,
  );
  const pseudonyms = new Set(named.filter((name) => name !== undefined));
  const written: Demand[] = [];
  for (let copy = 0; copy < options.scale; copy++) {
    step(copy / options.scale);
    const demand = growDemand(options, {
      ...of,
      copy,
      rules,
      pseudonyms,
      arrivals: copy === 0 ? arrivals : undefined,
    });
    await writeDemand(tx, demand);
    await writeDialogue(tx, demand);
    if (copy === 0) written.push(demand);
  }
  const clock = (moment: string) => tx.rows(`select set_config('vp.clock', $1, true)`, [moment]);
  await clock(`${dayText(rulesFrom)}T01:00:00Z`);
  await tx.rows(`select waiting_list.apply_rules()`);
  await clock(new Date(momentOn(dayNumber(options.today), 0) * 1000).toISOString());
  await writeFollowUps(tx);
  if (options.scale <= mostScaleSearched) await findDuplicates(tx);
  return written;
}
