import { sessionCookie } from '../../src/platform/auth/session-cookie.ts';
import { type Heard, load, requestText, type Stream } from '../load.ts';
import { type Measure, median } from '../measure.ts';
import { startServer } from '../server.ts';
import { type BenchWorld, openWorld } from '../world.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 6);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const times = [2, 5, 10];
/** People at work; each is one session. */
const people = 20;
/** More than ten times the busiest hour of all desks together, so that there is enough to tell its slowest hundredth. */
const urgentPerSecond = 4;

const p99 = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0;
const digits = (value: number) => Number(value.toPrecision(4));

/** What is asked: searches as ordinary work, reports as what can wait, the desk and calls as what is urgent. */
async function streamsOf(world: BenchWorld) {
  const cookieOf = async (role: 'AT' | 'CR') => ({
    cookie: `${sessionCookie}=${(await world.caller(role)).token}`,
  });
  const searchers = await Promise.all(Array.from({ length: people }, () => cookieOf('AT')));
  const desk = await cookieOf('CR');
  const search = searchers.map((headers, i) =>
    requestText('GET', `/api/capacity/search?module=STAY_O12&age=${6 + (i % 12)}`, headers),
  );
  const report = searchers.map((headers) =>
    requestText('GET', '/api/insight/allocation/waiting', headers),
  );
  const call = requestText(
    'POST',
    '/api/crisis/requests',
    { ...desk, 'x-csrf-token': 'bench', 'idempotency-key': '__KEY__' },
    {
      kind: 'CONSULT',
      registrarKind: 'POLICE',
      agreement: 'YES',
      minors: [{ ageYears: 12, sex: 'F' }],
      words: 'meting (verzonnen)',
    },
  );
  const urgent: Stream = {
    name: 'urgent',
    requests: [requestText('GET', '/api/crisis/desk', desk), call],
    perSecond: urgentPerSecond,
  };
  return {
    closed: [
      { name: 'ordinary', requests: search, connections: 12 },
      { name: 'deferrable', requests: report, connections: 1 },
      urgent,
    ] as Stream[],
    /** So many ordinary requests and reports a second. */
    open: (ordinary: number, deferrable: number): Stream[] => [
      { name: 'ordinary', requests: search, perSecond: ordinary },
      { name: 'deferrable', requests: report, perSecond: deferrable },
      urgent,
    ],
  };
}

const of = (heard: Heard[], name: string) => heard.find((each) => each.name === name)!;
const goodput = (heard: Heard[]) => heard.reduce((sum, { good }) => sum + good, 0) / seconds;
const told = (heard: Heard[]) =>
  heard
    .map(
      (each) =>
        `${each.name} ${each.good}+${each.late} late of ${each.sent}, ${each.refused} refused, ${each.failed} failed`,
    )
    .join('; ');

/** Goodput at 2, 5 and 10 times what the server can do, against what it can do; and the urgent lane meanwhile. */
export async function run(scale: number): Promise<Measure[]> {
  const world = await openWorld(scale);
  const admission = { atOnce: 12, urgentAtOnce: 8 };
  const server = await startServer({ ...world, admission });
  try {
    const streams = await streamsOf(world);
    await load(server.origin, streams.closed, seconds);
    const at: number[] = [];
    const calm: number[] = [];
    const over = new Map(
      times.map((time) => [
        time,
        {
          good: [] as number[],
          urgentMs: [] as number[],
          last: '',
          urgentLost: 0,
          reportShare: [] as number[],
          ordinaryShare: [] as number[],
        },
      ]),
    );
    for (let round = 0; round < rounds; round++) {
      const full = await load(server.origin, streams.closed, seconds);
      at.push(goodput(full));
      calm.push(...of(full, 'urgent').ms);
      const ordinary = of(full, 'ordinary').good / seconds;
      const deferrable = of(full, 'deferrable').good / seconds;
      for (const time of times) {
        const heard = await load(
          server.origin,
          streams.open(ordinary * time, Math.max(deferrable, 1) * time),
          seconds,
        );
        const kept = over.get(time)!;
        kept.good.push(goodput(heard));
        kept.urgentMs.push(...of(heard, 'urgent').ms);
        kept.urgentLost += of(heard, 'urgent').refused + of(heard, 'urgent').failed;
        kept.reportShare.push(of(heard, 'deferrable').good / of(heard, 'deferrable').sent);
        kept.ordinaryShare.push(of(heard, 'ordinary').good / of(heard, 'ordinary').sent);
        kept.last = told(heard);
        if (process.env['BENCH_TELL']) console.error(time, kept.last);
        // What is still under way from this one must not be counted to the next.
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
    const lines = times.map((time): Measure => {
      const { good, reportShare, ordinaryShare } = over.get(time)!;
      const ratios = good.map((each, i) => each / at[i]!);
      const ratio = median(ratios);
      return {
        row: 'shedding',
        scale,
        what: `answers within a second at ${time} times capacity, against at capacity; answered: ${digits(100 * median(ordinaryShare))} of 100 ordinary, ${digits(100 * median(reportShare))} of 100 reports`,
        ours: digits(median(good)),
        reference: digits(median(at)),
        unit: 'per second',
        ratio: digits(ratio),
        min: digits(Math.min(...ratios)),
        max: digits(Math.max(...ratios)),
        target: '≥ 0.9',
        met: ratio >= 0.9,
      };
    });
    const all = times.flatMap((time) => over.get(time)!.urgentMs);
    const lost = times.reduce((sum, time) => sum + over.get(time)!.urgentLost, 0);
    const each = times.map((time) => p99(over.get(time)!.urgentMs));
    const slowest = Math.max(...each);
    return [
      ...lines,
      {
        row: 'shedding',
        scale,
        what: `p99 of urgent requests at 2, 5, 10 times capacity (${each.map(digits).join(', ')} ms; ${all.length} answered, ${lost} not; worst ${digits(Math.max(...all))} ms), against at capacity`,
        ours: digits(slowest),
        reference: digits(p99(calm)),
        unit: 'ms',
        ratio: digits(slowest / p99(calm)),
        min: digits(Math.min(...each) / p99(calm)),
        max: digits(slowest / p99(calm)),
        target: '≤ 1000 ms and none lost',
        met: slowest <= 1_000 && lost === 0,
      },
    ];
  } finally {
    server.stop();
    await world.close();
  }
}
