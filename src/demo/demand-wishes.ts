import { ageOn } from './demand-child.ts';
import { type Desk, rulesKey } from './demand-desk.ts';
import { moduleDemand, modulesEach } from './demand-plan.ts';
import type { Child, HelpRequest, Wish } from './demand-types.ts';
import type { DayNo } from './calendar.ts';
import { modulePlans } from './plan.ts';
import type { Unit } from './supply.ts';

const planOf = new Map(modulePlans.map((plan) => [plan.code, plan]));

/** Rare for the eldest: who grows out of a kind of help keeps it for some months. */
const fits = (module: string, age: number) => {
  const plan = planOf.get(module);
  return plan !== undefined && age >= plan.ageMin && age < plan.ageMax;
};

/** Whether the child could stay in the unit, by age and sex. */
export const unitFits =
  (age: number, sex: Child['sex']) =>
  (unit: { ageMin: number; ageMax: number; genderMix: string }) =>
    age >= unit.ageMin &&
    age < unit.ageMax &&
    (unit.genderMix === 'MIXED' || sex === (unit.genderMix === 'GIRLS' ? 'F' : 'M'));

/** One to three kinds of help of the child's age, some with a first and a second wish. */
export function inventWishes(desk: Desk, child: Child, on: DayNo, towards?: Unit): Wish[] {
  const { random } = desk;
  const age = Math.max(0, ageOn(child, on));
  const open = moduleDemand.filter(([module]) => desk.modules.has(module) && fits(module, age));
  const count = Math.min(random.weighted(modulesEach), open.length);
  const wishes: Wish[] = towards
    ? [
        {
          id: random.uuid(),
          module: towards.plan.code,
          first: random.chance(0.4) ? towards : null,
          second: null,
        },
      ]
    : [];
  while (wishes.length < count) {
    const module = random.weighted(open);
    if (wishes.some((each) => each.module === module)) continue;
    const units = (desk.units.get(rulesKey(child.region, module)) ?? []).filter(
      unitFits(age, child.sex),
    );
    const first = units.length > 0 && random.chance(0.45) ? random.pick(units) : null;
    const second = first && random.chance(0.4) ? random.pick(units) : null;
    wishes.push({ id: random.uuid(), module, first, second: second === first ? null : second });
  }
  return wishes;
}

/** What the kinds of help say about security, and what a decision says beside them. */
export function securityOf(
  wishes: readonly Wish[],
): Pick<HelpRequest, 'securityNeed' | 'indications'> {
  const has = (module: string) => wishes.some((each) => each.module === module);
  return {
    securityNeed: has('SECURE_STAY') ? 'INFRASTRUCTURAL' : has('GES_PLUS') ? 'PROCEDURAL' : 'OPEN',
    indications: [
      ...(has('GES_PLUS') ? ['GES_PLUS'] : []),
      ...(has('SECURE_STAY') ? ['SECURE'] : []),
      ...(has('ROOM_TRAINING') ? ['ROOM_TRAINING'] : []),
    ],
  };
}

/** What the place must have. */
export function needsOf(desk: Desk, child: Child, on: DayNo): string[] {
  const { random } = desk;
  return [
    ...(random.chance(0.12) ? ['single'] : []),
    ...(random.chance(0.03) ? ['adapted', 'ground-floor'] : []),
    ...(ageOn(child, on) < 6 && random.chance(0.5) ? ['under-6'] : []),
  ];
}
