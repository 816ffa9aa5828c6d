import type { Writer } from '../platform/db/database.ts';
import { dayNumber } from '../platform/period.ts';
import { findDuplicates, firstRuleSet } from '../waiting-list/index.ts';
import { type DayNo, dayText, momentOn } from './calendar.ts';
import { inventDemand } from './demand.ts';
import { openDesk } from './demand-desk.ts';
import { assessments, left } from './demand-plan.ts';
import type { Demand, ListEvent } from './demand-types.ts';
import type { People } from './people.ts';
import { Random } from './random.ts';
import type { Supply, Town } from './supply.ts';
import { writeDemand, writeRules } from './write-demand.ts';

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
  return inventDemand(desk, Math.min(left.weeks, Math.round(options.years * 52)));
}

/**
 * Fills the waiting list, once for each copy of Flanders, with the first rules in force, the order that follows and
 * the duplicates that are found in it. Bulk: `vp.bulk` is on.
 */
export async function fillDemand(
  tx: Writer,
  options: DemandOptions,
  of: { supply: Supply; towns: readonly Town[]; people: People },
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
  const pseudonyms = new Set<string>();
  const written: Demand[] = [];
  for (let copy = 0; copy < options.scale; copy++) {
    step(copy / options.scale);
    const demand = growDemand(options, { ...of, copy, rules, pseudonyms });
    await writeDemand(tx, demand);
    if (copy === 0) written.push(demand);
  }
  const clock = (moment: string) => tx.rows(`select set_config('vp.clock', $1, true)`, [moment]);
  await clock(`${dayText(rulesFrom)}T01:00:00Z`);
  await tx.rows(`select waiting_list.apply_rules()`);
  await clock(new Date(momentOn(dayNumber(options.today), 0) * 1000).toISOString());
  if (options.scale <= mostScaleSearched) await findDuplicates(tx);
  return written;
}
