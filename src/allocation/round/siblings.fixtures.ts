import { seededRandom } from '../../platform/testing/seeded-random.ts';
import { type PlainRound, PlainRoundBuilder } from './plain-round.ts';
import type { SiblingGroup } from './siblings-fit.ts';

/** Weights are so much less the distance. */
export const FULL_WEIGHT = 150;

/**
 * An invented round in which `share` of the children have a brother or sister in the list: they live together and most
 * places that fit the one fit the other. Groups of the whole list, before anybody is placed.
 */
export function siblingRound(options: {
  readonly children: number;
  readonly places: number;
  readonly fits: readonly [least: number, most: number];
  readonly share: number;
  readonly bonus: number;
  readonly seed: number;
}): { round: PlainRound; groups: SiblingGroup[] } {
  const { children, places, fits, share, bonus } = options;
  const random = seededRandom(options.seed);
  const builder = new PlainRoundBuilder();
  const spot = () => [random.next() * 100, random.next() * 100] as const;
  const spots = Array.from({ length: places }, spot);
  for (let place = 0; place < places; place++) builder.addPlace(`p${place}`, 1 + random.below(4));
  const some = (count: number) => {
    const list = new Set<number>();
    while (list.size < Math.min(count, places)) list.add(random.below(places));
    return [...list];
  };
  // Members stand apart in the order: a few of each group are placed and others are not.
  const members: { home: readonly [number, number]; fits: number[]; group: number }[] = [];
  let groups = 0;
  while (members.length < children) {
    const home = spot();
    const common = some(fits[0] + random.below(fits[1] - fits[0] + 1));
    const isGroup = random.next() < share / 2.3;
    const size = isGroup ? 2 + Number(random.below(3) === 0) : 1;
    for (let n = 0; n < size && members.length < children; n++) {
      const own = size === 1 ? common : common.filter(() => random.below(10) < 8);
      members.push({ home, fits: own, group: isGroup ? groups : -1 });
    }
    if (isGroup) groups++;
  }
  const keys = members.map((member) => ({ member, key: random.next() }));
  const found = new Map<number, number[]>();
  for (const [child, { member }] of keys.sort((a, b) => a.key - b.key).entries()) {
    builder.addChild(`c${child}`, child + 1);
    for (const place of member.fits) {
      const [x, y] = spots[place]!;
      const km = Math.hypot(x - member.home[0], y - member.home[1]);
      builder.addFit(place, Math.round((FULL_WEIGHT - km) * 100) / 100);
    }
    if (member.group >= 0) found.set(member.group, [...(found.get(member.group) ?? []), child]);
  }
  return {
    round: builder.build(),
    groups: [...found.values()].map((list) => ({ members: list, bonus })),
  };
}

/** The groups of whom two at least are placed, without the others. */
export const placedGroups = (
  groups: readonly SiblingGroup[],
  isPlaced: (child: number) => boolean,
): SiblingGroup[] =>
  groups
    .map(({ members, bonus }) => ({ members: members.filter(isPlaced), bonus }))
    .filter(({ members }) => members.length > 1);
