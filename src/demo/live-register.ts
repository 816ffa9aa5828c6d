import { type DayNo, dayText, momentOn } from './calendar.ts';
import type { Stay } from './facts.ts';
import type { StayChange } from './steps.ts';
import { enqueue, type UnitState, type World } from './world.ts';

const noticeDays = 45;
/** How often a decision that nears its end is not yet in the file: where passed decisions come from. */
const forgotten = 0.45;

const known = (world: World, unit: UnitState) =>
  [...unit.places.map((each) => each.stay), ...unit.extra].flatMap((stay) => {
    const fact = stay && !stay.home ? world.log.current.stay.get(stay.id) : undefined;
    return fact && fact.until === null ? [fact] : [];
  });

/** How long a new decision runs: mostly a year, a court's up to two. */
export const newDecision = (world: World, from: DayNo): DayNo =>
  from +
  world.random.weighted([
    [180, 15],
    [365, 70],
    [730, 15],
  ] as const) +
  world.random.between(0, 30);

/** How often the register has another first day than the provider wrote: a day later. */
const corrected = 0.02;

/** What the register's file says otherwise of a stay; null where nothing. */
function changeOf(world: World, fact: Stay): StayChange | null {
  const { random, day } = world;
  const change: StayChange = { stay: fact.id };
  const { decisionUntil } = fact;
  const due = decisionUntil !== null && decisionUntil < day + noticeDays;
  if (decisionUntil === null || (due && !random.chance(forgotten))) {
    change.decisionUntil = newDecision(world, Math.max(decisionUntil ?? fact.from, day - 300));
  }
  const recent = fact.from > day - 35 && fact.from < day - 3 && fact.from > world.firstDay;
  if (recent && random.chance(corrected)) change.from = fact.from + 1;
  return change.decisionUntil === undefined && change.from === undefined ? null : change;
}

/** Once a month each provider reads in its file from the register: decisions, and first days put right. */
export function readRegister(world: World): void {
  const { random, day } = world;
  const dayOfMonth = Number(dayText(day).slice(8));
  for (const { provider, units, importDay } of world.providers) {
    if (importDay !== dayOfMonth) continue;
    const changes = units
      .filter((unit) => unit.pace.seasonal && unit.silentFrom > day)
      .flatMap((unit) => known(world, unit))
      .flatMap((fact) => changeOf(world, fact) ?? []);
    if (changes.length === 0) continue;
    const at = momentOn(day, 7 * 3600 + random.between(0, 3000));
    enqueue(world, { kind: 'register-file', at, event: random.uuid(), provider, changes });
  }
}
