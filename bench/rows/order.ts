import { seededRandom } from '../../src/platform/testing/seeded-random.ts';
import { callWaiting, orderOfWaiting } from '../../src/allocation/waiting-order.ts';
import { compare, type Measure, millisecondsEach } from '../measure.ts';

const shares = [
  { lane: 'longest-waiting', percent: 20 },
  { lane: 'crisis-outflow', percent: 10 },
];

/** Days waited as in Flanders: median 260, mean about 400 (log-normal). */
const waitedDays = (uniform: number, other: number) =>
  Math.min(
    5000,
    Math.round(
      260 * Math.exp(0.93 * Math.sqrt(-2 * Math.log(1 - uniform)) * Math.cos(2 * Math.PI * other)),
    ),
  );

const timed = (work: () => unknown) =>
  millisecondsEach(() => Promise.resolve(work()), { atLeastMs: 50 });

/** The full order of the waiting list, shares included, against a typed-array sort of the same keys. */
export async function run(scale: number): Promise<Measure[]> {
  const lines: Measure[] = [];
  for (const requests of new Set([10_000 * scale, 1_000_000])) {
    const random = seededRandom(requests);
    const band = new Uint8Array(requests);
    const sinceOn = new Int32Array(requests);
    const tie = new Float64Array(requests);
    const lanes = new Uint32Array(requests);
    const exempt = new Uint8Array(requests);
    const keys = new Float64Array(requests);
    for (let at = 0; at < requests; at++) {
      const roll = random.next();
      band[at] = roll < 0.02 ? 0 : roll < 0.07 ? 1 : roll < 0.25 ? 2 : roll < 0.55 ? 3 : 4;
      const waited = waitedDays(random.next(), random.next());
      sinceOn[at] = 20_780 - waited;
      tie[at] = Math.floor(random.next() * 2 ** 52);
      lanes[at] = (waited > 730 ? 1 : 0) + (band[at] === 1 ? 2 : 0);
      exempt[at] = band[at] === 0 ? 1 : 0;
      // As much of the drawn number as fits one number beside band and day.
      keys[at] = (band[at]! * 2 ** 15 + sinceOn[at]!) * 2 ** 34 + Math.floor(tie[at]! / 2 ** 18);
    }
    lines.push(
      await compare({
        row: 'order',
        scale,
        what: `${requests} requests: band, since, drawn number; two shares`,
        unit: 'ms',
        better: 'times-longer',
        target: 3,
        rounds: 9,
        ours: () =>
          timed(() => callWaiting(orderOfWaiting({ band, sinceOn, tie }), lanes, exempt, shares)),
        reference: () => timed(() => keys.slice().sort()),
      }),
    );
  }
  return lines;
}
