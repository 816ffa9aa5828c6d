import { orderOfWaiting } from '../../src/allocation/waiting-order.ts';
import { largeRound } from '../../src/allocation/round/large.fixtures.ts';
import { LiveRound } from '../../src/allocation/round/live-round.ts';
import type { PlainRound } from '../../src/allocation/round/plain-round.ts';
import { solveSingle } from '../../src/allocation/round/solve-single.ts';
import { seededRandom } from '../../src/platform/testing/seeded-random.ts';
import { type Measure, median } from '../measure.ts';

/** A million children, 12,000 places and eight million fits are scale 100. */
const childrenAtScaleOne = 10_000;
const placesAtScaleOne = 120;
const changes = 200;

interface Whole {
  readonly round: PlainRound;
  readonly readMs: number[];
  readonly solveMs: number[];
  readonly cpuMs: number[];
}

/** Builds the columns row by row, sorts the list and solves it, so many times. */
function solveWhole(scale: number, times: number): Whole {
  const children = childrenAtScaleOne * scale;
  const places = placesAtScaleOne * scale;
  const random = seededRandom(scale);
  const keys = {
    band: Uint8Array.from({ length: children }, () => random.below(5)),
    sinceOn: Int32Array.from({ length: children }, () => 20_000 + random.below(780)),
    tie: Float64Array.from({ length: children }, () => Math.floor(random.next() * 2 ** 52)),
  };
  const readMs: number[] = [];
  const solveMs: number[] = [];
  const cpuMs: number[] = [];
  let round: PlainRound | undefined;
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    round = largeRound({ children, places, fits: [6, 10], seed: 1 });
    readMs.push(performance.now() - began);
    const cpu = process.cpuUsage();
    const started = performance.now();
    orderOfWaiting(keys);
    solveSingle(round, 'order');
    solveMs.push(performance.now() - started);
    cpuMs.push(process.cpuUsage(cpu).user / 1000);
  }
  return { round: round!, readMs, solveMs, cpuMs };
}

const rounded = (value: number) => Number(value.toPrecision(3));

/** Milliseconds of processor time of each change on a kept round, with its proof made anew. */
function changeMs(round: PlainRound): number[] {
  const random = seededRandom(7);
  const live = new LiveRound(round.graph);
  const placed = [...live.housing.edgeOf.keys()].filter((child) => live.isPlaced(child));
  const took: number[] = [];
  const timed = (work: () => void) => {
    const before = process.cpuUsage();
    work();
    took.push(process.cpuUsage(before).user / 1000);
  };
  for (let at = 0; at < changes / 4; at++) {
    const child = random.pick(placed);
    timed(() => live.withdraw(child));
    timed(() => live.enter(child));
    const place = random.below(round.graph.places);
    const room = live.housing.room[place]!;
    timed(() => live.setRoom(place, room + 1));
    timed(() => live.setRoom(place, room));
  }
  return took;
}

/** The whole list, exact by order with its proof and the best fit; how it grows; and again after one change. */
export async function run(scale: number): Promise<Measure[]> {
  const smaller = median(solveWhole(scale / 10, 7).cpuMs.slice(2));
  const { round, readMs, solveMs, cpuMs } = solveWhole(scale, 5);
  const { children, places, to } = round.graph;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const whole = median(cpuMs);
  const ratios = cpuMs.map((each, n) => each / readMs[n]!);
  const exponent = Math.log10(whole / smaller);
  const took = changeMs(round).sort((a, b) => a - b);
  const p95 = took[Math.floor(took.length * 0.95)]!;
  const line = { row: 'round, large', scale };
  return [
    {
      ...line,
      what: `${children} children, ${places} places, ${to.length} fits: sorted, who, where, proof; processor time (on the clock ${Math.round(median(solveMs))} ms, peak ${peakMb} MB), against building the columns`,
      ours: Math.round(whole),
      reference: Math.round(median(readMs)),
      unit: 'ms',
      ratio: rounded(median(ratios)),
      min: rounded(Math.min(...ratios)),
      max: rounded(Math.max(...ratios)),
      target: '≤ 3000 ms, ≤ 1024 MB',
      met: whole <= 3000 && peakMb <= 1024,
    },
    {
      ...line,
      what: 'growth exponent of the processor time, from a tenth of it',
      ours: Math.round(whole),
      reference: rounded(smaller),
      unit: 'ms',
      ratio: rounded(exponent),
      min: rounded(exponent),
      max: rounded(exponent),
      target: '≤ 1.2',
      met: exponent <= 1.2,
    },
    {
      ...line,
      what: `after one of ${took.length} changes (a child leaves or comes back, a place more or less), with its proof: median against the whole; the 95th of a hundred takes ${rounded(p95)} ms`,
      ours: rounded(median(took)),
      reference: Math.round(whole),
      unit: 'ms',
      ratio: rounded(median(took) / whole),
      min: rounded(took[0]! / whole),
      max: rounded(took.at(-1)! / whole),
      target: '≤ 0.01',
      met: median(took) / whole <= 0.01,
    },
  ];
}
