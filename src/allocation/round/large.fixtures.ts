import { seededRandom } from '../../platform/testing/seeded-random.ts';
import type { RoundInput } from './instance.ts';
import { type PlainRound, PlainRoundBuilder } from './plain-round.ts';

export interface LargeRound {
  readonly children: number;
  readonly places: number;
  /** Fits of each child, from and to. */
  readonly fits: readonly [least: number, most: number];
  readonly seed: number;
}

const regions = 5;

/**
 * An invented round of any size: places of one to four by region, children of whom nine in ten fit in their own region
 * alone, weights that fall with the distance, in hundredths. Children are in order.
 */
export function largeRound({ children, places, fits, seed }: LargeRound): PlainRound {
  const random = seededRandom(seed);
  const builder = new PlainRoundBuilder(Math.ceil((children * (fits[0] + fits[1])) / 2 + 64));
  const x = Float64Array.from({ length: places }, () => random.next() * 100);
  const y = Float64Array.from({ length: places }, () => random.next() * 100);
  for (let place = 0; place < places; place++) builder.addPlace(`p${place}`, 1 + random.below(4));
  const each = Math.floor(places / regions);
  const seen = new Int32Array(places).fill(-1);
  for (let child = 0; child < children; child++) {
    builder.addChild(`c${child}`, child + 1);
    const isNear = each >= fits[1] * 2 && random.below(10) > 0;
    const first = isNear ? random.below(regions) * each : 0;
    const among = isNear ? each : places;
    const homeX = random.next() * 100;
    const homeY = random.next() * 100;
    const wanted = Math.min(among, fits[0] + random.below(fits[1] - fits[0] + 1));
    for (let fit = 0; fit < wanted; ) {
      const place = first + random.below(among);
      if (seen[place] === child) continue;
      seen[place] = child;
      const distance = Math.hypot(x[place]! - homeX, y[place]! - homeY);
      builder.addFit(place, Math.round(15_000 - distance * 100) / 100);
      fit++;
    }
  }
  return builder.build();
}

/** The same as objects, as a file has them. */
export function asRoundInput({ graph, ranks, childIds, placeIds }: PlainRound): RoundInput {
  const { room, start, to, weight } = graph;
  return {
    objective: 'order',
    places: placeIds.map((id, place) => ({ id, capacity: [room[place]!] })),
    parties: childIds.map((id, child) => ({
      id,
      rank: ranks[child]!,
      size: 1,
      mustPlace: false,
      options: Array.from(to.subarray(start[child], start[child + 1]), (place, n) => ({
        uses: [[placeIds[place]!, [1]] as const],
        weight: weight[start[child]! + n]!,
      })),
    })),
  };
}
