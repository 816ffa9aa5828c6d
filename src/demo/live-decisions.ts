import { type DayNo, dayText, momentOn } from './calendar.ts';
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

/** Once a month each provider reads in its file of decisions. */
export function readDecisions(world: World): void {
  const { random, day } = world;
  const dayOfMonth = Number(dayText(day).slice(8));
  for (const { provider, units, importDay } of world.providers) {
    if (importDay !== dayOfMonth) continue;
    const decisions = units
      .filter((unit) => unit.pace.seasonal && unit.silentFrom > day)
      .flatMap((unit) => known(world, unit))
      .filter(
        (fact) =>
          fact.decisionUntil === null ||
          (fact.decisionUntil < day + noticeDays && !random.chance(forgotten)),
      )
      .map((fact) => ({
        stay: fact.id,
        until: newDecision(world, Math.max(fact.decisionUntil ?? fact.from, day - 300)),
      }));
    if (decisions.length === 0) continue;
    enqueue(world, {
      kind: 'decisions',
      at: momentOn(day, 7 * 3600 + random.between(0, 3000)),
      event: random.uuid(),
      provider,
      decisions,
    });
  }
}
